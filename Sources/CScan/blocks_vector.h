// Blocks of bytes for processors with vectors of K_LANES bytes. The kernel defines K(bits), which
// gathers the highest bit of every byte of a vector.
//
// A string ends at a quote (0x22) or at a control character (below 0x20), which must not be in it.
// With bit 1 flipped these, and no others, are at most 0x20: one comparison finds both.

#define K_WIDTH K_LANES  // bytes in a first look

typedef uint8_t K(vector) __attribute__((vector_size(K_LANES)));

static inline K(vector) K(load)(const uint8_t *bytes) {
  K(vector) vector;
  memcpy(&vector, bytes, sizeof vector);
  return vector;
}

/// The quotes of the first K_WIDTH bytes, and what has to be looked at closely if it is before one:
/// control characters, backslashes and bytes from 0x80 on. The quotes do not wait for the others.
static inline uint64_t K(first_quotes)(const uint8_t *bytes, uint64_t *others) {
  K(vector) v = K(load)(bytes);
  *others = K(bits)((K(vector))(v < 0x20) | (K(vector))(v == '\\') | v);
  return K(bits)((K(vector))(v == '"'));
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
/// First bytes of UTF-8 that leave the second less to choose from, and some that do not.
static inline uint64_t K(choosy_firsts)(const uint8_t *bytes) {
  K_GATHER((v == 0xE0) | (v == 0xED) | (v >= 0xF0));
}
static inline uint64_t K(from)(const uint8_t *bytes, uint8_t byte) { K_GATHER(v >= byte); }

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
