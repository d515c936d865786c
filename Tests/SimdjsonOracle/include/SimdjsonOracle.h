#pragma once
#include <stddef.h>
#include <stdint.h>
#include <string.h>

// Reads JSON records by simdjson, with a C interface, for tests and measurements to compare with.

#ifdef __cplusplus
extern "C" {
#endif

/// Bytes that must be readable behind a record.
#define ORACLE_PADDING 64

/// As in CScan.h.
enum oracle_kind {
  ORACLE_ABSENT = 0,
  ORACLE_STRING,
  ORACLE_NUMBER,
  ORACLE_TRUE,
  ORACLE_FALSE,
  ORACLE_NULL,
  ORACLE_ARRAY,
  ORACLE_OBJECT,
};

typedef struct {
  uint64_t start;
  uint64_t length;
  int32_t kind;  // of oracle_kind
} oracle_value;

typedef struct oracle oracle;

oracle *oracle_create(void);
void oracle_destroy(oracle *oracle);

/// Whether a record is JSON throughout, which the other functions here do not look at: 1 or 0.
int32_t oracle_is_json(oracle *oracle, const uint8_t *bytes, size_t length);

/// Finds all fields of an object, keys and values in turn; `count` becomes the number of both.
///
/// 0, or simdjson's code for what is wrong. The first `capacity` are stored.
int32_t oracle_fields(
    oracle *oracle, const uint8_t *bytes, size_t length, oracle_value *members, size_t capacity,
    size_t *count);

/// Finds the elements of a list in the same way.
int32_t oracle_elements(
    oracle *oracle, const uint8_t *bytes, size_t length, oracle_value *members, size_t capacity,
    size_t *count);

/// The facts of samples, added up.
typedef struct {
  uint64_t records, problems, indexes, correct, tokens, offsets, lengths;
  double scores, entropies, log_probabilities;
} oracle_facts;

/// The keys under which the facts stand; null for one that there is not.
typedef struct {
  const char *problem, *index, *score, *correct, *entropy, *log_probability, *tokens;
} oracle_names;

/// Adds the facts of all whole lines to `facts`; returns how many bytes they took.
size_t oracle_take_facts(
    oracle *oracle, const uint8_t *bytes, size_t length, size_t offset, const oracle_names *names,
    oracle_facts *facts);

/// A number for a text: its bytes as one number, lowest first, modulo 2^61 - 1.
static inline uint64_t oracle_hash(const uint8_t *bytes, size_t length) {
  const uint64_t modulus = (1ull << 61) - 1;
  uint64_t hash = 0;
  // Words from the last on; 2^64 is 8 more than a multiple of the modulus.
  for (size_t words = (length + 7) / 8; words > 0; words--) {
    size_t start = 8 * (words - 1), count = length - start < 8 ? length - start : 8;
    uint64_t word = 0;
    memcpy(&word, bytes + start, count);
    unsigned __int128 wide = (unsigned __int128)hash * 8 + word;
    hash = ((uint64_t)wide & modulus) + (uint64_t)(wide >> 61);
    if (hash >= modulus) hash -= modulus;
  }
  return hash;
}

#ifdef __cplusplus
}
#endif
