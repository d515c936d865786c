#include "CPacking.h"

#include <stdlib.h>
#include <zlib.h>
#include <zstd.h>

struct cpk_packer {
  int32_t compression;
  z_stream zlib;
  ZSTD_CStream *zstd;
};

cpk_packer *cpk_create(int32_t compression) {
  cpk_packer *packer = calloc(1, sizeof *packer);
  if (packer == NULL)
    return NULL;
  packer->compression = compression;
  if (compression == 1) {
    deflateInit2(&packer->zlib, 6, Z_DEFLATED, MAX_WBITS + 16, 8, Z_DEFAULT_STRATEGY);
  } else {
    packer->zstd = ZSTD_createCStream();
    ZSTD_CCtx_setParameter(packer->zstd, ZSTD_c_checksumFlag, 1);
  }
  return packer;
}

void cpk_destroy(cpk_packer *packer) {
  if (packer->compression == 1)
    deflateEnd(&packer->zlib);
  ZSTD_freeCStream(packer->zstd);
  free(packer);
}

size_t cpk_pack(
    cpk_packer *packer, const uint8_t *input, size_t length, int32_t ends, uint8_t *output,
    size_t capacity) {
  if (packer->compression == 1) {
    z_stream *zlib = &packer->zlib;
    zlib->next_in = (Bytef *)input;
    zlib->avail_in = (uInt)length;
    zlib->next_out = output;
    zlib->avail_out = (uInt)capacity;
    deflate(zlib, ends ? Z_FINISH : Z_SYNC_FLUSH);
    if (ends)
      deflateReset(zlib);
    return capacity - zlib->avail_out;
  }
  ZSTD_inBuffer in = {input, length, 0};
  ZSTD_outBuffer out = {output, capacity, 0};
  while (ZSTD_compressStream2(packer->zstd, &out, &in, ends ? ZSTD_e_end : ZSTD_e_flush) > 0) {
  }
  return out.pos;
}
