// Checks UTF-8. Included by strings.h, once for each kernel.
//
// Of 64 bytes there is a bit each for those that may start sequences of two, three and four bytes.
// One, two and three places on must be a byte that continues one, and nowhere else. Four first
// bytes leave their second less to choose from: with others a shorter sequence would do, or none is
// allowed. They are rare in most texts.

/// Whether a second byte is one that may follow a first one.
static inline bool K(is_second_right)(uint8_t first, uint8_t second) {
  switch (first) {
    case 0xE0: return second >= 0xA0;
    case 0xED: return second < 0xA0;
    case 0xF0: return second >= 0x90;
    case 0xF4: return second < 0x90;
    default: return true;
  }
}

/// The same for the first bytes at some places of a block.
static bool K(are_seconds_right)(const uint8_t *block, uint64_t places) {
  for (; places; places &= places - 1) {
    unsigned place = (unsigned)__builtin_ctzll(places);
    if (place < 63 && !K(is_second_right)(block[place], block[place + 1])) return false;
  }
  return true;
}

typedef struct {
  // What the block before asks of the first bytes of the next, where that is, and its last byte.
  uint64_t due;
  const uint8_t *next;
  uint8_t last;
  bool is_wrong;
} K(utf8);

/// Takes the next bytes of a text, at most 64; blocks without any from 0x80 on may be left out.
static inline void K(take_utf8)(
    K(utf8) *state, const uint8_t *block, size_t count) {
  // What was asked for is not there if other bytes are.
  uint64_t due = state->due;
  if (due && block != state->next) state->is_wrong = true;
  uint64_t inside = count < 64 ? (1ull << count) - 1 : ~0ull;
  uint64_t two = K(from)(block, 0xC0) & inside, three = K(from)(block, 0xE0) & inside;
  uint64_t four = K(from)(block, 0xF0) & inside;
  uint64_t continuing = K(from)(block, 0x80) & inside & ~two;
  uint64_t wrong = (two << 1 | three << 2 | four << 3 | due) ^ continuing;
  wrong |= (two & ~K(from)(block, 0xC2)) | (four & K(from)(block, 0xF5));
  if (wrong) state->is_wrong = true;
  uint64_t choosy = K(choosy_firsts)(block) & inside;
  if (choosy && !K(are_seconds_right)(block, choosy)) state->is_wrong = true;
  // The last byte of the block before matters if it asked for something.
  if (due && !K(is_second_right)(state->last, block[0])) state->is_wrong = true;
  state->due = two >> 63 | three >> 62 | four >> 61;
  state->next = block + 64;
  state->last = block[63];
}

/// Whether all that was taken is UTF-8, and ends with a whole character.
static inline bool K(is_complete)(const K(utf8) *state) { return !state->is_wrong && !state->due; }

static bool K(is_utf8)(const uint8_t *bytes, size_t length) {
  K(utf8) state = {0};
  for (size_t done = 0; done < length; done += 64) {
    if (K(is_plain)(bytes + done)) continue;
    K(take_utf8)(&state, bytes + done, length - done < 64 ? length - done : 64);
  }
  return K(is_complete)(&state);
}
