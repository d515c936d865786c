#define _GNU_SOURCE  // strtod_l
#include "internal.h"

#include <locale.h>
#include <pthread.h>
#include <stdlib.h>
#if defined(__x86_64__)
#include <immintrin.h>
#endif

// Texts and numbers of values.

static bool is_digit(uint8_t byte) { return (uint8_t)(byte - '0') <= 9; }

/// Adds the digits from a place on to a number; returns the place behind them. What does not fit
/// is lost.
static inline const uint8_t *take_digits(
    const uint8_t *place, const uint8_t *end, uint64_t *number) {
  uint64_t value = *number;
  for (; place < end && is_digit(*place); place++) value = value * 10 + (uint64_t)(*place - '0');
  *number = value;
  return place;
}

bool kscope_unsigned(const uint8_t *bytes, size_t length, uint64_t *number) {
  uint64_t value = 0;
  // So many always fit.
  if (KSCOPE_LIKELY(length <= 19)) {
    if (take_digits(bytes, bytes + length, &value) != bytes + length) return false;
    *number = value;
    return length > 0;
  }
  for (size_t i = 0; i < length; i++) {
    if (!is_digit(bytes[i]) || __builtin_mul_overflow(value, 10, &value) ||
        __builtin_add_overflow(value, (uint64_t)(bytes[i] - '0'), &value)) {
      return false;
    }
  }
  *number = value;
  return length > 0;
}

static const double powers_of_ten[] = {
    1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
    1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
};

/// Reads an exponent from behind its e; false where it is none, or no small one.
static bool small_exponent(const uint8_t *place, const uint8_t *end, int *exponent) {
  bool is_negative = place < end && *place == '-';
  if (place < end && (*place == '-' || *place == '+')) place++;
  uint64_t value;
  if (end - place > 3 || !kscope_unsigned(place, (size_t)(end - place), &value)) return false;
  *exponent += is_negative ? -(int)value : (int)value;
  return true;
}

/// A number whose digits and whose power of ten are doubles: one operation rounds it correctly.
static bool exact_number(const uint8_t *place, const uint8_t *end, double *number) {
  bool is_negative = place < end && *place == '-';
  place += is_negative;
  const uint8_t *start = place, *dot = NULL;
  uint64_t digits = 0;
  place = take_digits(place, end, &digits);
  if (place < end && *place == '.') {
    dot = place;
    place = take_digits(place + 1, end, &digits);
  }
  ptrdiff_t count = place - start - (dot != NULL);
  int exponent = dot ? -(int)(place - dot - 1) : 0;
  if (count == 0 || count > 18 || digits > 1ull << 53) return false;
  if (place < end && (*place | 0x20) != 'e') return false;
  if (place < end && !small_exponent(place + 1, end, &exponent)) return false;
  if (exponent < -22 || exponent > 22) return false;
  double value = exponent < 0 ? (double)digits / powers_of_ten[-exponent]
                              : (double)digits * powers_of_ten[exponent];
  *number = is_negative ? -value : value;
  return true;
}

static locale_t plain_locale;
static void make_plain_locale(void) { plain_locale = newlocale(LC_ALL_MASK, "C", (locale_t)0); }

static bool library_number(const uint8_t *bytes, size_t length, double *number) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, make_plain_locale);
  char room[128];
  char *text = length < sizeof room ? room : malloc(length + 1);
  if (!text) return false;
  memcpy(text, bytes, length);
  text[length] = 0;
  char *end;
  double value = strtod_l(text, &end, plain_locale);
  bool is_number = end == text + length;
  if (is_number) *number = value;
  if (text != room) free(text);
  return is_number;
}

bool kscope_number(const uint8_t *bytes, size_t length, double *number) {
  if (exact_number(bytes, bytes + length, number)) return true;
  if (length == 0) return false;
  bool is_negative = bytes[0] == '-';
  if (length == 3 && memcmp(bytes, "NaN", 3) == 0) return *number = __builtin_nan(""), true;
  if (length == 8 + (size_t)is_negative && memcmp(bytes + is_negative, "Infinity", 8) == 0) {
    *number = is_negative ? -__builtin_inf() : __builtin_inf();
    return true;
  }
  for (size_t i = 0; i < length; i++) {
    if (!is_digit(bytes[i]) && !strchr("+-.eE", bytes[i] ? bytes[i] : 'x')) return false;
  }
  return library_number(bytes, length, number);
}

/// Copies bytes up to the next backslash, sixteen at a time; returns how many they were.
static size_t copy_plain(const uint8_t *raw, size_t length, uint8_t *text) {
  size_t done = 0;
#if defined(__x86_64__)
  for (; done + 16 <= length; done += 16) {
    __m128i block = _mm_loadu_si128((const __m128i *)(raw + done));
    _mm_storeu_si128((__m128i *)(text + done), block);
    int slashes = _mm_movemask_epi8(_mm_cmpeq_epi8(block, _mm_set1_epi8('\\')));
    if (slashes) return done + (size_t)__builtin_ctz((unsigned)slashes);
  }
#else
  const uint8_t *slash = memchr(raw, '\\', length);
  done = slash ? (size_t)(slash - raw) : length;
  memcpy(text, raw, done);
#endif
  for (; done < length && raw[done] != '\\'; done++) text[done] = raw[done];
  return done;
}

/// Four hexadecimal digits, or -1.
static int32_t code_unit(const uint8_t *raw, const uint8_t *end) {
  if (end - raw < 4) return -1;
  int32_t unit = 0;
  for (int i = 0; i < 4; i++) {
    uint8_t letter = raw[i] | 0x20;
    if (is_digit(raw[i])) {
      unit = unit << 4 | (raw[i] - '0');
    } else if (letter >= 'a' && letter <= 'f') {
      unit = unit << 4 | (letter - 'a' + 10);
    } else {
      return -1;
    }
  }
  return unit;
}

/// Writes a character as UTF-8; returns the place behind it.
static uint8_t *write_character(uint8_t *text, uint32_t character) {
  if (character < 0x80) {
    *text++ = (uint8_t)character;
  } else if (character < 0x800) {
    *text++ = (uint8_t)(0xC0 | character >> 6);
    *text++ = (uint8_t)(0x80 | (character & 0x3F));
  } else {
    if (character < 0x10000) {
      *text++ = (uint8_t)(0xE0 | character >> 12);
    } else {
      *text++ = (uint8_t)(0xF0 | character >> 18);
      *text++ = (uint8_t)(0x80 | (character >> 12 & 0x3F));
    }
    *text++ = (uint8_t)(0x80 | (character >> 6 & 0x3F));
    *text++ = (uint8_t)(0x80 | (character & 0x3F));
  }
  return text;
}

/// Writes what stands behind `\u`; returns the place behind what was read.
static const uint8_t *write_unit(const uint8_t *raw, const uint8_t *end, uint8_t **text) {
  int32_t first = code_unit(raw, end);
  if (first < 0) {
    *text = write_character(*text, 0xFFFD);
    return raw;
  }
  raw += 4;
  uint32_t character = (uint32_t)first;
  if (first >= 0xD800 && first < 0xDC00 && end - raw >= 6 && raw[0] == '\\' && raw[1] == 'u') {
    int32_t second = code_unit(raw + 2, end);
    if (second >= 0xDC00 && second < 0xE000) {
      character = 0x10000 + ((uint32_t)(first - 0xD800) << 10) + (uint32_t)(second - 0xDC00);
      raw += 6;
    }
  }
  bool is_half = character >= 0xD800 && character < 0xE000;
  *text = write_character(*text, is_half ? 0xFFFD : character);
  return raw;
}

static const uint8_t letters_escaped[256] = {
    ['n'] = '\n', ['t'] = '\t', ['r'] = '\r', ['b'] = '\b', ['f'] = '\f',
};

static inline uint8_t unescaped(uint8_t letter) {
  uint8_t control = letters_escaped[letter];
  return control ? control : letter;
}

#if defined(__x86_64__)
static inline uint64_t slashes_in(const uint8_t *bytes) {
  uint64_t found = 0;
  for (int i = 0; i < 64; i += 16) {
    __m128i block = _mm_loadu_si128((const __m128i *)(bytes + i));
    block = _mm_cmpeq_epi8(block, _mm_set1_epi8('\\'));
    found |= (uint64_t)(uint32_t)_mm_movemask_epi8(block) << i;
  }
  return found;
}

/// Writes what stands behind a backslash; returns the place behind it.
static inline const uint8_t *write_escape(
    const uint8_t *raw, const uint8_t *end, uint8_t **text) {
  if (KSCOPE_UNLIKELY(*raw == 'u')) return write_unit(raw + 1, end, text);
  *(*text)++ = unescaped(*raw);
  return raw + 1;
}

/// Copies 64 bytes, of which only some are wanted: how many would be a guess for the processor.
static inline void copy_block(uint8_t *text, const uint8_t *raw) {
  for (int i = 0; i < 64; i += 16) {
    __m128i block = _mm_loadu_si128((const __m128i *)(raw + i));
    _mm_storeu_si128((__m128i *)(text + i), block);
  }
}

/// Writes all but the last bytes of a text, 64 at a time; returns the place behind what was read.
///
/// The backslashes of a block are found at once: to search for each behind the one before would
/// wait for that.
static const uint8_t *unescape_blocks(const uint8_t *raw, const uint8_t *end, uint8_t **text) {
  while (end - raw >= 128) {
    uint64_t slashes = slashes_in(raw);
    size_t place = 0;
    while (slashes) {
      size_t slash = (size_t)__builtin_ctzll(slashes);
      copy_block(*text, raw + place);
      *text += slash - place;
      place = (size_t)(write_escape(raw + slash + 1, end, text) - raw);
      // What is escaped may be a backslash.
      slashes = place < 64 ? slashes & ~0ull << place : 0;
    }
    if (place < 64) {
      copy_block(*text, raw + place);
      *text += 64 - place;
      place = 64;
    }
    raw += place;
  }
  return raw;
}

/// The bytes of a block that a backslash escapes.
///
/// They stand behind an odd number of backslashes: subtracting the starts of runs carries through
/// each run, to places that differ with its length (simdjson does it so).
static inline uint64_t escaped_by(uint64_t slashes) {
  const uint64_t odd = 0xAAAAAAAAAAAAAAAAull;
  uint64_t codes = (((slashes << 1) | odd) - slashes) ^ odd;
  return codes ^ slashes;
}

/// The same for processors that can leave bytes out of a block at once.
__attribute__((target("avx512f,avx512bw,avx512vbmi,avx512vbmi2,popcnt"))) static const uint8_t *
unescape_packing(const uint8_t *raw, const uint8_t *end, uint8_t **text) {
  uint8_t letters[128];
  for (int i = 0; i < 128; i++) letters[i] = unescaped((uint8_t)i);
  __m512i low = _mm512_loadu_si512(letters), high = _mm512_loadu_si512(letters + 64);
  while (end - raw >= 64) {
    __m512i block = _mm512_loadu_si512(raw);
    uint64_t slashes = _mm512_cmpeq_epi8_mask(block, _mm512_set1_epi8('\\'));
    uint64_t escaped = escaped_by(slashes), escaping = slashes & ~escaped;
    uint64_t units = escaped & _mm512_cmpeq_epi8_mask(block, _mm512_set1_epi8('u'));
    uint64_t letter = escaped & ~_mm512_movepi8_mask(block), kept = ~escaping;
    __m512i meant = _mm512_permutex2var_epi8(low, block, high);
    block = _mm512_mask_mov_epi8(block, letter, meant);
    // A guess, so that the next block need not wait for this one.
    bool is_whole = KSCOPE_LIKELY(!(units | escaping >> 63));
    size_t count = 64;
    if (!is_whole) {
      // What the last backslash escapes stands in the next block.
      count = units ? (size_t)__builtin_ctzll(units) - 1 : 63;
      kept &= (1ull << count) - 1;
    }
    _mm512_storeu_si512(*text, _mm512_maskz_compress_epi8(kept, block));
    *text += __builtin_popcountll(kept);
    raw += count;
    if (KSCOPE_UNLIKELY(units)) raw = write_unit(raw + 2, end, text);
  }
  return raw;
}

static bool can_pack(void) {
  return __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vbmi") &&
         __builtin_cpu_supports("avx512vbmi2");
}
#endif

/// Writes the rest of a text, byte by byte; returns the place behind what was written.
static uint8_t *unescape_rest(const uint8_t *raw, const uint8_t *end, uint8_t *written) {
  while (raw < end) {
    size_t plain = copy_plain(raw, (size_t)(end - raw), written);
    raw += plain;
    written += plain;
    // In text full of escapes the next follows at once.
    while (raw < end && *raw == '\\') {
      if (raw + 1 == end) {
        *written++ = *raw++;
      } else if (raw[1] == 'u') {
        raw = write_unit(raw + 2, end, &written);
      } else {
        *written++ = unescaped(raw[1]);
        raw += 2;
      }
    }
  }
  return written;
}

size_t kscope_unescape_plainly(const uint8_t *raw, size_t length, uint8_t *text) {
  const uint8_t *end = raw + length;
  uint8_t *written = text;
#if defined(__x86_64__)
  raw = unescape_blocks(raw, end, &written);
#endif
  return (size_t)(unescape_rest(raw, end, written) - text);
}

size_t kscope_unescape(const uint8_t *raw, size_t length, uint8_t *text) {
#if defined(__x86_64__)
  if (can_pack()) {
    const uint8_t *end = raw + length;
    uint8_t *written = text;
    raw = unescape_packing(raw, end, &written);
    return (size_t)(unescape_rest(raw, end, written) - text);
  }
#endif
  return kscope_unescape_plainly(raw, length, text);
}
