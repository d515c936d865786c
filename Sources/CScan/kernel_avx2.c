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

#include "blocks_vector.h"
#include "parser.h"

#pragma clang attribute pop

const kscope_functions kscope_avx2_functions = {K(line), K(record), K(is_utf8)};
#endif
