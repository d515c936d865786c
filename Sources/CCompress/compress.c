#include "CCompress.h"
#include "inflater.h"

#include <isa-l/crc.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <zstd.h>
#include <zstd_errors.h>

// What the zstd tool accepts unless it is told otherwise: 2^27 bytes.
#define LARGEST_WINDOW 27

struct kscope_unpacker {
  int32_t compression;
  // Bytes that may still come out.
  uint64_t left;
  // The failure that ended it, or KSCOPE_UNPACK_MORE.
  int32_t failure;
  // A frame of zstd ended, and no other has begun.
  bool ended;
  struct inflater *inflater;
  ZSTD_DStream *zstd;
  // What libzstd asked for; 0 where it has not.
  size_t wanted;
  // The last output was filled, so that there may be more of it.
  bool full;
};

static bool open_library(kscope_unpacker *unpacker) {
  switch (unpacker->compression) {
  case KSCOPE_DEFLATE:
  case KSCOPE_GZIP:
    unpacker->inflater = inflater_create(unpacker->compression == KSCOPE_GZIP);
    return unpacker->inflater != NULL;
  case KSCOPE_ZSTD:
    unpacker->zstd = ZSTD_createDStream();
    return unpacker->zstd != NULL &&
           !ZSTD_isError(
               ZSTD_DCtx_setParameter(unpacker->zstd, ZSTD_d_windowLogMax, LARGEST_WINDOW));
  default:
    return false;
  }
}

kscope_unpacker *kscope_unpacker_create(int32_t compression, uint64_t limit) {
  kscope_unpacker *unpacker = calloc(1, sizeof *unpacker);
  if (unpacker == NULL)
    return NULL;
  unpacker->compression = compression;
  unpacker->left = limit;
  if (!open_library(unpacker)) {
    kscope_unpacker_destroy(unpacker);
    return NULL;
  }
  return unpacker;
}

void kscope_unpacker_destroy(kscope_unpacker *unpacker) {
  if (unpacker == NULL)
    return;
  ZSTD_freeDStream(unpacker->zstd);
  free(unpacker->inflater);
  free(unpacker);
}

void kscope_unpacker_restart(kscope_unpacker *unpacker, uint64_t limit) {
  unpacker->left = limit;
  unpacker->failure = KSCOPE_UNPACK_MORE;
  unpacker->ended = false;
  unpacker->wanted = 0;
  unpacker->full = false;
  if (unpacker->zstd != NULL)
    ZSTD_DCtx_reset(unpacker->zstd, ZSTD_reset_session_only);
  if (unpacker->inflater != NULL)
    inflater_restart(unpacker->inflater);
}

kscope_unpacker *kscope_unpacker_copy(const kscope_unpacker *unpacker) {
  if (unpacker->compression == KSCOPE_ZSTD || unpacker->failure != KSCOPE_UNPACK_MORE)
    return NULL;
  kscope_unpacker *copy = malloc(sizeof *copy);
  if (copy == NULL)
    return NULL;
  *copy = *unpacker;
  copy->inflater = inflater_copy(unpacker->inflater);
  if (copy->inflater == NULL) {
    free(copy);
    return NULL;
  }
  return copy;
}

static int32_t status_of_zstd(size_t result) {
  switch (ZSTD_getErrorCode(result)) {
  case ZSTD_error_no_error:
    return result == 0 ? KSCOPE_UNPACK_END : KSCOPE_UNPACK_MORE;
  case ZSTD_error_memory_allocation:
    return KSCOPE_UNPACK_MEMORY;
  case ZSTD_error_frameParameter_windowTooLarge:
  case ZSTD_error_version_unsupported:
  case ZSTD_error_dictionary_wrong:
    return KSCOPE_UNPACK_UNSUPPORTED;
  case ZSTD_error_checksum_wrong:
    return KSCOPE_UNPACK_CHECKSUM;
  default:
    return KSCOPE_UNPACK_DAMAGED;
  }
}

// How much of the input makes one block at most. libzstd asks for a block together with the header
// of the next, of three bytes, and in the beginning for the shortest header of a frame.
static size_t zstd_piece(size_t wanted) {
  if (wanted == 0)
    return 5;
  return wanted > 3 ? wanted - 3 : wanted;
}

static int32_t zstd_some(
    kscope_unpacker *unpacker, const uint8_t *input, size_t length, size_t *consumed,
    uint8_t *output, size_t capacity, size_t *produced) {
  // Between two frames, libzstd would say that the next one has not ended.
  if (unpacker->ended && length == 0)
    return KSCOPE_UNPACK_MORE;
  // After a failure libzstd does not say what came out of the same call: each gets one block.
  const size_t piece = zstd_piece(unpacker->wanted);
  if (length > piece)
    length = piece;
  ZSTD_inBuffer in = {input, unpacker->full ? 0 : length, 0};
  ZSTD_outBuffer out = {output, capacity, 0};
  size_t result = ZSTD_decompressStream(unpacker->zstd, &out, &in);
  if (unpacker->full && out.pos == 0 && length > 0) {
    in.size = length;
    result = ZSTD_decompressStream(unpacker->zstd, &out, &in);
  }
  const int32_t status = status_of_zstd(result);
  *consumed = in.pos;
  *produced = out.pos;
  unpacker->full = capacity > 0 && out.pos == capacity;
  unpacker->wanted = status == KSCOPE_UNPACK_MORE ? result : 0;
  unpacker->ended = status == KSCOPE_UNPACK_END;
  // libzstd takes many calls that change nothing for a mistake of the caller.
  const bool moved = in.pos > 0 || out.pos > 0;
  return status == KSCOPE_UNPACK_DAMAGED && !moved && length == 0 ? KSCOPE_UNPACK_MORE : status;
}

static int32_t unpack_some(
    kscope_unpacker *unpacker, const uint8_t *input, size_t length, size_t *consumed,
    uint8_t *output, size_t capacity, size_t *produced) {
  return unpacker->compression == KSCOPE_ZSTD
             ? zstd_some(unpacker, input, length, consumed, output, capacity, produced)
             : inflater_unpack(
                   unpacker->inflater, input, length, consumed, output, capacity, produced);
}

// With nothing left to give out a stream may still end, but must not give another byte.
static int32_t look_for_end(
    kscope_unpacker *unpacker, const uint8_t *input, size_t length, size_t *consumed) {
  uint8_t excess;
  size_t produced = 0;
  const int32_t status = unpack_some(unpacker, input, length, consumed, &excess, 1, &produced);
  return produced > 0 ? KSCOPE_UNPACK_LIMIT : status;
}

int32_t kscope_unpack(
    kscope_unpacker *unpacker, const uint8_t *input, size_t length, size_t *consumed,
    uint8_t *output, size_t capacity, size_t *produced) {
  // The libraries ask for addresses even where there are no bytes.
  static const uint8_t nothing[1];
  uint8_t nowhere[1];
  *consumed = 0;
  *produced = 0;
  if (unpacker->failure != KSCOPE_UNPACK_MORE)
    return unpacker->failure;
  if (input == NULL || length == 0) {
    input = nothing;
    length = 0;
  }
  if (output == NULL || capacity == 0) {
    output = nowhere;
    capacity = 0;
  }
  if (capacity > unpacker->left)
    capacity = (size_t)unpacker->left;
  const int32_t status =
      unpacker->left == 0
          ? look_for_end(unpacker, input, length, consumed)
          : unpack_some(unpacker, input, length, consumed, output, capacity, produced);
  unpacker->left -= *produced;
  if (status != KSCOPE_UNPACK_MORE && status != KSCOPE_UNPACK_END)
    unpacker->failure = status;
  return status;
}

uint32_t kscope_crc32(uint32_t checksum, const uint8_t *bytes, size_t length) {
  return length == 0 ? checksum : crc32_gzip_refl(checksum, bytes, length);
}
