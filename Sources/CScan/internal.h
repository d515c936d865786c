#pragma once
#include "CScan.h"

#include <string.h>

// What the files of the scanner share.

/// A list of values that grows.
typedef struct {
  kscope_value *items;
  size_t count, capacity;
} kscope_pile;

/// A part of a wanted path: a key of an object, or the place of an element of a list.
typedef struct kscope_node {
  struct kscope_node *children, *sibling;
  // Children by a hash of their names, and the next with the same one.
  struct kscope_node **table;
  struct kscope_node *chained;
  unsigned shift;
  // The name, its first and its last eight bytes. What is shorter ends with zeros.
  const uint8_t *name;
  size_t length;
  uint64_t head, tail;
  // Where its value goes.
  size_t slot;
  // Of no other node.
  uint64_t number;
  // As an element: from 0, or from -1 backwards.
  int64_t index;
  // Of the root alone: the slots of all nodes, and what it is the root of.
  size_t slots;
  const struct kscope_keys *keys;
  bool is_index, has_indexes, has_negative_indexes;
  bool wants_members;
  // Whether what is wanted of records is wanted of the objects of a list, too.
  bool has_rows;
  // Whether a list or an object has to be looked into.
  bool is_looked_into;
} kscope_node;

struct kscope_keys {
  kscope_node *nodes;  // the first is the root
  size_t node_count;
  // The slots of the values come first, then those of parts that nobody asked for.
  size_t slots, count;
  // For each value, the slot it has: another's if the same key was given before.
  size_t *places;
  bool has_twins;
  char *names;
  kscope_node **tables;
};

typedef struct {
  kscope_line (*line)(
      kscope_scanner *, const kscope_node *root, const uint8_t *bytes, size_t count, bool is_end);
  kscope_line (*value)(
      kscope_scanner *, const kscope_node *root, const uint8_t *bytes, size_t count);
  int32_t (*record)(
      kscope_scanner *, const kscope_node *root, const uint8_t *bytes, size_t length,
      uint8_t opening);
  bool (*is_utf8)(const uint8_t *bytes, size_t length);
} kscope_functions;

/// A piece of a string, at most 64 bytes, with some from 0x80 on.
typedef struct {
  const uint8_t *bytes;
  uint64_t count;
} kscope_block;

#define KSCOPE_BLOCKS 128

#define KSCOPE_MEMO_LENGTH 32

/// How a key was written in the record before, from its quote to its value: records of a file have
/// the same keys in the same order, so that where a value starts need not be searched for.
typedef struct {
  uint8_t text[KSCOPE_MEMO_LENGTH], mask[KSCOPE_MEMO_LENGTH];
  // Of all of it, 0 where nothing is known, and of the key.
  uint32_t length, key_length;
  // What the key names as a child of the node with this number, which no other node ever has.
  const struct kscope_node *child;
  uint64_t number;
} kscope_memo;

// Keys of the record itself and, behind each, those in its value.
#define KSCOPE_MEMOS 1024
#define KSCOPE_MEMO_STRIDE 17

// What a shape holds at most; records of other shapes are left to the parser.
#define KSCOPE_SHAPE_BLOCKS 64
#define KSCOPE_SHAPE_KEYS 96
#define KSCOPE_SHAPE_WORDS 96
#define KSCOPE_SHAPE_VALUES 64
#define KSCOPE_SHAPE_MEMBERS 128
// Tokens of a block; no more are compared at a time.
#define KSCOPE_SHAPE_CROWD 56
#define KSCOPE_SHAPE_TOKENS (KSCOPE_SHAPE_BLOCKS * KSCOPE_SHAPE_CROWD)
// Bytes a token: the texts of a record with fewer tokens are long, and those the parser is good at.
#define KSCOPE_SHAPE_SPARSE 16

/// A piece of a key, and the token that it starts at or before.
typedef struct {
  uint8_t text[KSCOPE_MEMO_LENGTH], mask[KSCOPE_MEMO_LENGTH];
  uint16_t token, offset;
} kscope_shape_key;

/// The tokens that a value starts and ends with.
typedef struct {
  uint64_t first;
  uint32_t count, slot;
  uint16_t token, last;
  // Of what no other kind is known, KSCOPE_NUMBER.
  int32_t kind;
} kscope_shape_value;

/// What records that are alike have in common: the kinds of their tokens, and their keys.
typedef struct {
  // Of the root of the wanted keys; 0 where nothing is known.
  uint64_t number;
  size_t count, key_count, word_count, value_count, member_count;
  // Records of other shapes since the last of this, and how many to wait before learning anew.
  unsigned misses, pause;
  // Three bits for each token.
  uint8_t planes[3][KSCOPE_SHAPE_TOKENS / 8 + 16];
  kscope_shape_key keys[KSCOPE_SHAPE_KEYS];
  uint16_t words[KSCOPE_SHAPE_WORDS];
  kscope_shape_value values[KSCOPE_SHAPE_VALUES], members[KSCOPE_SHAPE_MEMBERS];
} kscope_shape;

/// The tokens of one record.
typedef struct {
  uint64_t tokens[KSCOPE_SHAPE_BLOCKS], scalars[KSCOPE_SHAPE_BLOCKS + 1];
  // Tokens before each block, and the block of each token.
  uint16_t before[KSCOPE_SHAPE_BLOCKS];
  uint8_t block_of[KSCOPE_SHAPE_TOKENS + 128];
} kscope_outline;

// A scanner looks for several lists of keys in turn, each with a shape of its own.
#define KSCOPE_SHAPES 8

struct kscope_scanner {
  const kscope_functions *functions;
  bool skips_utf8;
  // Where the processor's instructions for shapes are slow.
  bool avoids_shapes;
  // Those of the record, and behind as many of an object in a list.
  kscope_value *values;
  size_t value_capacity;
  // Pieces that are to be checked, put aside so that the search for the end of a string goes on
  // without a branch that nobody can foresee.
  kscope_block blocks[KSCOPE_BLOCKS];
  kscope_memo memos[KSCOPE_MEMOS];
  // Members of lists that are not at their end, and of those that are.
  kscope_pile pending, members;
  // The kinds of brackets around the innermost, 32 each.
  uint64_t outer_kinds[KSCOPE_SCAN_DEPTH / 32];
  kscope_outline outline;
  kscope_shape shapes[KSCOPE_SHAPES];
  // The numbers of the roots that the shapes are kept for, how many there were, and how often there
  // was none left.
  uint64_t shape_owners[KSCOPE_SHAPES];
  size_t shape_claims, shape_refusals;
};

extern const kscope_functions kscope_portable_functions;
#if defined(__x86_64__)
extern const kscope_functions kscope_sse2_functions, kscope_avx2_functions,
    kscope_avx512_functions;
#elif defined(__aarch64__)
extern const kscope_functions kscope_neon_functions;
#endif

bool kscope_pile_reserve(kscope_pile *pile, size_t more);

/// Forgets the values below a part, because its key comes again.
void kscope_forget(kscope_scanner *scanner, const kscope_node *node);

#define KSCOPE_LIKELY(x) __builtin_expect(!!(x), 1)
#define KSCOPE_UNLIKELY(x) __builtin_expect(!!(x), 0)

// A comma and a space, and what closes a list and opens another; both kinds of brackets are apart
// by the same.
#define KSCOPE_COMMA 0x202C
#define KSCOPE_AGAIN 0x5B202C5D

/// Eight bytes, the first of them lowest.
static inline uint64_t kscope_word(const uint8_t *bytes) {
  uint64_t word;
  memcpy(&word, bytes, sizeof word);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
  word = __builtin_bswap64(word);
#endif
  return word;
}

/// Four bytes, the first of them lowest.
static inline uint32_t kscope_half_word(const uint8_t *bytes) {
  uint32_t word;
  memcpy(&word, bytes, sizeof word);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
  word = __builtin_bswap32(word);
#endif
  return word;
}

/// Remembers a key, unless it is long or not plain ASCII, so that it must be looked at, or followed
/// by more than a colon and a space: a line feed ends some records.
static inline void kscope_remember(
    kscope_memo *memo, const uint8_t *place, size_t length, size_t key_length) {
  memo->length = 0;
  memo->number = UINT64_MAX;
  bool has_space = place[length - 1] == ' ';
  if (length > KSCOPE_MEMO_LENGTH || length != key_length + 3 + has_space) return;
  uint8_t high = 0;
  for (size_t i = 0; i < KSCOPE_MEMO_LENGTH; i++) {
    memo->mask[i] = i < length ? 0xFF : 0;
    memo->text[i] = place[i] & memo->mask[i];
    high |= memo->text[i];
  }
  memo->length = high & 0x80 ? 0 : (uint32_t)length;
  memo->key_length = (uint32_t)key_length;
}

static inline bool kscope_push(kscope_pile *pile, kscope_value value) {
  if (KSCOPE_UNLIKELY(pile->count == pile->capacity) && !kscope_pile_reserve(pile, 1)) return false;
  pile->items[pile->count++] = value;
  return true;
}

static inline uint64_t kscope_key_head(const uint8_t *key, size_t length) {
  uint64_t word = kscope_word(key);
  if (length >= 8) return word;
  return word & ((1ull << (8 * length)) - 1);
}

static inline uint64_t kscope_key_tail(const uint8_t *key, size_t length) {
  return length > 8 ? kscope_word(key + length - 8) : 0;
}

static inline size_t kscope_key_hash(uint64_t head, uint64_t tail, size_t length, unsigned shift) {
  return (size_t)(((head ^ (tail << 1 | tail >> 63)) + length) * 0x9E3779B97F4A7C15ull >> shift);
}

/// The child that a key names, or null.
static inline const kscope_node *kscope_child(
    const kscope_node *node, const uint8_t *key, size_t length) {
  if (!node->table) return NULL;
  uint64_t head = kscope_key_head(key, length), tail = kscope_key_tail(key, length);
  const kscope_node *child = node->table[kscope_key_hash(head, tail, length, node->shift)];
  for (; child; child = child->chained) {
    if (child->head == head && child->tail == tail && child->length == length &&
        (length <= 16 || memcmp(child->name + 8, key + 8, length - 16) == 0)) {
      return child;
    }
  }
  return NULL;
}

/// The place for the shape of a root's records, or null.
static inline kscope_shape *kscope_shape_of(kscope_scanner *scanner, const kscope_node *root) {
  if (root->number == 0) return NULL;
  for (size_t i = 0; i < KSCOPE_SHAPES; i++) {
    if (scanner->shape_owners[i] == root->number) return &scanner->shapes[i];
  }
  return NULL;
}

/// Gives a root a place, and another's if need be, but not to each of many in turn.
static inline kscope_shape *kscope_claim_shape(kscope_scanner *scanner, const kscope_node *root) {
  if (root->number == 0) return NULL;
  bool is_full = scanner->shape_claims >= KSCOPE_SHAPES;
  if (is_full && ++scanner->shape_refusals % 64 != 0) return NULL;
  size_t place = scanner->shape_claims++ % KSCOPE_SHAPES;
  kscope_shape *shape = &scanner->shapes[place];
  scanner->shape_owners[place] = root->number;
  shape->number = shape->misses = shape->pause = 0;
  return shape;
}

static inline bool kscope_is_shape(const kscope_shape *shape, const kscope_node *root) {
  return shape && shape->number == root->number;
}

/// Whether something is looked for inside the values of a root's keys.
static inline bool kscope_looks_deep(const kscope_node *root) {
  if (root->wants_members) return true;
  for (const kscope_node *child = root->children; child; child = child->sibling) {
    if (child->is_looked_into) return true;
  }
  return false;
}

/// Counts a record that is not of the shape; after some the shape is forgotten, and the next is
/// learned after a pause that grows twice as long each time.
static inline void kscope_miss(kscope_shape *shape) {
  if (++shape->misses >= 4) shape->number = 0;
}

/// Whether the shape of a record should be learned, as it is of one in ever more where that was
/// of no use.
static inline bool kscope_may_learn(
    kscope_shape *shape, const kscope_node *root, size_t length) {
  if (length > 64 * KSCOPE_SHAPE_BLOCKS) return false;
  if (kscope_is_shape(shape, root) && shape->misses < 2) return false;
  if (shape->pause > 0) {
    shape->pause--;
    return false;
  }
  unsigned misses = ++shape->misses;
  shape->pause = (1u << (misses < 10 ? misses : 10)) - 1;
  shape->number = 0;
  return true;
}
