// Blocks of bytes for any processor: eight bytes in a word. See blocks_vector.h.

#define K_WIDTH 8

typedef uint64_t K(vector);

#define K_EVERY(byte) (0x0101010101010101ull * (byte))
#define K_HIGH K_EVERY(0x80)

/// Bit i for the highest bit of byte i.
static inline uint64_t K(bits)(uint64_t word) {
  return ((word & K_HIGH) >> 7) * 0x0102040810204080ull >> 56;
}

/// The highest bit of every byte that is at least `byte`, which is from 1 to 0x80.
static inline uint64_t K(at_least)(uint64_t word, uint8_t byte) {
  return (((word | K_HIGH) - K_EVERY(byte)) | word) & K_HIGH;
}

static inline uint64_t K(is_equal)(uint64_t word, uint8_t byte) {
  return ~K(at_least)(word ^ K_EVERY(byte), 1) & K_HIGH;
}

static inline uint64_t K(is_stop)(uint64_t word) {
  return ~K(at_least)(word ^ K_EVERY(2), 0x21) & K_HIGH;
}

static inline uint64_t K(first_quotes)(const uint8_t *bytes, uint64_t *others) {
  uint64_t v = kscope_word(bytes);
  *others = K(bits)(~K(at_least)(v, 0x20) | K(is_equal)(v, '\\') | v);
  return K(bits)(K(is_equal)(v, '"'));
}

static inline bool K(has_stops)(const uint8_t *bytes, bool *is_high) {
  uint64_t all = 0, stops = 0;
  for (int i = 0; i < 64; i += 8) {
    uint64_t word = kscope_word(bytes + i);
    all |= word;
    stops |= K(is_stop)(word);
  }
  *is_high = (all & K_HIGH) != 0;
  return stops != 0;
}

static inline bool K(has_signs)(const uint8_t *bytes) {
  bool is_high, has_stops = K(has_stops)(bytes, &is_high);
  return has_stops || is_high;
}

static inline bool K(is_plain)(const uint8_t *bytes) {
  uint64_t all = 0;
  for (int i = 0; i < 64; i += 8) all |= kscope_word(bytes + i);
  return (all & K_HIGH) == 0;
}

#define K_GATHER(condition)                  \
  uint64_t found = 0;                        \
  for (int i = 0; i < 64; i += 8) {          \
    uint64_t v = kscope_word(bytes + i);     \
    found |= K(bits)(condition) << i;        \
  }                                          \
  return found

static inline uint64_t K(stops)(const uint8_t *bytes) { K_GATHER(K(is_stop)(v)); }
static inline uint64_t K(equals)(const uint8_t *bytes, uint8_t byte) {
  K_GATHER(K(is_equal)(v, byte));
}
/// The bytes from one on that is at least 0x80: without its highest bit both can be compared.
static inline uint64_t K(from)(const uint8_t *bytes, uint8_t byte) {
  K_GATHER(v & ((v | K_HIGH) - K_EVERY(byte & 0x7F)));
}

static inline bool K(signs)(const uint8_t *bytes, uint64_t *slashes, uint64_t *quotes) {
  *slashes = *quotes = 0;
  uint64_t others = 0;
  for (int i = 0; i < 64; i += 8) {
    uint64_t v = kscope_word(bytes + i);
    *slashes |= K(bits)(K(is_equal)(v, '\\')) << i;
    *quotes |= K(bits)(K(is_equal)(v, '"')) << i;
    others |= ~K(at_least)(v, 0x20) | v;
  }
  return (others & K_HIGH) != 0;
}

static inline uint64_t K(choosy_firsts)(const uint8_t *bytes) {
  return K(equals)(bytes, 0xE0) | K(equals)(bytes, 0xED) | K(from)(bytes, 0xF0);
}

/// Whether the bytes of a memo's length that a mask keeps are those of a text.
static inline bool K(is_same)(const uint8_t *bytes, const uint8_t *text, const uint8_t *mask) {
  uint64_t others = 0;
  for (int i = 0; i < KSCOPE_MEMO_LENGTH; i += 8) {
    others |= (kscope_word(bytes + i) ^ kscope_word(text + i)) & kscope_word(mask + i);
  }
  return others == 0;
}

static inline unsigned K(number_length)(const uint8_t *bytes) {
  unsigned length = 0;
  for (; length < 16; length++) {
    uint8_t byte = bytes[length];
    bool is_number =
        (byte >= '+' && byte <= '9' && byte != ',' && byte != '/') || (byte | 0x20) == 'e';
    if (!is_number) break;
  }
  return length;
}
