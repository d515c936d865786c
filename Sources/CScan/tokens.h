// Blanks, commas, numbers and words. Included by parser.h, once for each kernel.

#include "strings.h"

/// Passes over blanks beyond the first.
static __attribute__((noinline)) const uint8_t *K(blanks)(const K(run) *run, const uint8_t *place) {
  while (place < run->end && (*place == ' ' || *place == '\t' || *place == '\r' ||
                              (*place == '\n' && !run->is_line))) {
    place++;
  }
  return place;
}

/// Passes over blanks; writers put one or none.
///
/// By branches, which are foreseen: what is computed from a byte waits for it, and everything after
/// that, too.
static inline const uint8_t *K(next)(const K(run) *run, const uint8_t *place) {
  if (KSCOPE_LIKELY(*place > ' ')) return place;
  if (KSCOPE_LIKELY(*place == ' ' && place[1] > ' ')) {
    place++;
    __asm__("" : "+r"(place));
    return place;
  }
  return K(blanks)(run, place);
}

/// Passes over a comma and blanks; writers put one or none.
static inline const uint8_t *K(comma)(const K(run) *run, const uint8_t *place) {
  if (KSCOPE_LIKELY((uint16_t)kscope_half_word(place) == KSCOPE_COMMA && place[2] > ' ')) {
    return place + 2;
  }
  return K(next)(run, place + 1);
}

static const uint8_t *K(word)(K(run) *run, const uint8_t *place, int32_t *kind) {
  uint64_t word = kscope_word(place);
  // Without a branch between the two, which nobody can foresee.
  bool is_true = (uint32_t)word == 0x65757274;
  bool is_false = (word & 0xFFFFFFFFFF) == 0x65736C6166;
  if (KSCOPE_LIKELY(is_true | is_false)) {
    *kind = KSCOPE_TRUE + is_false;
    return place + 4 + is_false;
  }
  if ((uint32_t)word == 0x6C6C756E) return *kind = KSCOPE_NULL, place + 4;
  *kind = KSCOPE_NUMBER;
  if ((word & 0xFFFFFF) == 0x4E614E) return place + 3;
  if (word == 0x7974696E69666E49) return place + 8;
  // A word that the end cuts is not wrong.
  while (place < run->end && (*place | 0x20) >= 'a' && (*place | 0x20) <= 'z') place++;
  return K(fail)(run, place);
}

/// A number of many digits, or a word.
static __attribute__((noinline)) const uint8_t *K(other_scalar)(
    K(run) *run, const uint8_t *place, int32_t *kind) {
  unsigned length = K(number_length)(place);
  if (length == 0) return K(word)(run, place, kind);
  *kind = KSCOPE_NUMBER;
  const uint8_t *end = place + length;
  while (length == 16 && end < run->end) {
    length = K(number_length)(end);
    end += length;
  }
  if (*end == 'I' && end == place + 1 && *place == '-') end = K(word)(run, end, kind);
  return end;
}

/// A number or a word.
static inline const uint8_t *K(scalar)(K(run) *run, const uint8_t *place, int32_t *kind) {
  if (*place > 'e') return K(word)(run, place, kind);
  unsigned length = K(number_length)(place);
  if (KSCOPE_UNLIKELY(length - 1 >= 15 || place[length] == 'I')) {
    return K(other_scalar)(run, place, kind);
  }
  *kind = KSCOPE_NUMBER;
  return place + length;
}
