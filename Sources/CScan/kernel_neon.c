#include "internal.h"

#if defined(__aarch64__)
#include <arm_neon.h>

#define K(name) neon_##name
#define K_LANES 16
#define K_LOWER(a, b) ((K(vector))vminq_u8((uint8x16_t)(a), (uint8x16_t)(b)))

typedef uint8_t K(bytes) __attribute__((vector_size(16)));

/// A bit a byte: each byte keeps the bit of its place in eight, and neighbours are added.
static inline uint64_t K(bits)(K(bytes) vector) {
  static const uint8_t places[16] = {1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128};
  uint8x16_t is_high = (uint8x16_t)vshrq_n_s8((int8x16_t)vector, 7);
  uint8x16_t bits = vandq_u8(is_high, vld1q_u8(places));
  bits = vpaddq_u8(bits, bits);
  bits = vpaddq_u8(bits, bits);
  bits = vpaddq_u8(bits, bits);
  return vgetq_lane_u16(vreinterpretq_u16_u8(bits), 0);
}
static inline uint32_t K(bits16)(K(bytes) vector) { return (uint32_t)K(bits)(vector); }

static inline uint32_t K(first_bits)(K(bytes) vector) {
  return (uint32_t)K(bits)(vector);
}

#include "blocks_vector.h"
#include "parser.h"

const kscope_functions kscope_neon_functions = {K(line), K(first_value), K(record), K(is_utf8)};
#endif
