// Scans records. Included once for each kernel, which defines K(name), its vectors, and includes
// one of blocks_vector.h and blocks_word.h before.
//
// All functions take a place and return the one behind what they read, or null at a fault. A place
// is compared with the end before anything there counts, so at most the padding is looked at.

#include "tokens.h"

/// Reads a key and its colon; returns where the value starts.
static inline __attribute__((always_inline)) const uint8_t *K(key)(
    K(run) *run, const uint8_t *place, size_t memo_number, size_t *length) {
  kscope_memo *memo = &run->scanner->memos[memo_number % KSCOPE_MEMOS];
  if (KSCOPE_LIKELY(
          K(is_same)(place, memo->text, memo->mask) && memo->length > 0 &&
          place + memo->length < run->end)) {
    *length = memo->key_length;
    place += memo->length;
    return KSCOPE_LIKELY(*place > ' ') ? place : K(blanks)(run, place);
  }
  const uint8_t *start = place;
  if (place >= run->end || *place != '"') return K(fail)(run, place);
  place = K(string)(run, place + 1);
  if (!place) return NULL;
  *length = (size_t)(place - start) - 1;
  place = K(next)(run, place + 1);
  if (place >= run->end || *place != ':') return K(fail)(run, place);
  place = K(next)(run, place + 1);
  // What a key names is noted beside the key that is remembered, so that must be this one.
  if (place >= run->end) return K(fail)(run, place);
  kscope_remember(memo, start, (size_t)(place - start), *length);
  return place;
}

/// Passes over a list or an object that nobody looks into.
///
/// The end is asked for at brackets, before texts and behind values: from one to the next it is less
/// far than the padding reaches, or what is between has asked.
static __attribute__((noinline)) const uint8_t *K(skip)(K(run) *run, const uint8_t *place) {
  const uint8_t *end = run->end;
  // The lowest bit is set in an object; the others are for up to 31 brackets around it, and above
  // all of them stands a one.
  uint64_t kinds = 1;
  uint8_t closing;
  // How many times 32 brackets more there are around.
  size_t depth = 0;
  int32_t kind;
  // Objects of one list have the same keys.
  size_t memo = run->memo, memo_of_list = memo;

enter:
  if (KSCOPE_UNLIKELY(kinds >> 32)) {
    if (depth == KSCOPE_SCAN_DEPTH / 32 - 1) return K(fail)(run, place);
    run->scanner->outer_kinds[depth++] = kinds;
    kinds = 1;
  }
  if (*place == '[') {
    memo_of_list = memo;
  } else if (!(kinds & 1)) {
    memo = memo_of_list;
  }
  // A closing bracket is two behind the opening one.
  closing = *place + 2;
  kinds = kinds << 1 | (closing == '}');
  place++;

entered:
  place = K(next)(run, place);
  if (KSCOPE_UNLIKELY(place >= end)) return K(fail)(run, place);
  if (*place == closing) goto leave;

member:
  if (closing == '}') {
    size_t length;
    place = K(key)(run, place, memo++, &length);
    if (!place) return NULL;
  }
  if (*place == '"') {
    if (KSCOPE_UNLIKELY(place >= end)) return K(fail)(run, place);
    place = K(string)(run, place + 1);
    if (!place) return NULL;
    place++;
  } else if ((*place | 0x20) == '{') {
    if (KSCOPE_UNLIKELY(place >= end)) return K(fail)(run, place);
    goto enter;
  } else {
    place = K(scalar)(run, place, &kind);
    if (!place) return NULL;
  }

after:
  if (KSCOPE_UNLIKELY(*place <= ' ')) place = K(blanks)(run, place);
  if (KSCOPE_UNLIKELY(place >= end)) return K(fail)(run, place);
  if (*place == ',') {
    place = K(comma)(run, place);
    goto member;
  }
  if (KSCOPE_UNLIKELY(*place != closing)) return K(fail)(run, place);

leave:
  // In a list another of the same kind mostly follows; the bracket around both is of these 32 then.
  if (!(kinds & 2) && kscope_half_word(place) == KSCOPE_AGAIN + (kinds & 1) * 0x20000020) {
    memo = memo_of_list;
    place += 4;
    goto entered;
  }
  place++;
  kinds >>= 1;
  if (KSCOPE_UNLIKELY(kinds == 1)) {
    if (depth == 0) return place;
    kinds = run->scanner->outer_kinds[--depth];
  }
  closing = ']' + ((kinds & 1) << 5);
  goto after;
}

/// Passes over a value that nobody wants.
static inline __attribute__((always_inline)) const uint8_t *K(pass)(
    K(run) *run, const uint8_t *place) {
  int32_t kind;
  if (KSCOPE_UNLIKELY(place >= run->end)) return K(fail)(run, place);
  if (*place == '"') {
    place = K(string)(run, place + 1);
    return place ? place + 1 : NULL;
  }
  if ((*place | 0x20) == '{') return K(skip)(run, place);
  return K(scalar)(run, place, &kind);
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
  if (KSCOPE_LIKELY(memo->number == node->number)) return memo->child;
  const kscope_node *child = kscope_child(node, key, length);
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
  if (!child && KSCOPE_LIKELY(!node->wants_members)) return K(pass)(run, place);
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

#include "lists.h"

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
  size_t memo = run->memo, own = memo;
  for (int64_t index = 0; !is_empty; index++) {
    run->memo = own + is_object;
    place = is_object ? K(field)(run, place, node, own) : K(element)(run, place, node, index);
    if (!place) return NULL;
    if (KSCOPE_UNLIKELY(*place <= ' ')) place = K(blanks)(run, place);
    if (KSCOPE_UNLIKELY(place >= run->end)) return K(fail)(run, place);
    if (*place == closing) break;
    if (KSCOPE_UNLIKELY(*place != ',')) return K(fail)(run, place);
    place = K(comma)(run, place);
    own = memo == 0 ? own + KSCOPE_MEMO_STRIDE : is_object ? run->memo : memo;
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

#if defined(K_HAS_LOOKUP)
#include "shapes.h"
#else
static inline const uint8_t *K(known)(K(run) *run, const kscope_node *root) { return NULL; }
static inline void K(learn)(K(run) *run, const kscope_node *root, const uint8_t *end) {}
#endif

/// Reads the record at the start, which is an object or a list.
static inline const uint8_t *K(whole)(
    K(run) *run, const uint8_t *start, const kscope_node *root) {
  bool may_be_known = *start == '{' && start == run->base;
  const uint8_t *place = may_be_known ? K(known)(run, root) : NULL;
  if (place) return place;
  kscope_value value;
  run->root = root;
  place = K(container)(run, start, root, &value);
  if (place && may_be_known && !run->has_rows) K(learn)(run, root, place);
  return place;
}

static int32_t K(record)(
    kscope_scanner *scanner, const kscope_node *root, const uint8_t *bytes, size_t length,
    uint8_t opening) {
  K(run) run = {.scanner = scanner, .base = bytes, .end = bytes + length};
  const uint8_t *place = K(blanks)(&run, bytes);
  if (place == run.end || *place != opening) return KSCOPE_SCAN_NOT_AN_OBJECT;
  place = K(whole)(&run, place, root);
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
  const uint8_t *place = K(whole)(&run, start, root);
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

static kscope_line K(first_value)(
    kscope_scanner *scanner, const kscope_node *root, const uint8_t *bytes, size_t count) {
  K(run) run = {.scanner = scanner, .base = bytes, .end = bytes + count, .root = root};
  kscope_value value;
  bool is_object = count > 0 && *bytes == '{';
  const uint8_t *place = is_object && root ? K(container)(&run, bytes, root, &value)
                                           : K(value)(&run, bytes, &value);
  bool is_scalar = place && value.kind >= KSCOPE_NUMBER && value.kind <= KSCOPE_NULL;
  if (is_scalar && place >= run.end) place = K(fail)(&run, run.end);
  if (KSCOPE_UNLIKELY(!place)) {
    bool is_cut = run.fault == run.end && run.error != KSCOPE_SCAN_MEMORY;
    return (kscope_line){.error = is_cut ? KSCOPE_SCAN_NEEDS_MORE : run.error, .used = count};
  }
  uint64_t length = (uint64_t)(place - bytes);
  return (kscope_line){
      .error = K(is_wrong_utf8)(&run) ? KSCOPE_SCAN_UTF8 : KSCOPE_SCAN_OK, .used = length,
      .length = length};
}
