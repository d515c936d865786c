#include "internal.h"

#include <stdlib.h>
#if defined(__x86_64__)
#include <immintrin.h>
#endif

// A short text in a long one: two of its bytes, rare ones, are looked for many places at a time,
// and only where both stand the rest is compared.

struct kscope_needle {
  size_t length;
  // Where in it the two bytes are that are looked for; the first is the rarer one.
  size_t first, second;
  bool ignores_case;
  // Letters are in lower case where case is ignored; 0x20 at their places then, else 0.
  uint8_t *bytes, *folds;
};

/// How common a byte is in prose, code and formulas that are written as JSON: higher is more common.
static uint8_t commonness(uint8_t byte) {
  static const char order[] = "jqzxkvbywgpfmucdlhrsnioate ";
  if (byte >= 'A' && byte <= 'Z') return 90;
  if (byte >= '0' && byte <= '9') return 150;
  const char *place = byte ? strchr(order, byte) : NULL;
  if (place) return (uint8_t)(160 + 3 * (place - order));
  if (byte && strchr("\"\\,.-=()", byte)) return 165;
  return byte < 0x80 ? 60 : 80;
}

static uint8_t lower(uint8_t byte) { return byte >= 'A' && byte <= 'Z' ? byte | 0x20 : byte; }

kscope_needle *kscope_needle_create(const uint8_t *bytes, size_t length, bool ignores_case) {
  kscope_needle *needle = malloc(sizeof *needle + 2 * length);
  if (!needle) return NULL;
  *needle = (kscope_needle){.length = length, .ignores_case = ignores_case};
  needle->bytes = (uint8_t *)(needle + 1);
  needle->folds = needle->bytes + length;
  for (size_t i = 0; i < length; i++) {
    uint8_t byte = ignores_case ? lower(bytes[i]) : bytes[i];
    needle->bytes[i] = byte;
    needle->folds[i] = ignores_case && byte >= 'a' && byte <= 'z' ? 0x20 : 0;
  }
  for (size_t i = 1; i < length; i++) {
    if (commonness(needle->bytes[i]) < commonness(needle->bytes[needle->first])) {
      needle->first = i;
    }
  }
  needle->second = needle->first == 0 && length > 1 ? 1 : 0;
  for (size_t i = 0; i < length; i++) {
    if (i == needle->first) continue;
    if (commonness(needle->bytes[i]) < commonness(needle->bytes[needle->second])) {
      needle->second = i;
    }
  }
  return needle;
}

void kscope_needle_destroy(kscope_needle *needle) { free(needle); }

static inline bool stands_at(const kscope_needle *needle, const uint8_t *text) {
  if (!needle->ignores_case) return memcmp(text, needle->bytes, needle->length) == 0;
  for (size_t i = 0; i < needle->length; i++) {
    if ((text[i] | needle->folds[i]) != needle->bytes[i]) return false;
  }
  return true;
}

static size_t find_plainly(
    const kscope_needle *needle, const uint8_t *text, size_t length, size_t from) {
  uint8_t byte = needle->bytes[needle->first], fold = needle->folds[needle->first];
  for (; from + needle->length <= length; from++) {
    if ((text[from + needle->first] | fold) == byte && stands_at(needle, text + from)) {
      return from;
    }
  }
  return KSCOPE_NOT_FOUND;
}

#if defined(__x86_64__)
/// The first of some places, given as bits, where the needle stands.
static inline bool settle(
    const kscope_needle *needle, const uint8_t *text, uint64_t places, size_t *place) {
  for (; places; places &= places - 1) {
    size_t offset = (size_t)__builtin_ctzll(places);
    if (stands_at(needle, text + offset)) return *place = offset, true;
  }
  return false;
}

__attribute__((target("avx2"))) static size_t find_avx2(
    const kscope_needle *needle, const uint8_t *text, size_t length, size_t from) {
  const __m256i first = _mm256_set1_epi8((char)needle->bytes[needle->first]);
  const __m256i second = _mm256_set1_epi8((char)needle->bytes[needle->second]);
  const __m256i first_fold = _mm256_set1_epi8((char)needle->folds[needle->first]);
  const __m256i second_fold = _mm256_set1_epi8((char)needle->folds[needle->second]);
#define KSCOPE_PLACES(at)                                                                      \
  _mm256_and_si256(                                                                            \
      _mm256_cmpeq_epi8(                                                                       \
          _mm256_or_si256(                                                                     \
              _mm256_loadu_si256((const __m256i *)(text + (at) + needle->first)), first_fold), \
          first),                                                                              \
      _mm256_cmpeq_epi8(                                                                       \
          _mm256_or_si256(                                                                     \
              _mm256_loadu_si256((const __m256i *)(text + (at) + needle->second)),             \
              second_fold),                                                                    \
          second))
  // The last byte that is looked at is that of the needle at the last of the places.
  for (; from + needle->length + 63 <= length; from += 64) {
    __m256i low = KSCOPE_PLACES(from), high = KSCOPE_PLACES(from + 32);
    __m256i either = _mm256_or_si256(low, high);
    if (KSCOPE_LIKELY(_mm256_testz_si256(either, either))) continue;
    uint64_t places = (uint32_t)_mm256_movemask_epi8(low);
    places |= (uint64_t)(uint32_t)_mm256_movemask_epi8(high) << 32;
    size_t place;
    if (settle(needle, text + from, places, &place)) return from + place;
  }
#undef KSCOPE_PLACES
  return find_plainly(needle, text, length, from);
}

static size_t find_sse2(
    const kscope_needle *needle, const uint8_t *text, size_t length, size_t from) {
  const __m128i first = _mm_set1_epi8((char)needle->bytes[needle->first]);
  const __m128i second = _mm_set1_epi8((char)needle->bytes[needle->second]);
  const __m128i first_fold = _mm_set1_epi8((char)needle->folds[needle->first]);
  const __m128i second_fold = _mm_set1_epi8((char)needle->folds[needle->second]);
  for (; from + needle->length + 15 <= length; from += 16) {
    __m128i one = _mm_loadu_si128((const __m128i *)(text + from + needle->first));
    __m128i two = _mm_loadu_si128((const __m128i *)(text + from + needle->second));
    one = _mm_cmpeq_epi8(_mm_or_si128(one, first_fold), first);
    two = _mm_cmpeq_epi8(_mm_or_si128(two, second_fold), second);
    uint64_t places = (uint64_t)_mm_movemask_epi8(_mm_and_si128(one, two));
    size_t place;
    if (places && settle(needle, text + from, places, &place)) return from + place;
  }
  return find_plainly(needle, text, length, from);
}
#endif

size_t kscope_find(const kscope_needle *needle, const uint8_t *text, size_t length, size_t from) {
  if (needle->length == 0) return from <= length ? from : KSCOPE_NOT_FOUND;
  if (length < needle->length || from > length - needle->length) return KSCOPE_NOT_FOUND;
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx2")) return find_avx2(needle, text, length, from);
  return find_sse2(needle, text, length, from);
#else
  return find_plainly(needle, text, length, from);
#endif
}
