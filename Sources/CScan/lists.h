// Reads the elements of lists. Included by parser.h, once for each kernel.

/// Keeps the values of an object in a list, instead of what its own lists hold.
static bool K(keep_row)(K(run) *run, const kscope_value *found, kscope_value *row) {
  const kscope_keys *keys = run->root->keys;
  kscope_pile *members = &run->scanner->members;
  if (!kscope_pile_reserve(members, keys->count)) return false;
  row->first = members->count;
  for (size_t i = 0; i < keys->count; i++) {
    kscope_value value = found[keys->places[i]];
    value.first = i;
    value.count = 0;
    members->items[members->count] = value;
    members->count += value.kind != KSCOPE_ABSENT;
  }
  row->count = (uint32_t)(members->count - row->first);
  return true;
}

/// Reads an object in a list as if it were a record.
static __attribute__((noinline)) const uint8_t *K(row)(
    K(run) *run, const uint8_t *place, kscope_value *row) {
  kscope_scanner *scanner = run->scanner;
  kscope_value *outer = scanner->values;
  size_t slots = run->root->slots, mark = scanner->members.count;
  scanner->values += slots;
  memset(scanner->values, 0, slots * sizeof *outer);
  run->is_row = run->has_rows = true;
  const uint8_t *end = K(container)(run, place, run->root, row);
  run->is_row = false;
  scanner->members.count = mark;
  bool is_kept = !end || K(keep_row)(run, scanner->values, row);
  scanner->values = outer;
  return is_kept ? end : K(fail_memory)(run, place);
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
  if (end && node->has_rows) value.first = value.count = 0;
  if (!end && node->has_rows && !run->is_row && *place == '{' && place < run->end) {
    end = K(row)(run, place, &value);
  } else if (!end) {
    end = K(value)(run, place, &value);
  }
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
