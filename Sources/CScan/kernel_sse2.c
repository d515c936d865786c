#include "internal.h"

#if defined(__x86_64__)
#include <immintrin.h>

#define K(name) sse2_##name
#define K_LANES 16
#define K_LOWER(a, b) ((K(vector))_mm_min_epu8((__m128i)(a), (__m128i)(b)))

static inline uint64_t K(bits)(__v16qu vector) {
  return (uint32_t)_mm_movemask_epi8((__m128i)vector);
}
static inline uint32_t K(bits16)(__v16qu vector) {
  return (uint32_t)_mm_movemask_epi8((__m128i)vector);
}

static inline uint32_t K(first_bits)(__v16qu vector) {
  return (uint32_t)_mm_movemask_epi8((__m128i)vector);
}

#include "blocks_vector.h"
#include "parser.h"

const kscope_functions kscope_sse2_functions = {K(line), K(first_value), K(record), K(is_utf8)};
#endif
