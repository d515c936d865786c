#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Finds the wanted values of JSON records without building them: where each stands and what kind
// it is. Values are handed out as they are written, strings without their quotes and with their
// escapes.
//
// One pass checks every record whole: brackets, commas, colons, keys, literals, closing quotes, no
// raw control character in a string, and valid UTF-8. What it accepts, a checking parser accepts,
// but for these, which are read later or by nobody:
//
// - Numbers are any characters of `0123456789+-.eE`; `kscope_number` tells whether they are one.
//   NaN, Infinity and -Infinity, which Python writes, are numbers.
// - A backslash in a string may stand before any byte that is no control character; halves of
//   surrogate pairs are fine.
// - Keys are compared as they are written: "\u0061" is not "a".
//
// Of a key that comes more than once, the last value counts. Lists and objects may be nested
// KSCOPE_SCAN_DEPTH deep. Where several things are wrong with a record, one of them is told.

/// Bytes that must be readable behind all that is handed in; what they hold does not matter.
#define KSCOPE_SCAN_PADDING 64

/// How deep lists and objects may be nested.
#define KSCOPE_SCAN_DEPTH 65536

enum kscope_kind {
  KSCOPE_ABSENT = 0,
  KSCOPE_STRING,
  KSCOPE_NUMBER,  // also NaN, Infinity and -Infinity
  KSCOPE_TRUE,
  KSCOPE_FALSE,
  KSCOPE_NULL,
  KSCOPE_ARRAY,
  KSCOPE_OBJECT,
};

typedef struct {
  uint64_t start;  // from the start of the record
  uint64_t length;
  // Of a list or an object whose members are wanted: the first of them in `kscope_scan_members`,
  // and how many there are. Of an object each is a pair, key and value.
  uint64_t first;
  uint32_t count;
  int32_t kind;  // of kscope_kind
} kscope_value;

/// What is wrong with a record; 0 is nothing.
enum kscope_scan_error {
  KSCOPE_SCAN_OK = 0,
  KSCOPE_SCAN_NOT_AN_OBJECT,
  KSCOPE_SCAN_UTF8,
  KSCOPE_SCAN_UNCLOSED_STRING,
  KSCOPE_SCAN_CONTROL_CHARACTER,
  KSCOPE_SCAN_INCOMPLETE,
  KSCOPE_SCAN_TRAILING,
  KSCOPE_SCAN_MALFORMED,
  KSCOPE_SCAN_MEMORY,
  // Of lines alone:
  KSCOPE_SCAN_BLANK,
  KSCOPE_SCAN_NEEDS_MORE,
};

typedef struct kscope_scanner kscope_scanner;
typedef struct kscope_keys kscope_keys;

/// What a thread scans with: it keeps what was found, and allocates only while that grows.
kscope_scanner *kscope_scanner_create(void);
void kscope_scanner_destroy(kscope_scanner *scanner);

/// Whether records with bytes from 0x80 on are checked to be UTF-8, as they are unless told
/// otherwise.
void kscope_scanner_check_utf8(kscope_scanner *scanner, bool checks);

/// The ways to look at many bytes at once. The best that the processor has is taken.
enum kscope_kernel {
  KSCOPE_KERNEL_PORTABLE = 0,
  KSCOPE_KERNEL_SSE2,
  KSCOPE_KERNEL_AVX2,
  KSCOPE_KERNEL_AVX512,
  KSCOPE_KERNEL_NEON,
  KSCOPE_KERNELS,
};

/// Takes another kernel, for tests and measurements; false if the processor does not have it.
bool kscope_scanner_use(kscope_scanner *scanner, int32_t kernel);
/// A kernel's name, such as "AVX2".
const char *kscope_kernel_name(int32_t kernel);

/// Prepares a list of wanted keys; the order gives the places of their values.
///
/// - `members`: for each key, whether what its list or object holds is wanted; null for none.
/// - `are_paths`: keys are split at dots then. `doc.question` is a key of the object of another,
///   `choices.0.text` goes through the first element of a list, `messages.-1` is the last one.
///   Dots at the ends and side by side add no part.
kscope_keys *kscope_keys_create(
    const char *const *names, const bool *members, size_t count, bool are_paths);
void kscope_keys_destroy(kscope_keys *keys);

/// Wants the members of the list at a place, and of those that are objects the values of all keys, as
/// if each were a record: they are found in the same pass. To be called before the first scan.
///
/// `first` and `count` of such a member say where these values are among the members, and how many
/// were found; `first` of each is the place of its key.
void kscope_keys_look_into(kscope_keys *keys, size_t place);

/// What stands on a line.
typedef struct {
  int32_t error;  // of kscope_scan_error
  // The bytes that the line takes, its line feed with them. Where more is needed: so many bytes
  // are known to hold no line feed, so that a search for one can go on behind them.
  uint64_t used;
  // The record, or what is wrong, without blanks around it, from the start of what was handed in.
  uint64_t start;
  uint64_t length;
} kscope_line;

/// Scans the line that starts at `bytes`; nothing but a line feed ends it.
///
/// Of `count` bytes that are there the line may be the first of many. One without a line feed is
/// whole where `is_end` says that nothing follows; else KSCOPE_SCAN_NEEDS_MORE asks for more of it,
/// and all of it must be handed in again: search for a line feed first, or double what is read.
/// Also the end of a line with a fault is found. A byte order mark is not passed over.
kscope_line kscope_scan_line(
    kscope_scanner *scanner, const kscope_keys *keys, const uint8_t *bytes, size_t count,
    bool is_end);

/// Scans the value at the start of some bytes, behind which anything may follow; the values of
/// wanted keys are found if it is an object. Line feeds are blanks, but none may stand before it.
///
/// Where the `count` bytes that are there end in it, KSCOPE_SCAN_NEEDS_MORE asks for more, and all of
/// it must be handed in again. A number or a word ends where another byte follows.
///
/// - `keys`: null where nothing in the value is wanted.
kscope_line kscope_scan_value(
    kscope_scanner *scanner, const kscope_keys *keys, const uint8_t *bytes, size_t count);

/// Finds the values of the wanted keys of one object, which may span lines.
int32_t kscope_scan_object(
    kscope_scanner *scanner, const kscope_keys *keys, const uint8_t *bytes, size_t length);

/// Finds the elements of one list: they are the members.
int32_t kscope_scan_array(kscope_scanner *scanner, const uint8_t *bytes, size_t length);

/// Finds all fields of one object: the members are a key and a value in turn.
int32_t kscope_scan_fields(kscope_scanner *scanner, const uint8_t *bytes, size_t length);

/// The values found last, one for each key; they stand until the next scan.
const kscope_value *kscope_scan_values(const kscope_scanner *scanner);

/// The members of lists and objects found last; they stand until the next scan.
const kscope_value *kscope_scan_members(const kscope_scanner *scanner, size_t *count);

/// Whether bytes are UTF-8.
bool kscope_is_utf8(const kscope_scanner *scanner, const uint8_t *bytes, size_t length);

/// Reads a number as it is written, correctly rounded; false if it is none.
///
/// Leading zeros and dots, a dot at the end, and a plus are taken, as `strtod` does.
bool kscope_number(const uint8_t *bytes, size_t length, double *number);

/// Reads digits alone; false for anything else, and for what does not fit.
bool kscope_unsigned(const uint8_t *bytes, size_t length, uint64_t *number);

/// How much room `kscope_unescape` needs for the text of so many bytes.
static inline size_t kscope_unescaped_room(size_t length) {
  return length + length / 2 + KSCOPE_SCAN_PADDING;
}

/// Writes the text of a string, as it stands between its quotes, and returns its length.
///
/// Escapes that name no character, and halves of surrogate pairs, become U+FFFD; other bytes are
/// copied, also where they are not UTF-8. Needs no padding.
size_t kscope_unescape(const uint8_t *raw, size_t length, uint8_t *text);

/// The same without what only some processors have.
size_t kscope_unescape_plainly(const uint8_t *raw, size_t length, uint8_t *text);

/// A short text that is looked for in long ones; it never changes, and threads may share it.
typedef struct kscope_needle kscope_needle;

/// Prepares some bytes; null without memory. Where case is ignored, letters of ASCII are equal in
/// both cases.
kscope_needle *kscope_needle_create(const uint8_t *bytes, size_t length, bool ignores_case);
void kscope_needle_destroy(kscope_needle *needle);

#define KSCOPE_NOT_FOUND ((size_t)-1)

/// The first place at or behind `from` where the needle stands; KSCOPE_NOT_FOUND for none. One
/// without bytes stands everywhere. Needs no padding.
size_t kscope_find(const kscope_needle *needle, const uint8_t *text, size_t length, size_t from);
