#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Regular expressions by PCRE2, over UTF-8. Every match ends: steps, memory and stack are bounded.

typedef struct kscope_pattern kscope_pattern;
typedef struct kscope_matcher kscope_matcher;

/// What is wrong with a pattern.
typedef struct {
  // In bytes from its start.
  size_t offset;
  char message[256];
} kscope_pattern_error;

enum kscope_match_status {
  KSCOPE_MATCH_FOUND = 0,
  KSCOPE_MATCH_NONE,
  // It takes more steps, memory or stack than one match may take.
  KSCOPE_MATCH_LIMIT,
  KSCOPE_MATCH_FAILED,
};

/// Prepares a pattern, which threads may share; null with `error` set where it is none.
///
/// `^` and `$` match at lines, `.` matches no line feed, `\w`, `\d` and `\b` know all of Unicode.
/// With `is_literal` no character has a meaning of its own; with `is_short` repeats take as little as they can,
/// and those with `?` as much.
kscope_pattern *kscope_pattern_create(
    const uint8_t *text, size_t length, bool is_literal, bool ignores_case, bool is_short,
    kscope_pattern_error *error);
void kscope_pattern_destroy(kscope_pattern *pattern);

/// What one thread matches with; null without memory. The pattern must outlive it.
kscope_matcher *kscope_matcher_create(const kscope_pattern *pattern);
void kscope_matcher_destroy(kscope_matcher *matcher);

/// Bounds the steps of a match, for tests.
void kscope_matcher_limit(kscope_matcher *matcher, uint32_t steps);

/// Looks for the pattern in a text from a place on; sets where it was found. Returns a status.
///
/// Bytes that are not UTF-8 match nothing.
int32_t kscope_match(
    kscope_matcher *matcher, const uint8_t *text, size_t length, size_t start, size_t *from,
    size_t *to);
