#pragma once
#include <stddef.h>
#include <stdint.h>

// Unpacks compressed streams a piece at a time: raw DEFLATE (as in ZIP archives) and gzip by ISA-L,
// zstd by libzstd. Memory is bounded by the window of the format, not by the stream.

enum kscope_compression {
  KSCOPE_DEFLATE = 0,
  KSCOPE_GZIP,
  KSCOPE_ZSTD,
};

enum kscope_unpack_status {
  // More input, or more room for output, takes it further.
  KSCOPE_UNPACK_MORE = 0,
  // A stream ended here and all of it was handed out. The next call begins another one: gzip files
  // may have several members, zstd files several frames.
  KSCOPE_UNPACK_END,
  // The input is no such stream, or is damaged.
  KSCOPE_UNPACK_DAMAGED,
  // There is more output than the limit.
  KSCOPE_UNPACK_LIMIT,
  // A window of more than 128 MB, or a dictionary, is needed.
  KSCOPE_UNPACK_UNSUPPORTED,
  KSCOPE_UNPACK_MEMORY,
  // A stream ended here that is not what was packed: its checksum or length is another.
  KSCOPE_UNPACK_CHECKSUM,
};

typedef struct kscope_unpacker kscope_unpacker;

// `limit` is the most bytes that all streams together may have once unpacked.
// NULL without memory or for a compression that is none of the above.
kscope_unpacker *kscope_unpacker_create(int32_t compression, uint64_t limit);
void kscope_unpacker_destroy(kscope_unpacker *unpacker);

// Makes it as new, whatever came before: its memory is used again.
void kscope_unpacker_restart(kscope_unpacker *unpacker, uint64_t limit);

// An unpacker that goes on from where this one is, 87 kB for DEFLATE and gzip. NULL without
// memory, after a failure, and for zstd, whose state in the middle of a frame cannot be copied.
kscope_unpacker *kscope_unpacker_copy(const kscope_unpacker *unpacker);

// Unpacks what it can. `consumed` and `produced` become the bytes taken from `input` and put into
// `output`, after a failure, too. Where neither moves and the status is MORE, input is what lacks,
// provided there was room. After a failure every further call gives the same failure.
int32_t kscope_unpack(
    kscope_unpacker *unpacker, const uint8_t *input, size_t length, size_t *consumed,
    uint8_t *output, size_t capacity, size_t *produced);

// Continues a CRC-32 (of ZIP and gzip) with more bytes; it begins as 0.
uint32_t kscope_crc32(uint32_t checksum, const uint8_t *bytes, size_t length);
