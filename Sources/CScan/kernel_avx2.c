#include "internal.h"

#if defined(__x86_64__)
#include <immintrin.h>

#pragma clang attribute push( \
    __attribute__((target("avx2,bmi,bmi2,lzcnt,popcnt"))), apply_to = function)

#define K(name) avx2_##name
#define K_LANES 32
#define K_LOWER(a, b) ((K(vector))_mm256_min_epu8((__m256i)(a), (__m256i)(b)))

static inline uint64_t K(bits)(__v32qu vector) {
  return (uint32_t)_mm256_movemask_epi8((__m256i)vector);
}
static inline uint32_t K(bits16)(__v16qu vector) {
  return (uint32_t)_mm_movemask_epi8((__m128i)vector);
}

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
#include "parser.h"

#pragma clang attribute pop

const kscope_functions kscope_avx2_functions = {K(line), K(record), K(is_utf8)};
#endif
