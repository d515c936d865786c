#include "internal.h"

#include <stdatomic.h>
#include <stdlib.h>

// The tree of wanted keys and paths, made once and then only read.

static kscope_node *child_named(
    kscope_keys *keys, kscope_node *parent, const uint8_t *name, size_t length) {
  kscope_node **link = &parent->children;
  for (; *link; link = &(*link)->sibling) {
    if ((*link)->length == length && memcmp((*link)->name, name, length) == 0) return *link;
  }
  kscope_node *node = &keys->nodes[keys->node_count++];
  *link = node;
  node->name = name;
  node->length = length;
  node->head = kscope_key_head(name, length);
  node->tail = kscope_key_tail(name, length);
  node->slot = SIZE_MAX;
  return node;
}

/// Reads a part of a path as a whole number, if it is one.
static void take_index(kscope_node *node) {
  size_t sign = node->length > 0 && (node->name[0] == '-' || node->name[0] == '+');
  uint64_t number;
  if (!kscope_unsigned(node->name + sign, node->length - sign, &number) || number > INT64_MAX) {
    return;
  }
  node->is_index = true;
  node->index = sign && node->name[0] == '-' ? -(int64_t)number : (int64_t)number;
}

/// The node of a path, or null where it has no part, or ends with dots that name none.
static kscope_node *node_of_path(kscope_keys *keys, const uint8_t *path) {
  kscope_node *node = &keys->nodes[0];
  while (true) {
    while (*path == '.') path++;
    if (!*path) return NULL;
    size_t length = strcspn((const char *)path, ".");
    node = child_named(keys, node, path, length);
    path += length;
    if (!*path || !*++path) return node;
  }
}

static size_t nodes_needed(const char *const *names, size_t count, bool are_paths) {
  size_t needed = 1 + count;
  for (size_t i = 0; are_paths && i < count; i++) {
    for (const char *c = names[i]; *c; c++) needed += *c == '.';
  }
  return needed;
}

/// Copies all names, with padding behind, so that they can be read a word at a time.
static bool copy_names(kscope_keys *keys, const char *const *names, size_t count) {
  size_t total = KSCOPE_SCAN_PADDING;
  for (size_t i = 0; i < count; i++) total += strlen(names[i]) + 1;
  keys->names = calloc(total, 1);
  if (!keys->names) return false;
  char *end = keys->names;
  for (size_t i = 0; i < count; i++) {
    size_t length = strlen(names[i]) + 1;
    memcpy(end, names[i], length);
    end += length;
  }
  return true;
}

/// Gives every node a slot, those of the values first.
static void add_names(kscope_keys *keys, const bool *members, bool are_paths) {
  const uint8_t *name = (const uint8_t *)keys->names;
  for (size_t i = 0; i < keys->count; i++) {
    size_t length = strlen((const char *)name);
    kscope_node *node = are_paths ? node_of_path(keys, name)
                                  : child_named(keys, &keys->nodes[0], name, length);
    keys->places[i] = i;
    if (node) {
      if (node->slot == SIZE_MAX) node->slot = i;
      keys->places[i] = node->slot;
      keys->has_twins |= node->slot != i;
      node->wants_members |= members && members[i];
    }
    name += length + 1;
  }
  keys->slots = keys->count;
  for (size_t i = 0; i < keys->node_count; i++) {
    if (keys->nodes[i].slot == SIZE_MAX) keys->nodes[i].slot = keys->slots++;
  }
  keys->nodes[0].slots = keys->slots;
  keys->nodes[0].keys = keys;
}

/// Makes the table of a node's children; it has room for four times as many.
static kscope_node **make_table(kscope_node *node, kscope_node **room) {
  size_t count = 0, size = 4;
  for (kscope_node *child = node->children; child; child = child->sibling) {
    count++;
    take_index(child);
    node->has_indexes |= child->is_index && child->index >= 0;
    node->has_negative_indexes |= child->is_index && child->index < 0;
  }
  static _Atomic uint64_t numbers;
  node->number = ++numbers;
  node->is_looked_into = node->wants_members || count > 0;
  if (count == 0) return room;
  unsigned bits = 2;
  for (; size < 4 * count; size *= 2) bits++;
  node->table = room;
  node->shift = 64 - bits;
  for (kscope_node *child = node->children; child; child = child->sibling) {
    kscope_node **link =
        &room[kscope_key_hash(child->head, child->tail, child->length, node->shift)];
    child->chained = *link;
    *link = child;
  }
  return room + size;
}

kscope_keys *kscope_keys_create(
    const char *const *names, const bool *members, size_t count, bool are_paths) {
  kscope_keys *keys = calloc(1, sizeof *keys);
  if (!keys) return NULL;
  size_t needed = nodes_needed(names, count, are_paths);
  keys->count = count;
  keys->nodes = calloc(needed, sizeof *keys->nodes);
  keys->places = calloc(count + 1, sizeof *keys->places);
  // Twice four for each child, since sizes are powers of two.
  keys->tables = calloc(8 * needed + 4, sizeof *keys->tables);
  if (!keys->nodes || !keys->places || !keys->tables || !copy_names(keys, names, count)) {
    kscope_keys_destroy(keys);
    return NULL;
  }
  keys->node_count = 1;
  keys->nodes[0].slot = SIZE_MAX;
  add_names(keys, members, are_paths);
  kscope_node **room = keys->tables;
  for (size_t i = 0; i < keys->node_count; i++) room = make_table(&keys->nodes[i], room);
  return keys;
}

void kscope_keys_look_into(kscope_keys *keys, size_t place) {
  for (size_t i = 1; i < keys->node_count; i++) {
    kscope_node *node = &keys->nodes[i];
    if (node->slot != keys->places[place]) continue;
    node->has_rows = node->wants_members = node->is_looked_into = true;
  }
}

void kscope_keys_destroy(kscope_keys *keys) {
  if (!keys) return;
  free(keys->nodes);
  free(keys->places);
  free(keys->tables);
  free(keys->names);
  free(keys);
}

void kscope_forget(kscope_scanner *scanner, const kscope_node *node) {
  for (const kscope_node *child = node->children; child; child = child->sibling) {
    memset(&scanner->values[child->slot], 0, sizeof(kscope_value));
    kscope_forget(scanner, child);
  }
}
