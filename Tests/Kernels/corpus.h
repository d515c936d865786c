// Bytes to scan, the same on every machine. Included by compare.c, which defines `take`.

/// Steele, Lea and Flood, "Fast Splittable Pseudorandom Number Generators" (2014).
static uint64_t chance(void) {
  static uint64_t state = 20261128;
  uint64_t z = state += 0x9E3779B97F4A7C15ull;
  z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9ull;
  z = (z ^ z >> 27) * 0x94D049BB133111EBull;
  return z ^ z >> 31;
}
static size_t below(size_t bound) { return (size_t)(chance() % bound); }

/// A text that grows.
typedef struct {
  uint8_t bytes[1 << 18];
  size_t count;
} text;

static void add_bytes(text *text, const void *bytes, size_t count) {
  if (count > sizeof text->bytes - text->count) count = sizeof text->bytes - text->count;
  memcpy(text->bytes + text->count, bytes, count);
  text->count += count;
}

static void add(text *text, const char *format, ...) __attribute__((format(printf, 2, 3)));
static void add(text *text, const char *format, ...) {
  char line[1024];
  va_list values;
  va_start(values, format);
  int count = vsnprintf(line, sizeof line, format, values);
  va_end(values);
  add_bytes(text, line, (size_t)count);
}

static void add_times(text *text, size_t times, const char *piece) {
  for (; times > 0; times--) add_bytes(text, piece, strlen(piece));
}

static void add_word(text *text) {
  for (size_t left = 2 + below(9); left > 0; left--) add(text, "%c", (char)('a' + below(26)));
}

/// As in Tests/TestSupport/RecordText.swift: formulas, code, escapes and, where asked for,
/// characters beyond ASCII.
static void add_prose(text *text, bool is_foreign) {
  static const char *const signs[] = {"数", "学", "ä", "é", "ß", "≤", "∑", "д", "م", "한", "—", "😀"};
  size_t kind = below(is_foreign ? 40 : 52);
  if (is_foreign && kind < 9) {
    for (size_t left = 1 + below(5); left > 0; left--) add(text, "%s", signs[below(12)]);
  } else if (kind == 51) {
    add(text, "\\\\frac{%zu}{x+7}$\\n\\n", below(10));
  } else if (kind == 50) {
    add(text, "\\u00e9t\\u00e9 \\u2264 \\\"");
  } else {
    add_word(text);
  }
  add(text, " ");
}

/// JSON, code and HTML in a string in JSON: every fourth byte is a backslash.
static void add_nested(text *text) {
  static const char *const pieces[] = {
      "\\\"ab\\\":\\\"cde\\\",", "\\\\\\\"k\\\\\\\":\\\\\\\"abc\\\\\\\",", "\\\\\\\\\\\\\\\"7\\\\\\\\\\\\\\\",",
      "{\\n\\t\\\"<a href=\\\\\\\"abc\\\\\\\">\\\"}", "\\\\n\\\\\\\\n\\\\t"};
  if (below(2)) return add_word(text);
  add(text, "%s", pieces[below(5)]);
}

/// A line like those of RecordCorpus.swift.
static void make_record(text *line, int kind, size_t number) {
  line->count = 0;
  add(line, "{\"problem_id\": \"math-%zu\", \"sample_index\": %zu, \"prompt\": \"", number % 512, number);
  size_t length = kind == 1 ? 100 : 1500 + below(kind ? 20000 : 40000);
  bool is_foreign = below(100) < 40;
  while (line->count < length) kind == 2 ? add_nested(line) : add_prose(line, is_foreign && kind == 0);
  // One number a call: compilers work out arguments in any order.
  add(line, "\", \"score\": 0.%zu, \"correct\": ", below(1000));
  add(line, "%s, \"entropy\": 1.", below(2) ? "true" : "false");
  add(line, "%zu, \"logprob\": -", below(100000));
  add(line, "%zu.75, ", below(5000));
  add(line, "\"doc\": {\"question\": \"%zu?\", \"choices\": [\"a\", \"b\", \"c d\"]}, ", below(100));
  for (size_t i = 0; i < 4; i++) {
    add(line, "%s[[\"Question: %zu\\nAnswer:\", \" ", i ? ", " : "\"resps\": [", below(99));
    add(line, "%zu\"], [-0.5, %s]]", below(99), i % 3 ? "null" : "NaN");
  }
  add(line, "], \"meta\": {\"level\": 2, \"tags\": [\"algebra\"], \"time\": {\"end\": 1e%zu}}}",
      below(400));
}

/// Changes a byte, a bit, or the length of a text.
static void damage(text *text) {
  static const char signs[] = "\"\\[]{},: \n\t1exN-I\0\x1F\x80\xC3\xED\xF0\xFF";
  if (!text->count) return;
  size_t place = below(text->count);
  uint8_t *there = text->bytes + place, sign = (uint8_t)signs[below(sizeof signs - 1)];
  size_t behind = text->count - place - 1;
  switch (below(5)) {
    case 0: *there ^= (uint8_t)(1 << below(8)); break;
    case 1: *there = sign; break;
    case 2: memmove(there, there + 1, behind); text->count--; break;
    case 3: text->count = place; break;
    default:
      if (text->count == sizeof text->bytes) break;
      memmove(there + 1, there, behind + 1);
      *there = sign;
      text->count++;
  }
}

static text scratch;

#define TAKE(...)                        \
  do {                                   \
    scratch.count = 0;                   \
    __VA_ARGS__;                         \
    take(scratch.bytes, scratch.count);  \
  } while (0)

/// Every byte at every place of a string and of a number, about all borders of blocks.
static void every_byte(void) {
  for (unsigned byte = 0; byte < 256; byte++) {
    uint8_t one = (uint8_t)byte;
    for (size_t before = 0; before < 67; before++) {
      TAKE(add(&scratch, "{\"a\": \""); add_times(&scratch, before, "x"); add_bytes(&scratch, &one, 1);
           add(&scratch, "yz\", \"b\": [1]}\n"));
    }
    for (size_t digits = 0; digits < 34; digits++) {
      TAKE(add(&scratch, "{\"a\":"); add_times(&scratch, digits, "7"); add_bytes(&scratch, &one, 1);
           add(&scratch, "1}"));
    }
    for (size_t before = 0; before < 40; before++) {
      TAKE(add(&scratch, "{\""); add_times(&scratch, before, "k"); add_bytes(&scratch, &one, 1);
           add(&scratch, "\": 1, \"a\": 2}"));
    }
  }
}

/// Runs of backslashes of every length at every place, closed and not.
static void backslashes(void) {
  for (size_t before = 0; before < 67; before++) {
    for (size_t length = 0; length < 132; length++) {
      TAKE(add(&scratch, "{\"a\":\""); add_times(&scratch, before, "x"); add_times(&scratch, length, "\\");
           add(&scratch, "\", \"b\": \"\\\\\"}\n"));
    }
  }
}

/// What a string may hold, or a value may be, with so many bytes before it.
static void pieces(void) {
  static const char *const texts[] = {
      "", "\\\"", "\\\\", "\\\\\\\"", "\\u00e9", "\\ud83d\\ude00", "\\ud83d", "\\udc00\\ud83d", "\\u12",
      "\\x", "\\", "\"", "é", "≤", "😀", "\x80", "\xC3", "\xC0\x80", "\xE0\x80\x80", "\xED\xA0\x80",
      "\xF0\x8F\xBF\xBF", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xE2\x89", "\xF0\x9F\x98", "\n", "\t",
      "\x7F", "{\\\"a\\\":[1]}", "\"}\n{\"a\":\""};
  static const char *const values[] = {
      "1", "-0.0e-1", "1e400", "-", "NaN", "-NaN", "Infinity", "-Infinity", "-Inf", "Na", "true", "tru",
      "truex", "false", "null", "nul", "[]", "{}", "[1,]", "{\"b\":1,}", "[[1], [2]]", "[[1], [2}]",
      "[{\"b\":1}, {\"b\":2}]", "{\"b\":{}, {}}", "[,]", "e5", "1 2", "1.2.3", "\"",
      "12345678901234567890123456789012345678901234567890", "-123456789012345678901234567890.5e-300", ""};
  for (size_t before = 0; before < 132; before++) {
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
      TAKE(add(&scratch, "{\"a\": \""); add_times(&scratch, before, "x"); add(&scratch, "%s", texts[i]);
           add_times(&scratch, before % 3 * 40, "y"); add(&scratch, "\", \"b\": [1, {\"a\": 2}]}"));
      TAKE(add(&scratch, "{\""); add_times(&scratch, before, "x"); add(&scratch, "%s\": 1", texts[i]);
           add(&scratch, "%s, \"d\": [[1], [2, 3]]}\n", before % 2 ? " " : ""));
    }
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
      TAKE(add(&scratch, "{\"b\":[\""); add_times(&scratch, before, "x");
           add(&scratch, "\",%s],\"a\":%s}", values[i], values[i]));
      TAKE(add(&scratch, "[\""); add_times(&scratch, before, "x"); add(&scratch, "\",%s]", values[i]));
      TAKE(add_times(&scratch, before, before % 2 ? " " : "\n"); add(&scratch, "%s", values[i]));
    }
  }
}

/// Sequences of bytes from 0x80 on at a border of blocks and before it, also by themselves.
static void sequences(void) {
  static const uint8_t seconds[] = {0x22, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xFF};
  static const char *const rests[] = {"", "\x80", "\xBF\x80", "\x80\xC0"};
  for (unsigned first = 0x7F; first < 256; first++) {
    for (size_t i = 0; i < sizeof seconds * 4; i++) {
      uint8_t both[] = {(uint8_t)first, seconds[i / 4]};
      for (size_t before = 60; before < 65; before++) {
        TAKE(add(&scratch, "{\"a\":\""); add_times(&scratch, before, "x"); add_bytes(&scratch, both, 2);
             add(&scratch, "%s", rests[i % 4]); add_times(&scratch, i % 2 * 70, "y");
             add(&scratch, "\"}"));
      }
      TAKE(add_times(&scratch, 61 + i % 4, "z"); add_bytes(&scratch, both, 2);
           add(&scratch, "%s", rests[i % 4]));
    }
  }
}

/// Keys that are like one before but for a byte, in records and in objects of a list.
static void keys_alike(void) {
  for (size_t length = 1; length < 70; length++) {
    for (size_t place = 0; place < length; place++) {
      for (int is_other = 0; is_other < 2; is_other++) {
        static text key;
        key.count = 0;
        add_times(&key, length, "k");
        if (is_other) key.bytes[place] = '"' + 2 * (place % 2);
        TAKE(add(&scratch, "{\"b\": [{\""); add_bytes(&scratch, key.bytes, length);
             add(&scratch, "\": 1}, {\""); add_times(&scratch, length, "k"); add(&scratch, "\":%s2}], \"",
             place % 3 ? " " : "");
             add_bytes(&scratch, key.bytes, length); add(&scratch, "\": 3}"));
      }
    }
  }
}

/// Lists and objects as deep as is allowed, and deeper, with wrong ends.
static void depths(void) {
  static const size_t depths[] = {1, 2, 30, 31, 32, 33, 62, 63, 64, 65, 127, 128, 129, 3000};
  for (size_t i = 0; i < sizeof depths / sizeof *depths + 3; i++) {
    size_t depth = i < 14 ? depths[i] : KSCOPE_SCAN_DEPTH - 1 + i - 14;
    for (int end = 0; end < 4; end++) {
      TAKE(add(&scratch, "{\"a\":"); add_times(&scratch, depth, "["); add_times(&scratch, depth - (end == 1), "]");
           add(&scratch, "%s", end == 2 ? "]}" : end == 3 ? "]" : "}"));
      TAKE(add_times(&scratch, depth < 4000 ? depth : 40, "{\"b\":[[1], [2]], \"a\":");
           add(&scratch, "[[], [{}, {\"a\":[]}]]");
           add_times(&scratch, (depth < 4000 ? depth : 40) - (end == 1), "}");
           add(&scratch, "%s", end == 2 ? "}" : ""));
    }
  }
}

/// Lines as programs write them, each whole and damaged.
static void records(void) {
  static text line, changed;
  for (size_t number = 0; number < 200; number++) {
    make_record(&line, number % 10 == 0 ? 0 : number % 10 == 1 ? 2 : 1, number);
    take(line.bytes, line.count);
    for (size_t round = line.count < 1500 ? 24 : 8; round > 0; round--) {
      changed.count = 0;
      add_bytes(&changed, line.bytes, line.count);
      for (size_t times = 1 + below(3); times > 0; times--) damage(&changed);
      add(&changed, "%s", round % 3 ? "" : "\n{\"a\": 1}\n");
      take(changed.bytes, changed.count);
    }
  }
}

static const char *blank(void) {
  static const char *const blanks[] = {"", "", "", " ", " ", "  ", "\t", "\n", "\r\n "};
  return blanks[below(9)];
}

static void add_text(text *text) {
  add(text, "\"");
  for (size_t left = below(8) ? below(4) : below(40); left > 0; left--) {
    below(3) ? add_prose(text, below(3) == 0) : add_nested(text);
  }
  add(text, "\"");
}

/// A value of any kind, with what is in it, and blanks anywhere.
static void add_value(text *text, size_t depth) {
  static const char *const keys[] = {"a", "b", "c", "d", "score", "doc", "resps",
                                     "a key that is longer than 32 bytes"};
  static const char *const scalars[] = {"0", "-1.5e-7", "true", "false", "null", "NaN", "-Infinity",
                                        "12345678901234567"};
  size_t kind = below(depth ? 8 : 4);
  if (kind < 2) return add_text(text);
  if (kind < 4) return add(text, "%s", scalars[below(8)]);
  bool is_object = kind > 5;
  add(text, is_object ? "{%s" : "[%s", blank());
  for (size_t left = below(6); left > 0; left--) {
    if (is_object) add(text, "\"%s\"%s", keys[below(8)], blank());
    if (is_object) add(text, ":%s", blank());
    add_value(text, depth - 1);
    add(text, left > 1 ? "%s," : "%s", blank());
    if (left > 1) add(text, "%s", blank());
  }
  add(text, is_object ? "}" : "]");
}

/// Random records and lists, each whole, whole on a line, and damaged.
static void trees(void) {
  static text tree, changed;
  for (size_t round = 0; round < 1500; round++) {
    tree.count = 0;
    add(&tree, round % 4 ? "{\"a\": " : "[");
    add_value(&tree, 5);
    add(&tree, round % 4 ? ", \"b\":" : ",");
    add_value(&tree, 5);
    add(&tree, round % 4 ? "}" : "]");
    take(tree.bytes, tree.count);
    for (size_t i = 0; i < tree.count; i++) {
      if (tree.bytes[i] == '\n') tree.bytes[i] = ' ';
    }
    add(&tree, "\n{");
    take(tree.bytes, tree.count);
    changed.count = 0;
    add_bytes(&changed, tree.bytes, tree.count - 2);
    damage(&changed);
    take(changed.bytes, changed.count);
  }
}

/// Some signs in any order.
static void noise(void) {
  static const char *const signs[] = {
      "{", "}", "[", "]", ",", ", ", ":", ": ", "\"", "\"a\"", "\"b\": ", "1", "-2.5e3", "true", "null", "NaN",
      "\\", "\n", " ", "\xC3\xA9", "{\"a\": ", "[1, 2]", "\"x\\\"y\""};
  for (size_t round = 0; round < 12000; round++) {
    TAKE(add(&scratch, round % 3 ? "{\"a\": " : "");
         for (size_t left = below(40); left > 0; left--) add(&scratch, "%s", signs[below(23)]));
  }
}
