#include "internal.h"

#if defined(__x86_64__)
#include <immintrin.h>

#pragma clang attribute push( \
    __attribute__((target("avx512f,avx512bw,avx512vl,avx2,bmi,bmi2,lzcnt,popcnt,pclmul"))), \
    apply_to = function)

#define K(name) avx512_##name
#define K_LANES 64
#define K_LOWER(a, b) ((K(vector))_mm512_min_epu8((__m512i)(a), (__m512i)(b)))

static inline uint64_t K(bits)(__v64qu vector) { return _mm512_movepi8_mask((__m512i)vector); }
static inline uint32_t K(bits16)(__v16qu vector) { return _mm_movepi8_mask((__m128i)vector); }

#define K_HAS_TEST
/// Whether the bytes of a memo's length that a mask keeps are those of a text.
static inline bool K(is_same)(const uint8_t *bytes, const uint8_t *text, const uint8_t *mask) {
  __m256i others = _mm256_xor_si256(
      _mm256_loadu_si256((const __m256i *)bytes), _mm256_loadu_si256((const __m256i *)text));
  return _mm256_testz_si256(others, _mm256_loadu_si256((const __m256i *)mask));
}

static inline uint32_t K(first_bits)(__v32qu vector) {
  return (uint32_t)_mm256_movemask_epi8((__m256i)vector);
}

#include "blocks_vector.h"

#define K_HAS_LOOKUP
/// The bytes of a table at the low halves of others; 0 for those from 0x80 on.
static inline K(vector) K(lookup)(const uint8_t *table, K(vector) places) {
  __m512i tables = _mm512_broadcast_i32x4(_mm_loadu_si128((const __m128i *)table));
  return (K(vector))_mm512_shuffle_epi8(tables, (__m512i)places);
}
/// Bit i for whether an odd number of the bits up to i are set.
static inline uint64_t K(parity)(uint64_t bits) {
  __m128i all = _mm_set1_epi8((char)0xFF), wide = _mm_set_epi64x(0, (long long)bits);
  return (uint64_t)_mm_cvtsi128_si64(_mm_clmulepi64_si128(wide, all, 0));
}

#include "parser.h"

#pragma clang attribute pop

const kscope_functions kscope_avx512_functions = {K(line), K(first_value), K(record), K(is_utf8)};
#endif
