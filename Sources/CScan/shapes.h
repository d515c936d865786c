// Records that are like one before. Included by parser.h, for kernels that have K(lookup).
//
// Records of a file mostly have the same keys and the same kinds of values in the same order, and
// differ in texts and numbers. The parser reads them token by token, and each waits for the end of
// the one before. Here the tokens of a short record, that is brackets, commas, colons, quotes and
// the starts of numbers and words, are found 64 bytes at a time, which waits for nothing. If they
// are those of a record that the parser took, and numbers and words are right, the parser would
// take this one, too; if also the keys are the same, the wanted values stand at the same tokens.
//
// Whatever is not as expected is left to the parser, which alone says what is wrong.

/// What a block needs to know of those before.
typedef struct {
  uint64_t in_string;  // all ones in a string
  // 1 where the last byte belongs to a number or a word, and where it is an escaping backslash.
  uint64_t scalar, slash;
} K(carry);

/// The bytes of a block that are of some kind, a bit for each.
typedef struct {
  uint64_t tokens, scalars, control;
  // Of numbers and words, what no number is made of.
  uint64_t letters;
  // Three bits that tell kinds of tokens apart.
  uint64_t planes[3];
} K(view);

/// Bit i for the given bit of byte i of 64.
static inline uint64_t K(plane)(const uint8_t *bytes, int bit) {
  typedef uint16_t pairs __attribute__((vector_size(K_LANES)));
  uint64_t found = 0;
  for (int i = 0; i < 64; i += K_LANES) {
    pairs raised = (pairs)K(load)(bytes + i) << (7 - bit);
    found |= (uint64_t)K(bits)((K(vector))raised) << i;
  }
  return found;
}

/// The brackets, commas and colons of 64 bytes, and control characters: 0x0C and 0x1A.
static inline uint64_t K(signs_between)(const uint8_t *bytes) {
  static const uint8_t signs[16] = {[0xA] = ':', [0xB] = '{', [0xC] = ',', [0xD] = '}'};
  K_GATHER((v | 0x20) == K(lookup)(signs, v));
}

static inline uint64_t K(number_signs)(const uint8_t *bytes) {
  K_GATHER((((v - 0x2B) <= 0x0E) & (v != '/')) | ((v | 0x20) == 'e'));
}

static inline uint64_t K(controls)(const uint8_t *bytes) { K_GATHER(v < 0x20); }

/// The bytes of a block that a backslash escapes; two in a row are rare in short texts.
static inline uint64_t K(escaped_in)(const uint8_t *block, K(carry) *carry) {
  uint64_t slashes = K(equals)(block, '\\'), escaped = slashes << 1 | carry->slash;
  if (KSCOPE_UNLIKELY(slashes & escaped)) {
    bool is_carried = carry->slash;
    escaped = K(escaped)(slashes, &is_carried);
    carry->slash = is_carried;
  } else {
    carry->slash = slashes >> 63;
  }
  return escaped;
}

static inline K(view) K(look)(const uint8_t *block, K(carry) *carry) {
  uint64_t quotes = K(equals)(block, '"') & ~K(escaped_in)(block, carry);
  // From each opening quote up to the closing one.
  uint64_t in_string = K(parity)(quotes) ^ carry->in_string;
  carry->in_string = (uint64_t)((int64_t)in_string >> 63);
  uint64_t signs = K(signs_between)(block) & ~in_string;
  K(view) view = {.control = K(controls)(block)};
  view.scalars = ~(in_string | quotes | signs | K(equals)(block, ' '));
  view.letters = view.scalars & ~K(number_signs)(block);
  view.tokens = signs | quotes | (view.scalars & ~(view.scalars << 1 | carry->scalar));
  carry->scalar = view.scalars >> 63;
  // Brackets have bit 6, those of objects bit 5, and what opens bit 1; commas have bit 5, colons
  // bits 5 and 1. Bit 1 alone is left for quotes, and nothing for numbers and words.
  view.planes[0] = K(plane)(block, 6) & signs;
  view.planes[1] = K(plane)(block, 5) & signs;
  view.planes[2] = (K(plane)(block, 1) & signs) | quotes;
  return view;
}

/// Whether a record may end in a block.
static inline bool K(may_end)(const K(view) *view, const uint8_t *block, const uint8_t *end) {
  return KSCOPE_UNLIKELY(view->control || end - block <= 64);
}

/// Cuts what a block shows where the record ends; false if this is left to the parser.
static inline bool K(cut)(K(view) *view, const uint8_t *block, const uint8_t *end, bool is_line) {
  size_t left = (size_t)(end - block);
  uint64_t inside = left < 64 ? (1ull << left) - 1 : ~0ull;
  uint64_t control = view->control & inside;
  // A line ends at a line feed, else where nothing follows, which is not told here.
  if (!control == is_line || (control && block[__builtin_ctzll(control)] != '\n')) return false;
  if (control) inside = (control & -control) - 1;
  view->tokens &= inside;
  view->letters &= inside;
  return true;
}

/// Where a token stands, from the start of the record.
static inline size_t K(place_of)(const kscope_outline *outline, size_t token) {
  size_t block = outline->block_of[token];
  uint64_t bit = _pdep_u64(1ull << (token - outline->before[block]), outline->tokens[block]);
  return 64 * block + (size_t)__builtin_ctzll(bit);
}

static inline size_t K(note)(
    kscope_outline *outline, size_t block, size_t count, const K(view) *view) {
  outline->tokens[block] = view->tokens;
  outline->scalars[block] = view->scalars;
  outline->before[block] = (uint16_t)count;
  memset(outline->block_of + count, (int)block, 64);
  return count + (size_t)__builtin_popcountll(view->tokens);
}

/// Which of a block's tokens are of other kinds than those from `count` on; all if there are many.
static inline uint64_t K(differing)(const kscope_shape *shape, const K(view) *view, size_t count) {
  uint64_t differing = 0;
  unsigned found = (unsigned)__builtin_popcountll(view->tokens);
  for (int i = 0; i < 3; i++) {
    uint64_t wanted = kscope_word(shape->planes[i] + count / 8) >> count % 8;
    differing |= _pext_u64(view->planes[i], view->tokens) ^ wanted;
  }
  return found > KSCOPE_SHAPE_CROWD ? ~0ull : _bzhi_u64(differing, found);
}

/// Whether nothing but numbers, and words where the shape has some, holds so many letters.
static inline bool K(are_words_right)(
    const kscope_outline *outline, const kscope_shape *shape, const uint8_t *start,
    size_t letters) {
  uint64_t wrong = 0;
  for (size_t i = 0; i < shape->word_count; i++) {
    size_t place = K(place_of)(outline, shape->words[i]);
    uint64_t word = kscope_word(start + place);
    bool is_true = (uint32_t)word == 0x65757274, is_null = (uint32_t)word == 0x6C6C756E;
    bool is_false = (word & 0xFFFFFFFFFF) == 0x65736C6166;
    // An e may stand in numbers.
    letters -= 3 * (size_t)is_true + 4 * (size_t)(is_false | is_null);
    size_t behind = place + 4 + is_false;
    wrong |= (uint64_t)(is_true | is_false | is_null) &
             outline->scalars[behind / 64] >> behind % 64;
  }
  return !letters && !(wrong & 1);
}

static inline bool K(are_keys_right)(
    const kscope_outline *outline, const kscope_shape *shape, const uint8_t *start) {
  bool is_right = true;
  for (size_t i = 0; i < shape->key_count; i++) {
    const kscope_shape_key *key = &shape->keys[i];
    const uint8_t *place = start + K(place_of)(outline, key->token) + key->offset;
    is_right &= K(is_same)(place, key->text, key->mask);
  }
  return is_right;
}

/// Whether a record has the shape.
static __attribute__((noinline)) bool K(has_shape)(
    kscope_outline *outline, const kscope_shape *shape, const uint8_t *start, const uint8_t *end,
    bool is_line) {
  K(carry) carry = {0};
  size_t count = 0, letters = 0;
  const uint8_t *block = start;
  for (size_t i = 0; i < KSCOPE_SHAPE_BLOCKS && block < end; i++, block += 64) {
    K(view) view = K(look)(block, &carry);
    bool is_last = K(may_end)(&view, block, end);
    if (is_last && !K(cut)(&view, block, end, is_line)) return false;
    if (KSCOPE_UNLIKELY(K(differing)(shape, &view, count))) return false;
    count = K(note)(outline, i, count, &view);
    letters += (size_t)__builtin_popcountll(view.letters);
    if (is_last) {
      return count == shape->count && K(are_words_right)(outline, shape, start, letters) &&
             K(are_keys_right)(outline, shape, start);
    }
  }
  return false;
}

/// Fills in a value of which the tokens are known.
static inline void K(fill)(
    K(run) *run, const kscope_outline *outline, const kscope_shape_value *known,
    kscope_value *value) {
  size_t start = K(place_of)(outline, known->token);
  value->kind = known->kind;
  value->first = known->first;
  value->count = known->count;
  if (known->kind == KSCOPE_NUMBER) {
    const uint8_t *end = K(scalar)(run, run->base + start, &value->kind);
    value->start = start;
    value->length = (uint64_t)(end - run->base) - start;
    return;
  }
  bool is_string = known->kind == KSCOPE_STRING;
  value->start = start + is_string;
  value->length = K(place_of)(outline, known->last) + !is_string - value->start;
}

/// Finds the values of a record of a shape that was seen; null where that is left to the parser.
static const uint8_t *K(known)(K(run) *run, const kscope_node *root) {
  kscope_scanner *scanner = run->scanner;
  kscope_shape *shape = kscope_shape_of(scanner, root);
  kscope_outline *outline = &scanner->outline;
  if (!kscope_is_shape(shape, root)) return NULL;
  if (!K(has_shape)(outline, shape, run->base, run->end, run->is_line)) {
    kscope_miss(shape);
    return NULL;
  }
  const uint8_t *end = run->base + K(place_of)(outline, shape->count - 1) + 1;
  if (!scanner->skips_utf8 && !K(is_utf8)(run->base, (size_t)(end - run->base))) return NULL;
  shape->misses = 0;
  for (size_t i = 0; i < shape->value_count; i++) {
    const kscope_shape_value *known = &shape->values[i];
    K(fill)(run, outline, known, &scanner->values[known->slot]);
  }
  for (size_t i = 0; i < shape->member_count; i++) {
    K(fill)(run, outline, &shape->members[i], &scanner->members.items[i]);
  }
  scanner->members.count = shape->member_count;
  return end;
}

/// The token at a place; `count` where there is none.
static size_t K(token_at)(const kscope_outline *outline, uint64_t place, size_t count) {
  if (place / 64 >= KSCOPE_SHAPE_BLOCKS) return count;
  uint64_t tokens = outline->tokens[place / 64];
  if (!(tokens >> place % 64 & 1)) return count;
  return outline->before[place / 64] +
         (size_t)__builtin_popcountll(tokens & ((1ull << place % 64) - 1));
}

static bool K(learn_value)(
    const kscope_outline *outline, const kscope_value *value, size_t count,
    kscope_shape_value *known) {
  bool is_string = value->kind == KSCOPE_STRING;
  bool is_container = value->kind == KSCOPE_ARRAY || value->kind == KSCOPE_OBJECT;
  size_t token = K(token_at)(outline, value->start - is_string, count);
  size_t last = token;
  if (is_string) last = K(token_at)(outline, value->start + value->length, count);
  if (is_container) last = K(token_at)(outline, value->start + value->length - 1, count);
  *known = (kscope_shape_value){
      .token = (uint16_t)token, .last = (uint16_t)last, .count = value->count,
      .first = value->first,
      .kind = is_string || is_container ? value->kind : KSCOPE_NUMBER};
  return token < count && last < count;
}

static bool K(learn_values)(kscope_scanner *scanner, kscope_shape *shape, size_t slots) {
  shape->value_count = shape->member_count = 0;
  if (scanner->members.count > KSCOPE_SHAPE_MEMBERS) return false;
  for (size_t i = 0; i < slots; i++) {
    if (scanner->values[i].kind == KSCOPE_ABSENT) continue;
    if (shape->value_count == KSCOPE_SHAPE_VALUES) return false;
    kscope_shape_value *known = &shape->values[shape->value_count++];
    if (!K(learn_value)(&scanner->outline, &scanner->values[i], shape->count, known)) return false;
    known->slot = (uint32_t)i;
  }
  for (size_t i = 0; i < scanner->members.count; i++) {
    kscope_shape_value *known = &shape->members[shape->member_count++];
    const kscope_value *member = &scanner->members.items[i];
    if (!K(learn_value)(&scanner->outline, member, shape->count, known)) return false;
  }
  return true;
}

/// Notes the kinds of a block's tokens.
static inline void K(learn_planes)(kscope_shape *shape, const K(view) *view, size_t count) {
  for (int i = 0; i < 3; i++) {
    uint64_t bits = _pext_u64(view->planes[i], view->tokens);
    uint8_t *place = shape->planes[i] + count / 8;
    uint64_t word = kscope_word(place) | bits << count % 8;
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    word = __builtin_bswap64(word);
#endif
    memcpy(place, &word, sizeof word);
  }
}

/// Finds the tokens of a record that the parser took, if it is short and has many.
static bool K(learn_tokens)(
    kscope_outline *outline, kscope_shape *shape, const uint8_t *start, const uint8_t *end) {
  K(carry) carry = {0};
  memset(shape->planes, 0, sizeof shape->planes);
  shape->count = 0;
  for (size_t i = 0; start + 64 * i < end; i++) {
    const uint8_t *block = start + 64 * i;
    K(view) view = K(look)(block, &carry);
    if (K(may_end)(&view, block, end) && !K(cut)(&view, block, end, false)) return false;
    if (__builtin_popcountll(view.tokens) > KSCOPE_SHAPE_CROWD) return false;
    K(learn_planes)(shape, &view, shape->count);
    shape->count = K(note)(outline, i, shape->count, &view);
  }
  return shape->count * KSCOPE_SHAPE_SPARSE >= (size_t)(end - start);
}

/// Notes a key: texts of 32 bytes, with its quotes.
static bool K(learn_key)(kscope_shape *shape, size_t token, const uint8_t *key, size_t length) {
  for (size_t offset = 0; offset < length; offset += KSCOPE_MEMO_LENGTH) {
    if (shape->key_count == KSCOPE_SHAPE_KEYS || offset >= KSCOPE_SCAN_PADDING) return false;
    kscope_shape_key *part = &shape->keys[shape->key_count++];
    part->token = (uint16_t)token;
    part->offset = (uint16_t)offset;
    for (size_t i = 0; i < KSCOPE_MEMO_LENGTH; i++) {
      part->mask[i] = offset + i < length ? 0xFF : 0;
      part->text[i] = offset + i < length ? key[offset + i] : 0;
    }
  }
  return true;
}

/// Notes where the keys stand that matter, and where words do.
static bool K(learn_names)(
    const kscope_outline *outline, kscope_shape *shape, const kscope_node *root,
    const uint8_t *start) {
  // Keys within are those of others unless something is looked for there.
  bool is_deep = kscope_looks_deep(root);
  size_t depth = 0;
  shape->key_count = shape->word_count = 0;
  for (size_t token = 0; token < shape->count; token++) {
    const uint8_t *place = start + K(place_of)(outline, token);
    if ((*place | 0x20) == '{') depth++;
    if ((*place | 0x20) == '}') depth--;
    if (*place == '"') {
      size_t closing = K(place_of)(outline, ++token);
      bool is_key = start[K(place_of)(outline, token + 1)] == ':';
      size_t length = (size_t)(start + closing + 1 - place);
      if (is_key && (is_deep || depth == 1) &&
          !K(learn_key)(shape, token - 1, place, length)) {
        return false;
      }
    } else if (*place >= 'a' && *place < '{') {
      if (shape->word_count == KSCOPE_SHAPE_WORDS) return false;
      shape->words[shape->word_count++] = (uint16_t)token;
    }
  }
  return true;
}

/// Learns the shape of a record that the parser took, which ends at a place.
static __attribute__((noinline)) void K(learn)(
    K(run) *run, const kscope_node *root, const uint8_t *end) {
  kscope_scanner *scanner = run->scanner;
  kscope_shape *shape = kscope_shape_of(scanner, root);
  if (!shape && !scanner->avoids_shapes) shape = kscope_claim_shape(scanner, root);
  if (!shape || !kscope_may_learn(shape, root, (size_t)(end - run->base))) return;
  if (K(learn_tokens)(&scanner->outline, shape, run->base, end) &&
      K(learn_names)(&scanner->outline, shape, root, run->base) &&
      K(learn_values)(scanner, shape, root->slots)) {
    shape->number = root->number;
  }
}
