// Blocks of bytes for processors with vectors of K_LANES bytes. The kernel defines K(bits), which
// gathers the highest bit of every byte of a vector, and K(first_bits) for vectors of at most 32.
//
// A string ends at a quote (0x22) or at a control character (below 0x20), which must not be in it.
// With bit 1 flipped these, and no others, are at most 0x20: one comparison finds both.

#define K_WIDTH 32  // bytes in a first look, which are enough for most short strings
#define K_FIRST_LANES (K_LANES < 32 ? K_LANES : 32)

typedef uint8_t K(first) __attribute__((vector_size(K_FIRST_LANES)));

typedef uint8_t K(vector) __attribute__((vector_size(K_LANES)));

static inline K(vector) K(load)(const uint8_t *bytes) {
  K(vector) vector;
  memcpy(&vector, bytes, sizeof vector);
  return vector;
}

/// The quotes of the first K_WIDTH bytes, and what has to be looked at closely if it is before one:
/// control characters, backslashes and bytes from 0x80 on. The quotes do not wait for the others.
static inline uint64_t K(first_quotes)(const uint8_t *bytes, uint64_t *others) {
  uint32_t quotes = 0, found = 0;
  for (int i = 0; i < K_WIDTH; i += K_FIRST_LANES) {
    K(first) v;
    memcpy(&v, bytes + i, sizeof v);
    quotes |= K(first_bits)((K(first))(v == '"')) << i;
    found |= K(first_bits)((K(first))(v < 0x20) | (K(first))(v == '\\') | v) << i;
  }
  *others = found;
  return quotes;
}

/// Whether any of 64 bytes ends a string, and whether any is from 0x80 on.
static inline bool K(has_stops)(const uint8_t *bytes, bool *is_high) {
  K(vector) lowest = K(load)(bytes) ^ 2;
  K(vector) all = lowest;
  for (int i = K_LANES; i < 64; i += K_LANES) {
    K(vector) next = K(load)(bytes + i) ^ 2;
    all |= next;
    lowest = K_LOWER(lowest, next);
  }
  *is_high = K(bits)(all) != 0;
  return K(bits)((K(vector))(lowest <= 0x20)) != 0;
}

/// Whether any of 64 bytes ends a string or is from 0x80 on: with their highest bits flipped, too,
/// these are the lowest.
static inline bool K(has_signs)(const uint8_t *bytes) {
  K(vector) lowest = K(load)(bytes) ^ 0x82;
  for (int i = K_LANES; i < 64; i += K_LANES) lowest = K_LOWER(lowest, K(load)(bytes + i) ^ 0x82);
  return K(bits)((K(vector))(lowest <= 0xA0)) != 0;
}

/// Whether 64 bytes are all below 0x80.
static inline bool K(is_plain)(const uint8_t *bytes) {
  K(vector) all = K(load)(bytes);
  for (int i = K_LANES; i < 64; i += K_LANES) all |= K(load)(bytes + i);
  return K(bits)(all) == 0;
}

#define K_GATHER(condition)                                   \
  uint64_t found = 0;                                         \
  for (int i = 0; i < 64; i += K_LANES) {                     \
    K(vector) v = K(load)(bytes + i);                         \
    found |= (uint64_t)K(bits)((K(vector))(condition)) << i;  \
  }                                                           \
  return found

static inline uint64_t K(stops)(const uint8_t *bytes) { K_GATHER((v ^ 2) <= 0x20); }
static inline uint64_t K(equals)(const uint8_t *bytes, uint8_t byte) { K_GATHER(v == byte); }
/// The backslashes and the quotes of 64 bytes, and whether there are control characters or bytes
/// from 0x80 on, which as signed numbers are below 0x20.
static inline bool K(signs)(const uint8_t *bytes, uint64_t *slashes, uint64_t *quotes) {
  typedef int8_t numbers __attribute__((vector_size(K_LANES)));
  *slashes = *quotes = 0;
  numbers others = {0};
  for (int i = 0; i < 64; i += K_LANES) {
    K(vector) v = K(load)(bytes + i);
    *slashes |= (uint64_t)K(bits)((K(vector))(v == '\\')) << i;
    *quotes |= (uint64_t)K(bits)((K(vector))(v == '"')) << i;
    others |= (numbers)v < 0x20;
  }
  return K(bits)((K(vector))others) != 0;
}

/// First bytes of UTF-8 that leave the second less to choose from, and some that do not.
static inline uint64_t K(choosy_firsts)(const uint8_t *bytes) {
  K_GATHER((v == 0xE0) | (v == 0xED) | (v >= 0xF0));
}
static inline uint64_t K(from)(const uint8_t *bytes, uint8_t byte) { K_GATHER(v >= byte); }

#if !defined(K_HAS_TEST)
/// Whether the bytes of a memo's length that a mask keeps are those of a text.
static inline bool K(is_same)(const uint8_t *bytes, const uint8_t *text, const uint8_t *mask) {
  typedef uint8_t sixteen __attribute__((vector_size(16)));
  sixteen others = {0};
  for (int i = 0; i < KSCOPE_MEMO_LENGTH; i += 16) {
    sixteen v, w, m;
    memcpy(&v, bytes + i, sizeof v);
    memcpy(&w, text + i, sizeof w);
    memcpy(&m, mask + i, sizeof m);
    others |= (v ^ w) & m;
  }
  return K(bits16)((sixteen)(others != 0)) == 0;
}
#endif

/// How many of up to 16 bytes are characters of numbers.
static inline unsigned K(number_length)(const uint8_t *bytes) {
  typedef uint8_t sixteen __attribute__((vector_size(16)));
  sixteen v;
  memcpy(&v, bytes, sizeof v);
  // From + to 9 but for the comma and the slash, and e.
  sixteen is_number =
      (sixteen)((((v - 0x2B) <= 0x0E) & (v != ',') & (v != '/')) | ((v | 0x20) == 'e'));
  return (unsigned)__builtin_ctz(~K(bits16)(is_number) | 0x10000);
}
