#include "internal.h"

#if defined(__x86_64__)
#include <immintrin.h>

#pragma clang attribute push( \
    __attribute__((target("avx512f,avx512bw,avx512vl,avx2,bmi,bmi2,lzcnt,popcnt"))), \
    apply_to = function)

#define K(name) avx512_##name
#define K_LANES 64
#define K_LOWER(a, b) ((K(vector))_mm512_min_epu8((__m512i)(a), (__m512i)(b)))

static inline uint64_t K(bits)(__v64qu vector) { return _mm512_movepi8_mask((__m512i)vector); }
static inline uint32_t K(bits16)(__v16qu vector) { return _mm_movepi8_mask((__m128i)vector); }

#include "blocks_vector.h"
#include "parser.h"

#pragma clang attribute pop

const kscope_functions kscope_avx512_functions = {K(line), K(record), K(is_utf8)};
#endif
