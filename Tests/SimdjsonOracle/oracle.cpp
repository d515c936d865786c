#include "SimdjsonOracle.h"

#include <simdjson.h>

#include <cstring>
#include <new>
#include <string_view>

using namespace simdjson;

struct oracle {
  ondemand::parser parser;
  dom::parser checker;
};

namespace {

std::string_view trimmed(std::string_view text) {
  size_t end = text.find_last_not_of(" \t\r\n");
  return text.substr(0, end == std::string_view::npos ? 0 : end + 1);
}

int32_t scalar_kind(std::string_view text) {
  if (text.empty()) return ORACLE_ABSENT;
  switch (text[0]) {
    case '"': return text.size() >= 2 && text.back() == '"' ? ORACLE_STRING : ORACLE_ABSENT;
    case 't': return text == "true" ? ORACLE_TRUE : ORACLE_ABSENT;
    case 'f': return text == "false" ? ORACLE_FALSE : ORACLE_ABSENT;
    case 'n': return text == "null" ? ORACLE_NULL : ORACLE_ABSENT;
    case 'N': return text == "NaN" ? ORACLE_NUMBER : ORACLE_ABSENT;
    case 'I': return text == "Infinity" ? ORACLE_NUMBER : ORACLE_ABSENT;
    default: break;
  }
  if (text == "-Infinity") return ORACLE_NUMBER;
  return text.find_first_not_of("0123456789+-.eE") == std::string_view::npos ? ORACLE_NUMBER
                                                                              : ORACLE_ABSENT;
}

/// Where a value stands. Containers are walked to their end; scalars are taken as written.
template <typename Value>
error_code locate(Value &value, const uint8_t *start, oracle_value &out) {
  std::string_view token = value.raw_json_token();
  if (token.empty()) return TAPE_ERROR;
  if (token[0] == '[' || token[0] == '{') {
    std::string_view whole;
    error_code error;
    if (token[0] == '[') {
      ondemand::array array;
      if ((error = value.get_array().get(array))) return error;
      if ((error = array.raw_json().get(whole))) return error;
      out.kind = ORACLE_ARRAY;
    } else {
      ondemand::object object;
      if ((error = value.get_object().get(object))) return error;
      if ((error = object.raw_json().get(whole))) return error;
      out.kind = ORACLE_OBJECT;
    }
    // It goes to what follows.
    whole = trimmed(whole);
    out.start = (uint64_t)((const uint8_t *)whole.data() - start);
    out.length = whole.size();
    return SUCCESS;
  }
  token = trimmed(token);
  out.kind = scalar_kind(token);
  if (out.kind == ORACLE_ABSENT) return TAPE_ERROR;
  bool quoted = out.kind == ORACLE_STRING;
  out.start = (uint64_t)((const uint8_t *)token.data() - start) + (quoted ? 1 : 0);
  out.length = token.size() - (quoted ? 2 : 0);
  return SUCCESS;
}

size_t key_length(const char *start) {
  const char *end = start;
  while (*end != '"') end += *end == '\\' ? 2 : 1;
  return (size_t)(end - start);
}

/// Whether anything stands behind the record.
int32_t end_of(ondemand::document &document) {
  const char *rest;
  return document.current_location().get(rest) ? SUCCESS : TAPE_ERROR;
}

struct list {
  oracle_value *members;
  size_t capacity, *count;

  void add(oracle_value value) {
    if (*count < capacity) members[*count] = value;
    (*count)++;
  }
};

}  // namespace

oracle *oracle_create(void) { return new (std::nothrow) oracle(); }
void oracle_destroy(oracle *oracle) { delete oracle; }

int32_t oracle_is_json(oracle *oracle, const uint8_t *bytes, size_t length) {
  return oracle->checker.parse((const char *)bytes, length, false).error() == SUCCESS;
}

int32_t oracle_fields(
    oracle *oracle, const uint8_t *bytes, size_t length, oracle_value *members, size_t capacity,
    size_t *count) {
  *count = 0;
  list found = {members, capacity, count};
  padded_string_view view((const char *)bytes, length, length + ORACLE_PADDING);
  ondemand::document document;
  error_code error = oracle->parser.iterate(view).get(document);
  if (error) return error;
  ondemand::object object;
  if ((error = document.get_object().get(object))) return error;
  for (auto item : object) {
    ondemand::field field;
    if ((error = std::move(item).get(field))) return error;
    const char *key = field.key().raw();
    found.add({(uint64_t)((const uint8_t *)key - bytes), key_length(key), ORACLE_STRING});
    oracle_value value = {0, 0, ORACLE_ABSENT};
    if ((error = locate(field.value(), bytes, value))) return error;
    found.add(value);
  }
  return end_of(document);
}

int32_t oracle_elements(
    oracle *oracle, const uint8_t *bytes, size_t length, oracle_value *members, size_t capacity,
    size_t *count) {
  *count = 0;
  list found = {members, capacity, count};
  padded_string_view view((const char *)bytes, length, length + ORACLE_PADDING);
  ondemand::document document;
  error_code error = oracle->parser.iterate(view).get(document);
  if (error) return error;
  ondemand::array array;
  if ((error = document.get_array().get(array))) return error;
  for (auto item : array) {
    ondemand::value value;
    if ((error = std::move(item).get(value))) return error;
    oracle_value place = {0, 0, ORACLE_ABSENT};
    if ((error = locate(value, bytes, place))) return error;
    found.add(place);
  }
  return end_of(document);
}

namespace {

/// The value of a key behind those read before: the order of `oracle_names` is that of the files.
template <typename Number>
Number number_of(ondemand::object &object, const char *name) {
  Number number = 0;
  if (name) (void)object.find_field(name).get(number);
  return number;
}

void take(ondemand::object &object, const oracle_names &names, oracle_facts &facts) {
  std::string_view problem;
  if (!object.find_field(names.problem).get_string().get(problem)) {
    facts.problems += oracle_hash((const uint8_t *)problem.data(), problem.size());
  }
  facts.indexes += number_of<uint64_t>(object, names.index);
  facts.scores += number_of<double>(object, names.score);
  facts.correct += number_of<bool>(object, names.correct);
  facts.entropies += number_of<double>(object, names.entropy);
  facts.log_probabilities += number_of<double>(object, names.log_probability);
  facts.tokens += number_of<uint64_t>(object, names.tokens);
}

}  // namespace

size_t oracle_take_facts(
    oracle *oracle, const uint8_t *bytes, size_t length, size_t offset, const oracle_names *names,
    oracle_facts *facts) {
  const void *last = memrchr(bytes, '\n', length);
  if (!last) return 0;
  size_t whole = (size_t)((const uint8_t *)last - bytes) + 1;
  ondemand::document_stream stream;
  uint64_t before = facts->records;
  if (oracle->parser.iterate_many(bytes, whole, whole < 1 << 20 ? 1 << 20 : whole).get(stream)) {
    return whole;
  }
  for (auto item = stream.begin(); item != stream.end(); ++item) {
    auto document = *item;
    ondemand::object object;
    if (document.get_object().get(object)) continue;
    take(object, *names, *facts);
    facts->records++;
    facts->offsets += offset + item.current_index();
  }
  // Nothing stands between the records but a line feed each.
  facts->lengths += whole - (facts->records - before);
  return whole;
}
