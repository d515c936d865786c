#define PCRE2_CODE_UNIT_WIDTH 8
#include "CPcre2.h"

#include <pcre2.h>
#include <stdlib.h>

// PCRE2 stops at the limits below; a pattern of ordinary size comes nowhere near them.
enum {
  LONGEST_PATTERN = 16384,
  MOST_STEPS = 10000000,
  MOST_HEAP_KB = 64 << 10,
  FIRST_STACK = 32 << 10,
  MOST_STACK = 4 << 20,
};

struct kscope_pattern {
  pcre2_code *code;
};

struct kscope_matcher {
  const kscope_pattern *pattern;
  pcre2_match_context *context;
  pcre2_match_data *data;
  pcre2_jit_stack *stack;
};

static void explain(int code, size_t offset, kscope_pattern_error *error) {
  error->offset = offset;
  if (pcre2_get_error_message(code, (PCRE2_UCHAR *)error->message, sizeof error->message) < 0) {
    error->message[sizeof error->message - 1] = 0;
  }
}

kscope_pattern *kscope_pattern_create(
    const uint8_t *text, size_t length, bool is_literal, bool ignores_case, bool is_short,
    kscope_pattern_error *error) {
  pcre2_compile_context *context = pcre2_compile_context_create(NULL);
  kscope_pattern *pattern = malloc(sizeof *pattern);
  int code = PCRE2_ERROR_NOMEMORY;
  size_t offset = 0;
  if (!context || !pattern) goto failed;
  pcre2_set_newline(context, PCRE2_NEWLINE_LF);
  pcre2_set_max_pattern_length(context, LONGEST_PATTERN);
  uint32_t options = PCRE2_UTF | PCRE2_MATCH_INVALID_UTF | (ignores_case ? PCRE2_CASELESS : 0);
  options |= is_literal ? PCRE2_LITERAL
                        : PCRE2_UCP | PCRE2_MULTILINE | PCRE2_NEVER_BACKSLASH_C;
  if (is_short && !is_literal) options |= PCRE2_UNGREEDY;
  pattern->code = pcre2_compile(text, length, options, &code, &offset, context);
  if (!pattern->code) goto failed;
  // Where memory cannot be made executable the interpreter does it.
  pcre2_jit_compile(pattern->code, PCRE2_JIT_COMPLETE);
  pcre2_compile_context_free(context);
  return pattern;

failed:
  explain(code, offset, error);
  pcre2_compile_context_free(context);
  free(pattern);
  return NULL;
}

void kscope_pattern_destroy(kscope_pattern *pattern) {
  if (!pattern) return;
  pcre2_code_free(pattern->code);
  free(pattern);
}

kscope_matcher *kscope_matcher_create(const kscope_pattern *pattern) {
  kscope_matcher *matcher = calloc(1, sizeof *matcher);
  if (!matcher) return NULL;
  matcher->pattern = pattern;
  matcher->context = pcre2_match_context_create(NULL);
  // The place of the whole match is all that is asked for.
  matcher->data = pcre2_match_data_create(1, NULL);
  matcher->stack = pcre2_jit_stack_create(FIRST_STACK, MOST_STACK, NULL);
  if (!matcher->context || !matcher->data || !matcher->stack) {
    kscope_matcher_destroy(matcher);
    return NULL;
  }
  pcre2_set_match_limit(matcher->context, MOST_STEPS);
  pcre2_set_depth_limit(matcher->context, MOST_STEPS);
  pcre2_set_heap_limit(matcher->context, MOST_HEAP_KB);
  pcre2_jit_stack_assign(matcher->context, NULL, matcher->stack);
  return matcher;
}

void kscope_matcher_destroy(kscope_matcher *matcher) {
  if (!matcher) return;
  pcre2_match_data_free(matcher->data);
  pcre2_match_context_free(matcher->context);
  pcre2_jit_stack_free(matcher->stack);
  free(matcher);
}

void kscope_matcher_limit(kscope_matcher *matcher, uint32_t steps) {
  pcre2_set_match_limit(matcher->context, steps);
}

int32_t kscope_match(
    kscope_matcher *matcher, const uint8_t *text, size_t length, size_t start, size_t *from,
    size_t *to) {
  // A null pointer is no text to PCRE2, even of no length.
  if (!text) text = (const uint8_t *)"";
  int found = pcre2_match(
      matcher->pattern->code, text, length, start, 0, matcher->data, matcher->context);
  // 0: there are more groups than places were asked for.
  if (found >= 0) {
    const PCRE2_SIZE *places = pcre2_get_ovector_pointer(matcher->data);
    // \K may put the start behind the end.
    *from = places[0] < places[1] ? places[0] : places[1];
    *to = places[1];
    return KSCOPE_MATCH_FOUND;
  }
  switch (found) {
    case PCRE2_ERROR_NOMATCH:
      return KSCOPE_MATCH_NONE;
    case PCRE2_ERROR_MATCHLIMIT:
    case PCRE2_ERROR_DEPTHLIMIT:
    case PCRE2_ERROR_HEAPLIMIT:
    case PCRE2_ERROR_JIT_STACKLIMIT:
    case PCRE2_ERROR_NOMEMORY:
      return KSCOPE_MATCH_LIMIT;
    default:
      return KSCOPE_MATCH_FAILED;
  }
}
