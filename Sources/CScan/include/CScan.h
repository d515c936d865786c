#pragma once
#include <stddef.h>
#include <stdint.h>

// Finds the wanted fields of JSON records without building them: where each value
// stands and what kind it is. Values are handed out as they are written, strings
// without their quotes and with their escapes.

#ifdef __cplusplus
extern "C" {
#endif

/// Bytes that must be readable behind every record handed in.
#define KSCOPE_SCAN_PADDING 64

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
  uint64_t start;   // from the start of what was handed in
  uint64_t length;
  int32_t kind;     // of kscope_kind
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
};

typedef struct kscope_scanner kscope_scanner;
typedef struct kscope_keys kscope_keys;

kscope_scanner *kscope_scanner_create(void);
void kscope_scanner_destroy(kscope_scanner *scanner);

/// Prepares a list of wanted keys; the order gives their places in `values`.
kscope_keys *kscope_keys_create(const char *const *names, size_t count);
void kscope_keys_destroy(kscope_keys *keys);

/// Finds the values of the wanted keys of one object; a repeated key counts the last time.
/// `values` has a place for every key; those of keys that are not there become KSCOPE_ABSENT.
int32_t kscope_scan_object(
    kscope_scanner *scanner, const uint8_t *bytes, size_t length, const kscope_keys *keys,
    kscope_value *values);

/// Finds the elements of one array; `count` becomes their number, and the first `capacity` are stored.
int32_t kscope_scan_array(
    kscope_scanner *scanner, const uint8_t *bytes, size_t length, kscope_value *elements,
    size_t capacity, size_t *count);

/// Calls back for every field of one object, in order, with the key as it is written.
int32_t kscope_scan_fields(
    kscope_scanner *scanner, const uint8_t *bytes, size_t length, void *context,
    void (*field)(void *context, const uint8_t *key, size_t key_length, kscope_value value));

#ifdef __cplusplus
}
#endif
