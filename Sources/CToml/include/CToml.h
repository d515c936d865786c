#pragma once
#include <stddef.h>
#include <stdint.h>

// Parses TOML into a flat list of values. Whatever the text is, the answer is that list
// or what is wrong with the text: nothing throws, aborts or runs out of stack.

#ifdef __cplusplus
extern "C" {
#endif

enum kscope_toml_kind {
  KSCOPE_TOML_TABLE,
  KSCOPE_TOML_ARRAY,
  KSCOPE_TOML_STRING,
  KSCOPE_TOML_INTEGER,
  KSCOPE_TOML_DOUBLE,
  KSCOPE_TOML_BOOLEAN,
  KSCOPE_TOML_OTHER,  // a date, a time or both
};

typedef struct {
  int32_t kind;         // of kscope_toml_kind
  uint32_t line;        // where it begins, from 1
  size_t count;         // of a table or an array: its values
  const uint8_t *key;   // in a table: what the value is called
  size_t key_length;
  const uint8_t *text;  // of a string
  size_t text_length;
  int64_t integer;      // of an integer; of a boolean, 0 or 1
  double number;        // of a double
} kscope_toml_value;

typedef struct {
  /// The root table first; the values of a table, by key, and those of an array stand
  /// behind it, each followed by its own. NULL if the text is not TOML.
  const kscope_toml_value *values;
  /// What is wrong with the text, and where, from 1; NULL if nothing is.
  const char *message;
  uint32_t line;
  uint32_t column;  // in code points
} kscope_toml;

/// Parses UTF-8; NULL if there is no memory left. The answer holds all it points to.
kscope_toml *kscope_toml_parse(const uint8_t *text, size_t length);
void kscope_toml_destroy(kscope_toml *toml);

#ifdef __cplusplus
}
#endif
