// Scans records. Included once for each kernel, which defines K(name), its vectors, and includes
// one of blocks_vector.h and blocks_word.h before.
//
// All functions take a place and return the one behind what they read, or null at a fault. A place
// is compared with the end before anything there counts, so at most the padding is looked at.

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

static const uint8_t *K(word)(K(run) *run, const uint8_t *place, int32_t *kind) {
  uint64_t word = kscope_word(place);
  if ((uint32_t)word == 0x65757274) return *kind = KSCOPE_TRUE, place + 4;
  if ((uint32_t)word == 0x6C6C756E) return *kind = KSCOPE_NULL, place + 4;
  if ((word & 0xFFFFFFFFFF) == 0x65736C6166) return *kind = KSCOPE_FALSE, place + 5;
  *kind = KSCOPE_NUMBER;
  if ((word & 0xFFFFFF) == 0x4E614E) return place + 3;
  if (word == 0x7974696E69666E49) return place + 8;
  // A word that the end cuts is not wrong.
  while (place < run->end && (*place | 0x20) >= 'a' && (*place | 0x20) <= 'z') place++;
  return K(fail)(run, place);
}

/// A number or a word.
static inline const uint8_t *K(scalar)(K(run) *run, const uint8_t *place, int32_t *kind) {
  unsigned length = K(number_length)(place);
  if (KSCOPE_UNLIKELY(length == 0)) return K(word)(run, place, kind);
  *kind = KSCOPE_NUMBER;
  const uint8_t *end = place + length;
  while (KSCOPE_UNLIKELY(length == 16) && end < run->end) {
    length = K(number_length)(end);
    end += length;
  }
  if (KSCOPE_UNLIKELY(*end == 'I') && end == place + 1 && *place == '-') {
    end = K(word)(run, end, kind);
  }
  return end;
}

/// Reads a key and its colon; returns where the value starts.
static inline __attribute__((always_inline)) const uint8_t *K(key)(
    K(run) *run, const uint8_t *place, size_t memo_number, size_t *length) {
  kscope_memo *memo = &run->scanner->memos[memo_number % KSCOPE_MEMOS];
  if (place >= run->end) return K(fail)(run, place);
  if (KSCOPE_LIKELY(kscope_is_known(memo, place) && place + memo->length < run->end)) {
    *length = memo->key_length;
    place += memo->length;
    return KSCOPE_LIKELY(*place > ' ') ? place : K(blanks)(run, place);
  }
  const uint8_t *start = place;
  if (*place != '"') return K(fail)(run, place);
  place = K(string)(run, place + 1);
  if (!place) return NULL;
  *length = (size_t)(place - start) - 1;
  place = K(next)(run, place + 1);
  if (place >= run->end || *place != ':') return K(fail)(run, place);
  place = K(next)(run, place + 1);
  if (place < run->end) kscope_remember(memo, start, (size_t)(place - start), *length);
  return place;
}

/// Passes over a list or an object that nobody looks into.
static __attribute__((noinline)) const uint8_t *K(skip)(K(run) *run, const uint8_t *place) {
  // The lowest bit is set in an object; the others are for the brackets around it.
  uint64_t kinds = 0;
  size_t depth = 0;
  int32_t kind;
  // Objects of one list have the same keys.
  size_t memo = run->memo, memo_of_list = memo;

enter:
  if (KSCOPE_UNLIKELY(depth % 64 == 0 && depth > 0)) {
    if (depth == KSCOPE_SCAN_DEPTH) return K(fail)(run, place);
    run->scanner->outer_kinds[depth / 64 - 1] = kinds;
  }
  if (*place == '[') {
    memo_of_list = memo;
  } else if (!(kinds & 1)) {
    memo = memo_of_list;
  }
  kinds = kinds << 1 | (*place == '{');
  depth++;
  place = K(next)(run, place + 1);
  if (place < run->end && *place == ']' + ((kinds & 1) << 5)) goto leave;

member:
  if (kinds & 1) {
    size_t length;
    place = K(key)(run, place, memo++, &length);
    if (!place) return NULL;
  }
  if (place >= run->end) return K(fail)(run, place);
  if (*place == '"') {
    place = K(string)(run, place + 1);
    if (!place) return NULL;
    place++;
  } else if ((*place | 0x20) == '{') {
    goto enter;
  } else {
    place = K(scalar)(run, place, &kind);
    if (!place) return NULL;
  }

after:
  place = K(next)(run, place);
  if (place >= run->end) return K(fail)(run, place);
  if (*place == ',') {
    place = K(next)(run, place + 1);
    goto member;
  }
  if (*place != ']' + ((kinds & 1) << 5)) return K(fail)(run, place);

leave:
  place++;
  if (--depth == 0) return place;
  kinds >>= 1;
  if (KSCOPE_UNLIKELY(depth % 64 == 0)) kinds = run->scanner->outer_kinds[depth / 64 - 1];
  goto after;
}

/// Reads a value and says where it stands.
static inline __attribute__((always_inline)) const uint8_t *K(value)(
    K(run) *run, const uint8_t *place, kscope_value *value) {
  if (place >= run->end) return K(fail)(run, place);
  const uint8_t *start = place, *end;
  bool is_text = *place == '"';
  if (is_text) {
    value->kind = KSCOPE_STRING;
    end = K(string)(run, ++start);
  } else if ((*place | 0x20) == '{') {
    value->kind = *place == '{' ? KSCOPE_OBJECT : KSCOPE_ARRAY;
    end = K(skip)(run, place);
  } else {
    end = K(scalar)(run, place, &value->kind);
  }
  if (!end) return NULL;
  value->start = (uint64_t)(start - run->base);
  value->length = (uint64_t)(end - start);
  value->first = value->count = 0;
  return end + is_text;
}

static const uint8_t *K(container)(
    K(run) *run, const uint8_t *place, const kscope_node *node, kscope_value *value);

/// Reads the value of a wanted part straight to its slot: a copy would wait for what was just
/// written.
static inline const uint8_t *K(wanted)(
    K(run) *run, const uint8_t *place, const kscope_node *node) {
  kscope_value *value = &run->scanner->values[node->slot];
  if (node->children && value->kind != KSCOPE_ABSENT) kscope_forget(run->scanner, node);
  if (node->is_looked_into && (*place | 0x20) == '{' && place < run->end) {
    return K(container)(run, place, node, value);
  }
  return K(value)(run, place, value);
}

static inline const uint8_t *K(fail_memory)(K(run) *run, const uint8_t *place) {
  run->fault = place;
  run->error = KSCOPE_SCAN_MEMORY;
  return NULL;
}

/// The child that a key names, which is mostly the one of the record before.
static inline const kscope_node *K(child)(
    K(run) *run, const uint8_t *key, size_t length, const kscope_node *node, size_t memo_number) {
  kscope_memo *memo = &run->scanner->memos[memo_number % KSCOPE_MEMOS];
  if (KSCOPE_LIKELY(memo->parent == node && memo->number == node->number && memo->length > 0)) {
    return memo->child;
  }
  const kscope_node *child = kscope_child(node, key, length);
  memo->parent = node;
  memo->child = child;
  memo->number = node->number;
  return child;
}

/// Reads the key of a field, its colon and its value.
static inline const uint8_t *K(field)(
    K(run) *run, const uint8_t *place, const kscope_node *node, size_t memo) {
  const uint8_t *key = place + 1;
  size_t length;
  place = K(key)(run, place, memo, &length);
  if (!place) return NULL;
  kscope_value value;
  const kscope_node *child = K(child)(run, key, length, node, memo);
  place = child ? K(wanted)(run, place, child) : K(value)(run, place, &value);
  if (node->wants_members && place) {
    if (child) value = run->scanner->values[child->slot];
    kscope_value name = {
        .start = (uint64_t)(key - run->base), .length = length, .kind = KSCOPE_STRING};
    kscope_pile *pending = &run->scanner->pending;
    if (!kscope_push(pending, name) || !kscope_push(pending, value)) {
      return K(fail_memory)(run, place);
    }
  }
  return place;
}

/// Reads an element of a list, which paths may go through.
static inline const uint8_t *K(element)(
    K(run) *run, const uint8_t *place, const kscope_node *node, int64_t index) {
  kscope_value value;
  const uint8_t *end = NULL;
  const kscope_node *child = node->has_indexes ? node->children : NULL;
  for (; child; child = child->sibling) {
    if (!child->is_index || child->index != index) continue;
    end = K(wanted)(run, place, child);
    if (!end) return NULL;
    value = run->scanner->values[child->slot];
  }
  if (!end) end = K(value)(run, place, &value);
  if (end && (node->wants_members || node->has_negative_indexes) &&
      !kscope_push(&run->scanner->pending, value)) {
    return K(fail_memory)(run, place);
  }
  return end;
}

/// Finds the elements counted from the end, of which those looked into are read again.
static bool K(take_last)(K(run) *run, const kscope_node *node, size_t mark) {
  for (const kscope_node *child = node->children; child; child = child->sibling) {
    const kscope_pile *pending = &run->scanner->pending;
    size_t count = pending->count - mark;
    if (!child->is_index || child->index >= 0 || (uint64_t)-child->index > count) continue;
    kscope_value value = pending->items[pending->count - (size_t)-child->index];
    bool is_container = value.kind == KSCOPE_ARRAY || value.kind == KSCOPE_OBJECT;
    if (is_container && child->is_looked_into) {
      if (!K(container)(run, run->base + value.start, child, &value)) return false;
    }
    run->scanner->values[child->slot] = value;
  }
  return true;
}

/// Moves the members from the pending ones to those that are found.
static bool K(keep_members)(K(run) *run, size_t mark, kscope_value *value) {
  kscope_pile *pending = &run->scanner->pending, *members = &run->scanner->members;
  size_t count = pending->count - mark;
  if (!kscope_pile_reserve(members, count)) return false;
  if (count > 0) {
    memcpy(members->items + members->count, pending->items + mark, count * sizeof *value);
  }
  value->first = members->count;
  value->count = (uint32_t)(value->kind == KSCOPE_OBJECT ? count / 2 : count);
  members->count += count;
  return true;
}

/// Reads a list or an object that paths go through, or whose members are wanted.
static const uint8_t *K(container)(
    K(run) *run, const uint8_t *start, const kscope_node *node, kscope_value *value) {
  bool is_object = *start == '{';
  uint8_t closing = is_object ? '}' : ']';
  size_t mark = run->scanner->pending.count;
  const uint8_t *place = K(next)(run, start + 1);
  bool is_empty = place < run->end && *place == closing;
  size_t memo = run->memo;
  for (int64_t index = 0; !is_empty; index++) {
    size_t own = memo == 0 ? (size_t)index * KSCOPE_MEMO_STRIDE : is_object ? run->memo : memo;
    run->memo = own + is_object;
    place = is_object ? K(field)(run, place, node, own) : K(element)(run, place, node, index);
    if (!place) return NULL;
    place = K(next)(run, place);
    if (place < run->end && *place == closing) break;
    if (place >= run->end || *place != ',') return K(fail)(run, place);
    place = K(next)(run, place + 1);
  }
  place++;
  *value = (kscope_value){
      .start = (uint64_t)(start - run->base), .length = (uint64_t)(place - start),
      .kind = is_object ? KSCOPE_OBJECT : KSCOPE_ARRAY};
  if (!is_object && node->has_negative_indexes && !K(take_last)(run, node, mark)) return NULL;
  if (node->wants_members && !K(keep_members)(run, mark, value)) {
    return K(fail_memory)(run, place);
  }
  run->scanner->pending.count = mark;
  return place;
}

static bool K(is_wrong_utf8)(K(run) *run) {
  if (run->scanner->skips_utf8) return false;
  if (run->block_count > 0) K(check_blocks)(run);
  return !K(is_complete)(&run->utf8);
}

static int32_t K(record)(
    kscope_scanner *scanner, const kscope_node *root, const uint8_t *bytes, size_t length,
    uint8_t opening) {
  K(run) run = {.scanner = scanner, .base = bytes, .end = bytes + length};
  const uint8_t *place = K(blanks)(&run, bytes);
  if (place == run.end || *place != opening) return KSCOPE_SCAN_NOT_AN_OBJECT;
  kscope_value value;
  place = K(container)(&run, place, root, &value);
  if (!place) return run.error;
  if (K(blanks)(&run, place) < run.end) return KSCOPE_SCAN_TRAILING;
  return K(is_wrong_utf8)(&run) ? KSCOPE_SCAN_UTF8 : KSCOPE_SCAN_OK;
}

/// Blanks at the ends of lines: all of ASCII's but the line feed.
static inline bool K(is_blank)(uint8_t byte) {
  return byte == ' ' || (byte >= 0x09 && byte <= 0x0D && byte != '\n');
}

/// Finds the end of a line in which nothing up to a place is a line feed.
static kscope_line K(line_to)(
    const uint8_t *bytes, const uint8_t *start, const uint8_t *place, const uint8_t *end,
    bool is_end, int32_t error) {
  const uint8_t *feed = place < end ? memchr(place, '\n', (size_t)(end - place)) : NULL;
  if (!feed && !is_end) {
    return (kscope_line){.error = KSCOPE_SCAN_NEEDS_MORE, .used = (uint64_t)(end - bytes)};
  }
  const uint8_t *last = feed ? feed : end;
  uint64_t used = (uint64_t)(last - bytes) + (feed != NULL);
  while (last > start && K(is_blank)(last[-1])) last--;
  return (kscope_line){
      .error = error, .used = used, .start = (uint64_t)(start - bytes),
      .length = (uint64_t)(last - start)};
}

static kscope_line K(line)(
    kscope_scanner *scanner, const kscope_node *root, const uint8_t *bytes, size_t count,
    bool is_end) {
  const uint8_t *start = bytes, *end = bytes + count;
  while (start < end && K(is_blank)(*start)) start++;
  if (start == end || *start == '\n') {
    return K(line_to)(bytes, start, start, end, is_end, KSCOPE_SCAN_BLANK);
  }
  if (*start != '{') return K(line_to)(bytes, start, start, end, is_end, KSCOPE_SCAN_NOT_AN_OBJECT);
  K(run) run = {.scanner = scanner, .base = start, .end = end, .is_line = true};
  kscope_value value;
  const uint8_t *place = K(container)(&run, start, root, &value);
  if (KSCOPE_UNLIKELY(!place)) return K(line_to)(bytes, start, run.fault, end, is_end, run.error);
  const uint8_t *behind = place;
  while (behind < end && K(is_blank)(*behind)) behind++;
  bool is_feed = behind < end && *behind == '\n';
  if (KSCOPE_UNLIKELY(!is_feed && (behind < end || !is_end))) {
    return K(line_to)(bytes, start, behind, end, is_end, KSCOPE_SCAN_TRAILING);
  }
  return (kscope_line){
      .error = K(is_wrong_utf8)(&run) ? KSCOPE_SCAN_UTF8 : KSCOPE_SCAN_OK,
      .used = (uint64_t)(behind - bytes) + is_feed, .start = (uint64_t)(start - bytes),
      .length = (uint64_t)(place - start)};
}
