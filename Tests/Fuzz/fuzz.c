#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "CScan.h"
#include "SimdjsonOracle.h"

// What must hold for any bytes, by libFuzzer: `make fuzz`.
//
// - All kernels say the same, whatever stands in the padding, and read nothing beyond it.
// - What is accepted, simdjson accepts, with the same members; what simdjson finds to be JSON
//   throughout is accepted.
// - A line is scanned as the record on it is, and more behind it changes nothing.
// - What was scanned before changes nothing, also where that is much alike.
// - A value at the start of bytes is what it is alone, and wants more where they end in it.
// - What is found in the objects of a list is what a scan of each of them finds.

#define CHECK(condition)                                          \
  do {                                                            \
    if (!(condition)) {                                           \
      fprintf(stderr, "line %d: %s\n", __LINE__, #condition);     \
      abort();                                                    \
    }                                                             \
  } while (0)

static const char *const names[] = {"a", "b.c", "b.0", "b.-1", "b.-1.a", "a.0.b", "b", "d.-2.-1"};
static const bool members[] = {true, false, false, true, true, false, true, false};
#define NAMES (sizeof names / sizeof *names)

static kscope_keys *keys;
static oracle *simdjson;

/// What one kernel says of some bytes.
typedef struct {
  kscope_line line, cut;
  int32_t object, fields, list;
  bool is_utf8;
  kscope_value values[NAMES];
  kscope_value members[4096];
  size_t counts[3];
} answer;

static size_t keep(const kscope_scanner *scanner, answer *answer, size_t start, size_t *total) {
  size_t count;
  const kscope_value *found = kscope_scan_members(scanner, &count);
  *total = count;
  size_t kept = count < 4096 - start ? count : 4096 - start;
  if (kept) memcpy(answer->members + start, found, kept * sizeof *found);
  return start + kept;
}

static void ask(kscope_scanner *scanner, const uint8_t *bytes, size_t size, answer *answer) {
  memset(answer, 0, sizeof *answer);
  answer->is_utf8 = kscope_is_utf8(scanner, bytes, size);
  answer->cut = kscope_scan_line(scanner, keys, bytes, size, false);
  answer->line = kscope_scan_line(scanner, keys, bytes, size, true);
  if (!answer->line.error) {
    memcpy(answer->values, kscope_scan_values(scanner), sizeof answer->values);
  }
  size_t end = keep(scanner, answer, 0, &answer->counts[0]);
  if (answer->line.error) end = 0;
  answer->fields = kscope_scan_fields(scanner, bytes, size);
  if (!answer->fields) end = keep(scanner, answer, end, &answer->counts[1]);
  answer->list = kscope_scan_array(scanner, bytes, size);
  if (!answer->list) keep(scanner, answer, end, &answer->counts[2]);
  answer->object = kscope_scan_object(scanner, keys, bytes, size);
  if (answer->line.error) {
    memset(answer->members, 0, sizeof answer->members);
    memset(answer->counts, 0, sizeof answer->counts);
  }
}

/// The bytes with padding behind them that nobody may be misled by, or read beyond.
static uint8_t *padded(const uint8_t *data, size_t size, const char *filling) {
  uint8_t *bytes = malloc(size + KSCOPE_SCAN_PADDING);
  if (size) memcpy(bytes, data, size);
  size_t length = strlen(filling);
  for (size_t i = 0; i < KSCOPE_SCAN_PADDING; i++) bytes[size + i] = (uint8_t)filling[i % length];
  return bytes;
}

static void check_kernels(const uint8_t *data, size_t size) {
  static const char *const fillings[] = {"\"}]}]", "\\1e\n", "\x80\xf0 ,"};
  static answer first, other;
  for (int32_t kernel = 0; kernel < KSCOPE_KERNELS; kernel++) {
    kscope_scanner *scanner = kscope_scanner_create();
    if (kscope_scanner_use(scanner, kernel)) {
      for (int filling = 0; filling < 3; filling++) {
        uint8_t *bytes = padded(data, size, fillings[filling]);
        bool is_first = kernel == 0 && filling == 0;
        ask(scanner, bytes, size, is_first ? &first : &other);
        if (!is_first) CHECK(memcmp(&first, &other, sizeof first) == 0);
        free(bytes);
      }
    }
    kscope_scanner_destroy(scanner);
  }
}

static void check_members(
    kscope_scanner *scanner, const uint8_t *bytes, size_t size, bool is_list) {
  static oracle_value theirs[4096];
  size_t count, counted;
  int32_t error = is_list ? kscope_scan_array(scanner, bytes, size)
                          : kscope_scan_fields(scanner, bytes, size);
  int32_t their_error = is_list ? oracle_elements(simdjson, bytes, size, theirs, 4096, &counted)
                                : oracle_fields(simdjson, bytes, size, theirs, 4096, &counted);
  if (error) {
    uint8_t opening = is_list ? '[' : '{';
    size_t blanks = 0;
    while (blanks < size && strchr(" \t\r\n", bytes[blanks] ? bytes[blanks] : 'x')) blanks++;
    CHECK(blanks == size || bytes[blanks] != opening || !oracle_is_json(simdjson, bytes, size));
    return;
  }
  CHECK(their_error == 0);
  const kscope_value *ours = kscope_scan_members(scanner, &count);
  CHECK(count == counted);
  for (size_t i = 0; i < count && i < 4096; i++) {
    CHECK(ours[i].start == theirs[i].start && ours[i].length == theirs[i].length);
    CHECK(ours[i].kind == theirs[i].kind);
  }
}

static void check_line(kscope_scanner *scanner, const uint8_t *bytes, size_t size) {
  const uint8_t *feed = size ? memchr(bytes, '\n', size) : NULL;
  kscope_line line = kscope_scan_line(scanner, keys, bytes, size, true);
  kscope_line cut = kscope_scan_line(scanner, keys, bytes, size, false);
  CHECK(line.used == (feed ? (size_t)(feed - bytes) + 1 : size));
  if (feed) CHECK(memcmp(&line, &cut, sizeof line) == 0);
  if (!feed) CHECK(cut.error == KSCOPE_SCAN_NEEDS_MORE && cut.used == size);
  if (line.error == KSCOPE_SCAN_BLANK) return;
  uint8_t *record = padded(bytes + line.start, line.length, " ");
  // Blanks behind a fault are none of it, so that it may be told in another way.
  CHECK(!kscope_scan_object(scanner, keys, record, line.length) == !line.error);
  free(record);
}

/// A value that begins with a brace, cut anywhere or followed by something.
static void check_value(kscope_scanner *scanner, const uint8_t *bytes, size_t size) {
  if (!size || *bytes != '{') return;
  static kscope_value values[NAMES];
  bool is_object = !kscope_scan_object(scanner, keys, bytes, size);
  memcpy(values, kscope_scan_values(scanner), sizeof values);
  kscope_line found = kscope_scan_value(scanner, keys, bytes, size);
  if (is_object) {
    CHECK(!found.error && found.length <= size);
    CHECK(memcmp(values, kscope_scan_values(scanner), sizeof values) == 0);
  }
  CHECK(!kscope_scan_value(scanner, NULL, bytes, size).error == !found.error);
  if (found.error) return;
  uint8_t *alone = padded(bytes, found.length, "}");
  CHECK(!kscope_scan_object(scanner, keys, alone, found.length));
  free(alone);
  size_t length = bytes[size / 2] % found.length;
  uint8_t *cut = padded(bytes, length, "\"}");
  CHECK(kscope_scan_value(scanner, keys, cut, length).error == KSCOPE_SCAN_NEEDS_MORE);
  free(cut);
}

/// The objects of a list, found with their record, beside a scan of each.
static void check_rows(kscope_scanner *scanner, const uint8_t *bytes, size_t size) {
  static kscope_keys *deep;
  static kscope_value rows[4096];
  if (!deep) {
    deep = kscope_keys_create(names, members, NAMES, true);
    kscope_keys_look_into(deep, 6);
  }
  int32_t error = kscope_scan_object(scanner, keys, bytes, size);
  CHECK(kscope_scan_object(scanner, deep, bytes, size) == error);
  kscope_value list = kscope_scan_values(scanner)[6];
  size_t count;
  const kscope_value *found = kscope_scan_members(scanner, &count);
  if (error || list.kind != KSCOPE_ARRAY || count > 4096) return;
  if (count) memcpy(rows, found, count * sizeof *rows);
  for (size_t i = list.first; i < list.first + list.count; i++) {
    if (rows[i].kind != KSCOPE_OBJECT || !rows[i].count) continue;
    uint8_t *element = padded(bytes + rows[i].start, rows[i].length, "}");
    CHECK(!kscope_scan_object(scanner, keys, element, rows[i].length));
    const kscope_value *values = kscope_scan_values(scanner);
    size_t next = rows[i].first;
    for (size_t place = 0; place < NAMES; place++) {
      if (values[place].kind == KSCOPE_ABSENT) continue;
      CHECK(rows[next].first == place && rows[next].kind == values[place].kind);
      CHECK(rows[next].start == rows[i].start + values[place].start);
      CHECK(rows[next].length == values[place].length);
      next++;
    }
    CHECK(next == rows[i].first + rows[i].count);
    free(element);
  }
}

/// Some bytes with one changed, put in or taken away; `round` says which.
static size_t change(uint8_t *bytes, const uint8_t *data, size_t size, uint32_t round) {
  static const char signs[] = "\"\\[]{},: \n\t1e-tNabcd\x80";
  uint32_t chance = (round + 1) * 2654435761u ^ (uint32_t)size * 40503u;
  size_t place = chance % size;
  char sign = signs[(chance >> 16) % (sizeof signs - 1)];
  // Put in, put in another's place, or only taken away.
  size_t before = place + (round % 3 != 2), behind = place + (round % 3 != 0);
  memcpy(bytes, data, place);
  bytes[place] = (uint8_t)sign;
  memcpy(bytes + before, data + behind, size - behind);
  return before + size - behind;
}

/// Whether two scanners found the same in the record that they scanned last.
static bool is_found_alike(const kscope_scanner *first, const kscope_scanner *other) {
  size_t count, counted;
  const kscope_value *found = kscope_scan_members(first, &count);
  const kscope_value *also = kscope_scan_members(other, &counted);
  size_t values = NAMES * sizeof *found;
  return memcmp(kscope_scan_values(first), kscope_scan_values(other), values) == 0 &&
         count == counted && (!count || memcmp(found, also, count * sizeof *found) == 0);
}

/// Scans a record that is like one before, and compares with what a scanner says that saw none.
static void check_likeness(const uint8_t *data, size_t size) {
  static kscope_scanner *fresh;
  if (!size || data[0] != '{') return;
  if (!fresh) {
    // It learns nothing from a record.
    fresh = kscope_scanner_create();
    kscope_scanner_use(fresh, KSCOPE_KERNEL_PORTABLE);
  }
  uint8_t *known = padded(data, size, "\n"), *changed = malloc(size + 1);
  if (!kscope_scan_object(fresh, keys, known, size)) {
    for (uint32_t round = 0; round < 24; round++) {
      kscope_scanner *taught = kscope_scanner_create();
      kscope_scanner_use(taught, KSCOPE_KERNEL_AVX2 + round / 3 % 2);
      kscope_scan_object(taught, keys, known, size);
      // What is changed depends on the bytes.
      size_t length = change(changed, data, size, round + 24u * data[size / 2]);
      uint8_t *bytes = padded(changed, length, "\n}");
      if (round % 2) {
        kscope_line line = kscope_scan_line(taught, keys, bytes, length + 1, false);
        kscope_line same = kscope_scan_line(fresh, keys, bytes, length + 1, false);
        CHECK(memcmp(&line, &same, sizeof line) == 0);
        CHECK(line.error || is_found_alike(taught, fresh));
      } else {
        int32_t error = kscope_scan_object(taught, keys, bytes, length);
        CHECK(error == kscope_scan_object(fresh, keys, bytes, length));
        CHECK(error || is_found_alike(taught, fresh));
      }
      free(bytes);
      kscope_scanner_destroy(taught);
    }
  }
  free(known);
  free(changed);
}

static void check_texts(const uint8_t *data, size_t size) {
  uint8_t *raw = malloc(size + 1), *text = malloc(kscope_unescaped_room(size));
  uint8_t *plain = malloc(kscope_unescaped_room(size));
  if (size) memcpy(raw, data, size);
  size_t length = kscope_unescape(raw, size, text);
  CHECK(length <= size + size / 2);
  CHECK(kscope_unescape_plainly(raw, size, plain) == length && !memcmp(text, plain, length));
  free(plain);
  double number;
  uint64_t whole;
  if (kscope_unsigned(raw, size, &whole)) CHECK(kscope_number(raw, size, &number));
  kscope_number(raw, size, &number);
  free(raw);
  free(text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (!keys) keys = kscope_keys_create(names, members, NAMES, true);
  if (!simdjson) simdjson = oracle_create();
  check_kernels(data, size);
  check_likeness(data, size);
  check_texts(data, size);
  kscope_scanner *scanner = kscope_scanner_create();
  uint8_t *bytes = padded(data, size, " ");
  check_members(scanner, bytes, size, false);
  check_members(scanner, bytes, size, true);
  check_line(scanner, bytes, size);
  check_value(scanner, bytes, size);
  check_rows(scanner, bytes, size);
  free(bytes);
  kscope_scanner_destroy(scanner);
  return 0;
}
