#pragma once
#include <stddef.h>
#include <stdint.h>

// Packs by gzip (1) or zstd (2) for tests, a piece at a time, so that they can flush where they like.

typedef struct cpk_packer cpk_packer;

cpk_packer *cpk_create(int32_t compression);
void cpk_destroy(cpk_packer *packer);

// Packs a piece and flushes it (0) or ends the stream (1), after which another begins.
// Returns the bytes written; `capacity` must be large enough.
size_t cpk_pack(
    cpk_packer *packer, const uint8_t *input, size_t length, int32_t ends, uint8_t *output,
    size_t capacity);
