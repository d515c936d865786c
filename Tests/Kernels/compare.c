// Compares the scanner's kernels with each other, on this processor or on another: `make neon`.
//
// compare FILE...: scans made-up bytes and those of the files by every kernel there is, and prints
// for each kind of bytes how many there were, how many of them are an object or a list, and one
// number for all that was found, which has to be the same on every machine. Where two kernels differ,
// it says in what, and fails.
#define _DEFAULT_SOURCE
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "CScan.h"
#include "curve.h"

static void take(const uint8_t *bytes, size_t count);

#include "corpus.h"

static const char *const names[] = {
    "a", "b.c", "b.0", "b.-1", "b.-1.a", "a.0.b", "b", "d.-2.-1", "problem_id", "sample_index", "correct",
    "score", "doc.question", "doc.choices.0", "resps.-1", "meta.tags", "response", "messages.-1.content"};
static const bool members[sizeof names / sizeof *names] = {true, [3] = true, [4] = true, [6] = true, [15] = true};
#define NAMES (sizeof names / sizeof *names)

enum fact { UTF8, LINE, FIRST_LINE, OBJECT, FIELDS, LIST, VALUE, BARE_VALUE, ROWS, UNCHECKED, FACTS };
static const char *const fact_names[FACTS] = {
    "UTF-8", "the line", "the first line of more", "the object", "the fields", "the list", "the value",
    "the value without keys", "the rows", "the line with UTF-8 unchecked"};

static struct {
  kscope_scanner *scanner;
  const char *name;
} kernels[KSCOPE_KERNELS];
static size_t kernel_count, taken, accepted, differences;
static kscope_keys *keys, *deep;
static uint64_t digest;

static uint64_t mix(uint64_t hash, uint64_t word) {
  hash = (hash ^ word) * 0x9E3779B97F4A7C15ull;
  return hash ^ hash >> 29;
}

static uint64_t mix_value(uint64_t hash, const kscope_value *value) {
  hash = mix(mix(hash, value->start), value->length);
  return mix(mix(hash, value->first), (uint64_t)value->count << 32 | (uint32_t)value->kind);
}

/// A number for what a scan found; values count only where nothing is wrong.
static uint64_t found(const kscope_scanner *scanner, int32_t error, size_t values) {
  uint64_t hash = mix(0, (uint64_t)error);
  if (error) return hash;
  const kscope_value *value = kscope_scan_values(scanner);
  for (size_t i = 0; i < values; i++) hash = mix_value(hash, &value[i]);
  size_t count;
  const kscope_value *member = kscope_scan_members(scanner, &count);
  for (size_t i = 0; i < count; i++) hash = mix_value(hash, &member[i]);
  return mix(hash, count);
}

static uint64_t found_line(const kscope_scanner *scanner, kscope_line line, size_t values) {
  return mix(mix(mix(found(scanner, line.error, values), line.used), line.start), line.length);
}

/// All that a kernel says of some bytes.
static void ask(kscope_scanner *s, const uint8_t *bytes, size_t count, uint64_t facts[FACTS]) {
  facts[UTF8] = kscope_is_utf8(s, bytes, count);
  facts[LINE] = found_line(s, kscope_scan_line(s, keys, bytes, count, true), NAMES);
  facts[FIRST_LINE] = found_line(s, kscope_scan_line(s, keys, bytes, count, false), NAMES);
  facts[OBJECT] = found(s, kscope_scan_object(s, keys, bytes, count), NAMES);
  facts[FIELDS] = found(s, kscope_scan_fields(s, bytes, count), 0);
  facts[LIST] = found(s, kscope_scan_array(s, bytes, count), 0);
  facts[VALUE] = found_line(s, kscope_scan_value(s, keys, bytes, count), NAMES);
  facts[BARE_VALUE] = found_line(s, kscope_scan_value(s, NULL, bytes, count), 0);
  facts[ROWS] = found(s, kscope_scan_object(s, deep, bytes, count), NAMES);
  kscope_scanner_check_utf8(s, false);
  facts[UNCHECKED] = found_line(s, kscope_scan_line(s, keys, bytes, count, true), NAMES);
  kscope_scanner_check_utf8(s, true);
}

static void tell(const uint8_t *bytes, size_t count, int fact, size_t kernel, size_t shift) {
  if (++differences > 10) return;
  printf("%s differs from %s in %s, %zu bytes before a border: ", kernels[kernel].name, kernels[0].name,
         fact_names[fact], shift);
  for (size_t i = 0; i < count && i < 300; i++) {
    bool is_plain = bytes[i] >= ' ' && bytes[i] < 0x7F;
    printf(is_plain ? "%c" : "<%02X>", bytes[i]);
  }
  printf(count > 300 ? "... (%zu bytes)\n" : "\n", count);
}

/// The same bytes before a page that nobody may read, with padding that misleads.
static const uint8_t *padded(const uint8_t *bytes, size_t count, size_t shift, const char *filling) {
  static uint8_t *end;
  const size_t room = 1 << 19, page = 1 << 16;
  if (!end) {
    uint8_t *all = mmap(NULL, room + page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (all == MAP_FAILED || mprotect(all + room, page, PROT_NONE)) abort();
    end = all + room;
  }
  uint8_t *start = end - shift - KSCOPE_SCAN_PADDING - count;
  memcpy(start, bytes, count);
  size_t length = strlen(filling);
  for (size_t i = 0; i < KSCOPE_SCAN_PADDING + shift; i++) start[count + i] = (uint8_t)filling[i % length];
  return start;
}

/// What does not depend on kernels but may on the processor: texts, numbers and searches.
static void take_texts(const uint8_t *bytes, size_t count) {
  static uint8_t written[2][(1 << 18) * 3 / 2 + KSCOPE_SCAN_PADDING];
  static kscope_needle *needles[3];
  static const char *const wanted[] = {"x\\", "\": 1", "Y\""};
  size_t length = kscope_unescape(bytes, count, written[0]);
  size_t same = kscope_unescape_plainly(bytes, count, written[1]);
  if (length != same || memcmp(written[0], written[1], length)) {
    differences++;
    puts("the two ways to unescape differ");
  }
  for (size_t i = 0; i < length; i++) digest = mix(digest, written[0][i]);
  for (size_t i = 0; i < 3; i++) {
    if (!needles[i]) needles[i] = kscope_needle_create((const uint8_t *)wanted[i], strlen(wanted[i]), i == 2);
    digest = mix(digest, kscope_find(needles[i], bytes, count, 0));
  }
}

/// The numbers that the fields of an object are.
static void take_numbers(const kscope_scanner *scanner, const uint8_t *bytes) {
  size_t count;
  const kscope_value *member = kscope_scan_members(scanner, &count);
  for (size_t i = 0; i < count; i++) {
    double number = 0;
    uint64_t bits = 0, whole = 0;
    if (member[i].kind != KSCOPE_NUMBER) continue;
    bool is_number = kscope_number(bytes + member[i].start, member[i].length, &number);
    bool is_whole = kscope_unsigned(bytes + member[i].start, member[i].length, &whole);
    memcpy(&bits, &number, sizeof bits);
    digest = mix(mix(mix(digest, bits), whole), (uint64_t)is_number << 1 | is_whole);
  }
}

static void take(const uint8_t *bytes, size_t count) {
  static const char *const fillings[] = {"\"}]}]", "\\1e\n", "\x80\xF0 ,"};
  uint64_t first[FACTS], other[FACTS];
  taken++;
  const uint8_t *start = bytes;
  for (size_t filling = 0; filling < 3; filling++) {
    // The last bytes stand before the forbidden page once, and anywhere twice.
    size_t shift = filling == 0 ? 0 : (taken * filling) % 64;
    start = padded(bytes, count, shift, fillings[filling]);
    for (size_t kernel = 0; kernel < kernel_count; kernel++) {
      bool is_first = kernel == 0 && filling == 0;
      ask(kernels[kernel].scanner, start, count, is_first ? first : other);
      for (int fact = 0; fact < FACTS && !is_first; fact++) {
        if (first[fact] != other[fact]) tell(bytes, count, fact, kernel, shift);
      }
    }
  }
  for (int fact = 0; fact < FACTS; fact++) digest = mix(digest, first[fact]);
  take_texts(bytes, count);
  // By the first alone: what a scanner saw before must not matter, so it need not be the same.
  kscope_scanner *scanner = kernels[0].scanner;
  accepted += !kscope_scan_array(scanner, start, count);
  if (kscope_scan_fields(scanner, start, count)) return;
  accepted++;
  take_numbers(scanner, start);
}

/// A few short texts at every distance from a border.
static void alignments(void) {
  static const char *const texts[] = {
      "{\"a\": \"x\\\\\\\"\", \"b\": [1, {\"a\": -Infinity}]}\n", "[{\"a\": \"é😀\"}, [2], \"3\", NaN]",
      "{\"a\": \"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\\\\\", \"c\": tru"};
  uint64_t first[FACTS], other[FACTS];
  for (size_t i = 0; i < 3; i++) {
    size_t count = strlen(texts[i]);
    for (size_t shift = 0; shift < 128; shift++) {
      const uint8_t *bytes = padded((const uint8_t *)texts[i], count, shift, "\"}]\\");
      for (size_t kernel = 0; kernel < kernel_count; kernel++) {
        ask(kernels[kernel].scanner, bytes, count, shift || kernel ? other : first);
        for (int fact = 0; fact < FACTS && (shift || kernel); fact++) {
          if (first[fact] != other[fact]) tell(bytes, count, fact, kernel, shift);
        }
      }
      taken++;
    }
    for (int fact = 0; fact < FACTS; fact++) digest = mix(digest, first[fact]);
  }
}

/// Sums of pass@k, which have the same digits everywhere.
static void curves(void) {
  static double weights[1025];
  for (size_t n = 1; n <= 1024; n = n * 3 / 2 + 1) {
    for (size_t i = 0; i <= n; i++) weights[i] = (double)below(5);
    double k[] = {1, (double)(n + 3) / 4, (double)(n + 1) / 2, (double)n}, origin[4];
    for (size_t i = 0; i < 4; i++) origin[i] = (double)below(1000) / 1000;
    kscope_curve_sums sums = kscope_curve_row((double)n, weights, n + 1, k, origin);
    uint64_t words[sizeof sums / 8];
    memcpy(words, &sums, sizeof sums);
    for (size_t i = 0; i < sizeof words / 8; i++) digest = mix(digest, words[i]);
    taken++;
  }
}

static char **files;

/// The first lines of each file, and its start as one document.
static void samples(void) {
  static uint8_t bytes[1 << 16];
  for (char **name = files; *name; name++) {
    FILE *file = fopen(*name, "rb");
    if (!file) {
      fprintf(stderr, "kscope: %s cannot be read: ask for files that are there\n", *name);
      exit(2);
    }
    size_t count = fread(bytes, 1, sizeof bytes, file);
    fclose(file);
    take(bytes, count < 8000 ? count : 8000);
    const uint8_t *line = bytes, *end = bytes + count;
    for (int left = 12; left > 0 && line < end; left--) {
      const uint8_t *feed = memchr(line, '\n', (size_t)(end - line));
      const uint8_t *next = feed ? feed + 1 : end;
      take(line, (size_t)(next - line));
      line = next;
    }
  }
}

static void run(const char *name, void (*make)(void)) {
  taken = accepted = 0;
  digest = 0;
  make();
  printf("%-12s %6zu %6zu %016llx\n", name, taken, accepted, (unsigned long long)digest);
}

static void prepare(void) {
  keys = kscope_keys_create(names, members, NAMES, true);
  deep = kscope_keys_create(names, members, NAMES, true);
  kscope_keys_look_into(deep, 6);
  fprintf(stderr, "kernels:");
  for (int32_t kernel = 0; kernel < KSCOPE_KERNELS; kernel++) {
    kscope_scanner *scanner = kscope_scanner_create();
    if (!kscope_scanner_use(scanner, kernel)) {
      kscope_scanner_destroy(scanner);
      continue;
    }
    kernels[kernel_count].name = kscope_kernel_name(kernel);
    kernels[kernel_count++].scanner = scanner;
    fprintf(stderr, " %s", kscope_kernel_name(kernel));
  }
  fprintf(stderr, "\n");
}

int main(int count, char **arguments) {
  files = arguments + (count > 0);
  prepare();
  run("bytes", every_byte);
  run("backslashes", backslashes);
  run("pieces", pieces);
  run("sequences", sequences);
  run("keys", keys_alike);
  run("depths", depths);
  run("alignments", alignments);
  run("records", records);
  run("trees", trees);
  run("noise", noise);
  run("samples", samples);
  run("curves", curves);
  if (differences) printf("%zu differences\n", differences);
  return differences > 0;
}
