// Finds the ends of strings. Included by parser.h, once for each kernel.
//
// What matters in most blocks is only that nothing ends a string there. Where something does, and
// the block has a backslash, or one stands right before it, escapes are worked out, for that block
// and on for as long as blocks have backslashes. So neither long texts, nor short strings, nor
// texts full of escapes are read more than once and a bit.

/// One scan of a record.
typedef struct {
  kscope_scanner *scanner;
  const uint8_t *base, *end;
  // Whether a line feed ends the record, instead of being a blank in it.
  bool is_line;
  int32_t error;
  // Where the fault is; before it there is no line feed, if that ends records.
  const uint8_t *fault;
  // The highest bits of all bytes of strings.
  K(vector) seen;
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

/// Goes on behind a block with something to escape; returns the end or where no more backslashes are.
static inline const uint8_t *K(string_with_escapes)(
    K(run) *run, const uint8_t *start, const uint8_t **place) {
  const uint8_t *block = *place;
  bool is_carried = K(is_escaped)(start, block);
  while (block < run->end) {
    uint64_t slashes = K(equals)(block, '\\'), stops = K(stops)(block);
    bool was_carried = is_carried;
    if (slashes || was_carried) {
      // A control character is at fault even where it is escaped.
      uint64_t escaped = K(escaped)(slashes, &is_carried);
      stops &= ~(escaped & K(equals)(block, '"'));
    }
    K(see)(block, &run->seen);
    if (stops) return K(stop_at)(run, block + __builtin_ctzll(stops));
    block += 64;
    if (!slashes) break;
  }
  *place = block;
  return NULL;
}

/// The closing quote of a string that does not end in the first look.
static __attribute__((noinline)) const uint8_t *K(long_string)(
    K(run) *run, const uint8_t *start, const uint8_t *place) {
  K(vector) seen = run->seen;
  const uint8_t *end = run->end;
  while (true) {
    while (place < end && K(is_clear)(place, &seen)) place += 64;
    if (KSCOPE_UNLIKELY(place >= end)) break;
    uint64_t stops = K(stops)(place), slashes = K(equals)(place, '\\');
    uint64_t before = stops ^ (stops - 1);
    if (!(slashes & before) && (place == start || place[-1] != '\\')) {
      run->seen = seen;
      return K(stop_at)(run, place + __builtin_ctzll(stops));
    }
    const uint8_t *found = K(string_with_escapes)(run, start, &place);
    if (found || run->error) {
      run->seen |= seen;
      return found;
    }
  }
  return K(fail_string)(run, end);
}

/// The closing quote of the string whose text starts at a place.
static inline const uint8_t *K(string)(K(run) *run, const uint8_t *start) {
  uint64_t slashes;
  uint64_t stops = K(first_stops)(start, &slashes, &run->seen);
  if (KSCOPE_LIKELY(stops && !(slashes & (stops ^ (stops - 1))))) {
    return K(stop_at)(run, start + __builtin_ctzll(stops));
  }
  return K(long_string)(run, start, start + (stops || slashes ? 0 : K_WIDTH));
}
