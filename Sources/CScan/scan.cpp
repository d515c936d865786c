#include "CScan.h"

#include <simdjson.h>

#include <cstring>
#include <new>
#include <string>
#include <string_view>
#include <vector>

using namespace simdjson;

struct kscope_scanner {
  ondemand::parser parser;
};

/// Keys by their length, so that most fields are told apart without reading them.
struct kscope_keys {
  struct entry {
    std::string name;
    size_t place;
  };
  size_t count = 0;
  std::vector<std::vector<entry>> by_length;

  int64_t find(std::string_view key) const {
    if (key.size() >= by_length.size()) return -1;
    for (const entry &candidate : by_length[key.size()]) {
      if (candidate.name == key) return (int64_t)candidate.place;
    }
    return -1;
  }
};

namespace {

int32_t translate(error_code error) {
  switch (error) {
    case SUCCESS: return KSCOPE_SCAN_OK;
    case UTF8_ERROR: return KSCOPE_SCAN_UTF8;
    case UNCLOSED_STRING: return KSCOPE_SCAN_UNCLOSED_STRING;
    case UNESCAPED_CHARS: return KSCOPE_SCAN_CONTROL_CHARACTER;
    case INCOMPLETE_ARRAY_OR_OBJECT: return KSCOPE_SCAN_INCOMPLETE;
    case EMPTY:
    case INCORRECT_TYPE: return KSCOPE_SCAN_NOT_AN_OBJECT;
    case MEMALLOC:
    case CAPACITY: return KSCOPE_SCAN_MEMORY;
    default: return KSCOPE_SCAN_MALFORMED;
  }
}

std::string_view trimmed(std::string_view text) {
  size_t end = text.size();
  while (end > 0 && (text[end - 1] == ' ' || text[end - 1] == '\t' || text[end - 1] == '\r' ||
                     text[end - 1] == '\n')) {
    end--;
  }
  return text.substr(0, end);
}

int32_t scalar_kind(std::string_view text) {
  if (text.empty()) return KSCOPE_ABSENT;
  switch (text[0]) {
    case '"': return text.size() >= 2 && text.back() == '"' ? KSCOPE_STRING : KSCOPE_ABSENT;
    case 't': return text == "true" ? KSCOPE_TRUE : KSCOPE_ABSENT;
    case 'f': return text == "false" ? KSCOPE_FALSE : KSCOPE_ABSENT;
    case 'n': return text == "null" ? KSCOPE_NULL : KSCOPE_ABSENT;
    case 'N': return text == "NaN" ? KSCOPE_NUMBER : KSCOPE_ABSENT;
    case 'I': return text == "Infinity" ? KSCOPE_NUMBER : KSCOPE_ABSENT;
    default: break;
  }
  if (text == "-Infinity") return KSCOPE_NUMBER;
  return text.find_first_not_of("0123456789+-.eE") == std::string_view::npos ? KSCOPE_NUMBER
                                                                              : KSCOPE_ABSENT;
}

/// Where a value stands. Containers are walked to their end; scalars are taken as written.
template <typename Value>
error_code locate(Value &value, const uint8_t *start, kscope_value &out) {
  std::string_view token;
  token = value.raw_json_token();
  if (token.empty()) return TAPE_ERROR;
  if (token[0] == '[' || token[0] == '{') {
    std::string_view whole;
    error_code error;
    if (token[0] == '[') {
      ondemand::array array;
      if ((error = value.get_array().get(array))) return error;
      if ((error = array.raw_json().get(whole))) return error;
      out.kind = KSCOPE_ARRAY;
    } else {
      ondemand::object object;
      if ((error = value.get_object().get(object))) return error;
      if ((error = object.raw_json().get(whole))) return error;
      out.kind = KSCOPE_OBJECT;
    }
    out.start = (uint64_t)((const uint8_t *)whole.data() - start);
    out.length = whole.size();
    return SUCCESS;
  }
  token = trimmed(token);
  out.kind = scalar_kind(token);
  if (out.kind == KSCOPE_ABSENT) return TAPE_ERROR;
  bool quoted = out.kind == KSCOPE_STRING;
  out.start = (uint64_t)((const uint8_t *)token.data() - start) + (quoted ? 1 : 0);
  out.length = token.size() - (quoted ? 2 : 0);
  return SUCCESS;
}

std::string_view key_text(ondemand::raw_json_string key) {
  const char *start = key.raw();
  const char *end = start;
  while (*end != '"') end += *end == '\\' ? 2 : 1;
  return std::string_view(start, (size_t)(end - start));
}

/// Whether anything stands behind the record.
int32_t end_of(ondemand::document &document) {
  const char *rest;
  return document.current_location().get(rest) ? KSCOPE_SCAN_OK : KSCOPE_SCAN_TRAILING;
}

template <typename Visit>
int32_t walk(kscope_scanner *scanner, const uint8_t *bytes, size_t length, Visit visit) {
  padded_string_view view((const char *)bytes, length, length + KSCOPE_SCAN_PADDING);
  ondemand::document document;
  error_code error = scanner->parser.iterate(view).get(document);
  if (error) return translate(error);
  ondemand::object object;
  if ((error = document.get_object().get(object))) return translate(error);
  for (auto item : object) {
    ondemand::field field;
    if ((error = std::move(item).get(field))) return translate(error);
    std::string_view key = key_text(field.key());
    if ((error = visit(key, field.value()))) return translate(error);
  }
  return end_of(document);
}

}  // namespace

kscope_scanner *kscope_scanner_create(void) { return new (std::nothrow) kscope_scanner(); }
void kscope_scanner_destroy(kscope_scanner *scanner) { delete scanner; }

kscope_keys *kscope_keys_create(const char *const *names, size_t count) {
  kscope_keys *keys = new (std::nothrow) kscope_keys();
  if (!keys) return nullptr;
  keys->count = count;
  for (size_t place = 0; place < count; place++) {
    std::string name = names[place];
    if (name.size() >= keys->by_length.size()) keys->by_length.resize(name.size() + 1);
    keys->by_length[name.size()].push_back({name, place});
  }
  return keys;
}

void kscope_keys_destroy(kscope_keys *keys) { delete keys; }

int32_t kscope_scan_object(
    kscope_scanner *scanner, const uint8_t *bytes, size_t length, const kscope_keys *keys,
    kscope_value *values) {
  std::memset(values, 0, keys->count * sizeof(kscope_value));
  return walk(scanner, bytes, length, [&](std::string_view key, ondemand::value &value) {
    int64_t place = keys->find(key);
    return place < 0 ? SUCCESS : locate(value, bytes, values[place]);
  });
}

int32_t kscope_scan_fields(
    kscope_scanner *scanner, const uint8_t *bytes, size_t length, void *context,
    void (*field)(void *context, const uint8_t *key, size_t key_length, kscope_value value)) {
  return walk(scanner, bytes, length, [&](std::string_view key, ondemand::value &value) {
    kscope_value found = {0, 0, KSCOPE_ABSENT};
    error_code error = locate(value, bytes, found);
    if (!error) field(context, (const uint8_t *)key.data(), key.size(), found);
    return error;
  });
}

int32_t kscope_scan_array(
    kscope_scanner *scanner, const uint8_t *bytes, size_t length, kscope_value *elements,
    size_t capacity, size_t *count) {
  *count = 0;
  padded_string_view view((const char *)bytes, length, length + KSCOPE_SCAN_PADDING);
  ondemand::document document;
  error_code error = scanner->parser.iterate(view).get(document);
  if (error) return translate(error);
  ondemand::array array;
  if ((error = document.get_array().get(array))) return translate(error);
  for (auto item : array) {
    ondemand::value value;
    if ((error = std::move(item).get(value))) return translate(error);
    kscope_value found = {0, 0, KSCOPE_ABSENT};
    if ((error = locate(value, bytes, found))) return translate(error);
    if (*count < capacity) elements[*count] = found;
    (*count)++;
  }
  return end_of(document);
}
