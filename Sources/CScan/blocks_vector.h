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

static inline uint64_t K(equal)(K(vector) vector, uint8_t byte) {
  return K(bits)((K(vector))(vector == byte));
}

/// What ends a string, of the first K_WIDTH bytes; `seen` collects their highest bits.
static inline uint64_t K(first_stops)(const uint8_t *bytes, uint64_t *slashes, K(vector) *seen) {
  K(vector) vector = K(load)(bytes);
  *seen |= vector;
  *slashes = K(equal)(vector, '\\');
  return K(bits)((K(vector))((vector ^ 2) <= 0x20));
}

/// Whether nothing in 64 bytes ends a string.
static inline bool K(is_clear)(const uint8_t *bytes, K(vector) *seen) {
  K(vector) lowest = K(load)(bytes) ^ 2;
  K(vector) all = lowest;
  for (int i = K_LANES; i < 64; i += K_LANES) {
    K(vector) next = K(load)(bytes + i) ^ 2;
    all |= next;
    lowest = K_LOWER(lowest, next);
  }
  *seen |= all;
  return K(bits)((K(vector))(lowest <= 0x20)) == 0;
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
static inline uint64_t K(from)(const uint8_t *bytes, uint8_t byte) { K_GATHER(v >= byte); }

static inline void K(see)(const uint8_t *bytes, K(vector) *seen) {
  for (int i = 0; i < 64; i += K_LANES) *seen |= K(load)(bytes + i);
}

static inline bool K(is_high)(K(vector) seen) { return K(bits)(seen) != 0; }

/// How many of up to 16 bytes are characters of numbers.
static inline unsigned K(number_length)(const uint8_t *bytes) {
  typedef uint8_t sixteen __attribute__((vector_size(16)));
  sixteen v;
  memcpy(&v, bytes, sizeof v);
  // From + to 9 but for the comma and the slash, and e.
  sixteen is_number = (sixteen)((((v - 0x2B) <= 0x0E) & (v != ',') & (v != '/')) | ((v | 0x20) == 'e'));
  return (unsigned)__builtin_ctz(~K(bits16)(is_number) | 0x10000);
}
