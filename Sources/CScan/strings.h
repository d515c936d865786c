// Finds the ends of strings. Included by parser.h, once for each kernel.
//
// What matters in most blocks is only that nothing ends a string there. Where something does, and
// the block has a backslash, or one stands right before it, escapes are worked out, for that block
// and on for as long as blocks have backslashes. So neither long texts, nor short strings, nor
// texts full of escapes are read more than once and a bit.

#include "utf8.h"

/// One scan of a record.
typedef struct {
  kscope_scanner *scanner;
  const uint8_t *base, *end;
  // Whether a line feed ends the record, instead of being a blank in it.
  bool is_line;
  // Whether an object of a list is read as a record, and whether any was.
  bool is_row, has_rows;
  const kscope_node *root;
  int32_t error;
  // Where the fault is; before it there is no line feed, if that ends records.
  const uint8_t *fault;
  // The memo of the next key, 0 for the first of the record.
  size_t memo;
  // The blocks put aside, and what was found of those before.
  size_t block_count;
  // Whether the string read last had bytes from 0x80 on where nothing ends it.
  bool is_mixed;
  K(utf8) utf8;
} K(run);

/// Tells of a fault, or of the end of the record in its midst.
static __attribute__((noinline, cold)) const uint8_t *K(fail)(K(run) *run, const uint8_t *place) {
  bool is_cut = place >= run->end || (run->is_line && *place == '\n');
  run->fault = place < run->end ? place : run->end;
  run->error = is_cut ? KSCOPE_SCAN_INCOMPLETE : KSCOPE_SCAN_MALFORMED;
  return NULL;
}

static __attribute__((noinline, cold)) const uint8_t *K(fail_string)(
    K(run) *run, const uint8_t *place) {
  bool is_cut = place >= run->end || (run->is_line && *place == '\n');
  run->fault = place < run->end ? place : run->end;
  run->error = is_cut ? KSCOPE_SCAN_UNCLOSED_STRING : KSCOPE_SCAN_CONTROL_CHARACTER;
  return NULL;
}

/// A string ends at a stop that is a quote, and is at fault at any other.
static inline const uint8_t *K(stop_at)(K(run) *run, const uint8_t *place) {
  if (KSCOPE_LIKELY(place < run->end && *place == '"')) return place;
  return K(fail_string)(run, place);
}

/// Whether an odd number of backslashes stands before a place.
static inline bool K(is_escaped)(const uint8_t *start, const uint8_t *place) {
  const uint8_t *first = place;
  while (first > start && first[-1] == '\\') first--;
  return (place - first) & 1;
}

/// The bytes of a block that a backslash escapes, of those that are none themselves.
///
/// They stand behind an odd number of backslashes. Adding the first bit of a run of ones carries
/// to the place behind it; done for the runs that start at odd places, that tells the two kinds of
/// runs apart, and where a run ends says whether its length is odd.
static inline uint64_t K(escaped)(uint64_t slashes, bool *is_carried) {
  const uint64_t odd = 0xAAAAAAAAAAAAAAAAull;
  uint64_t carried = *is_carried;
  uint64_t runs = slashes & ~carried;
  uint64_t from_odd = runs + (runs & ~(runs << 1) & odd);
  *is_carried = ~runs ? __builtin_clzll(~runs) & 1 : 0;
  uint64_t escaped = (runs << 1) & ~runs & (from_odd ^ odd);
  return escaped | (carried & ~slashes);
}

/// Checks the blocks put aside.
static __attribute__((noinline)) void K(check_blocks)(K(run) *run) {
  const kscope_block *blocks = run->scanner->blocks;
  size_t count = run->scanner->skips_utf8 ? 0 : run->block_count;
  for (size_t i = 0; i < count; i++) {
    K(take_utf8)(&run->utf8, blocks[i].bytes, blocks[i].count);
  }
  run->block_count = 0;
}

/// Puts a block of a string aside, which ends at the first of `stops`, if it has high bytes.
static inline void K(put_aside)(K(run) *run, const uint8_t *block, uint64_t stops) {
  uint64_t count = stops ? (uint64_t)__builtin_ctzll(stops) : 64;
  run->scanner->blocks[run->block_count] = (kscope_block){block, count};
  run->block_count += !K(is_plain)(block);
  if (KSCOPE_UNLIKELY(run->block_count == KSCOPE_BLOCKS)) K(check_blocks)(run);
}

/// Passes over the blocks of a string in which nothing ends it, and puts those with high bytes aside,
/// all without a branch for them.
static inline const uint8_t *K(mixed_blocks)(K(run) *run, const uint8_t *place) {
  kscope_block *blocks = run->scanner->blocks;
  size_t count = run->block_count;
  run->is_mixed = false;
  for (; place < run->end; place += 64) {
    bool is_high;
    if (K(has_stops)(place, &is_high)) break;
    blocks[count] = (kscope_block){place, 64};
    count += is_high;
    run->is_mixed |= is_high;
    if (KSCOPE_UNLIKELY(count == KSCOPE_BLOCKS)) {
      run->block_count = count;
      K(check_blocks)(run);
      count = 0;
    }
  }
  run->block_count = count;
  return place;
}

/// Passes over blocks of a string in which nothing ends it. Most texts have no high bytes: the first
/// block with any is returned, too, unless the text before had some.
static inline const uint8_t *K(clear_blocks)(K(run) *run, const uint8_t *place) {
  if (KSCOPE_UNLIKELY(run->is_mixed)) return K(mixed_blocks)(run, place);
  while (place < run->end && !K(has_signs)(place)) place += 64;
  return place;
}

/// Where a string may end in a block, of which the backslashes become known.
///
/// A control character is at fault even where it is escaped.
static inline uint64_t K(ends)(
    K(run) *run, const uint8_t *block, uint64_t *slashes, bool *is_carried) {
  uint64_t quotes;
  bool has_others = K(signs)(block, slashes, &quotes);
  uint64_t ends = quotes & ~K(escaped)(*slashes, is_carried);
  if (KSCOPE_UNLIKELY(has_others)) {
    ends |= K(stops)(block) & ~quotes;
    K(put_aside)(run, block, ends);
  }
  return ends;
}

/// Goes on in a string block by block while there are backslashes: returns the closing quote, or
/// null at a fault or behind the last block, which `place` becomes then.
static inline const uint8_t *K(string_with_escapes)(
    K(run) *run, const uint8_t *start, const uint8_t **place) {
  const uint8_t *block = *place;
  bool is_carried = K(is_escaped)(start, block);
  while (block < run->end) {
    uint64_t slashes, ends = K(ends)(run, block, &slashes, &is_carried);
    if (ends) return K(stop_at)(run, block + __builtin_ctzll(ends));
    block += 64;
    if (!slashes) break;
  }
  *place = block;
  return NULL;
}

/// The closing quote of a string that does not end in the first block, of which `place` is behind.
static __attribute__((noinline)) const uint8_t *K(long_string)(
    K(run) *run, const uint8_t *start, const uint8_t *place) {
  const uint8_t *end = run->end;
  while (true) {
    place = K(clear_blocks)(run, place);
    if (KSCOPE_UNLIKELY(place >= end)) return K(fail_string)(run, end);
    uint64_t stops = K(stops)(place);
    if (KSCOPE_UNLIKELY(!stops)) {
      run->is_mixed = true;
      continue;
    }
    // A backslash in the block or right before it may undo the first of them.
    uint64_t slashes = K(equals)(place, '\\') & (stops ^ (stops - 1));
    if (KSCOPE_LIKELY(!slashes && (place == start || place[-1] != '\\'))) {
      K(put_aside)(run, place, stops);
      return K(stop_at)(run, place + __builtin_ctzll(stops));
    }
    const uint8_t *found = K(string_with_escapes)(run, start, &place);
    if (found || run->error) return found;
  }
}

/// The closing quote of a string with escapes in its first block, or longer than that.
static __attribute__((noinline)) const uint8_t *K(other_string)(
    K(run) *run, const uint8_t *start) {
  bool is_carried = false;
  uint64_t slashes, ends = K(ends)(run, start, &slashes, &is_carried);
  // Nothing up to here depends on how long the string is, or on where its escapes are.
  if (KSCOPE_LIKELY(ends)) return K(stop_at)(run, start + __builtin_ctzll(ends));
  return K(long_string)(run, start, start + 64);
}

/// The closing quote of the string whose text starts at a place.
static inline const uint8_t *K(string)(K(run) *run, const uint8_t *start) {
  uint64_t others, quotes = K(first_quotes)(start, &others);
  if (KSCOPE_LIKELY(quotes && !(others & (quotes ^ (quotes - 1))))) {
    const uint8_t *end = start + __builtin_ctzll(quotes);
    if (KSCOPE_LIKELY(end < run->end)) return end;
  }
  return K(other_string)(run, start);
}
