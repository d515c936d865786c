// Checks UTF-8. Included by parser.h, once for each kernel.
//
// Of 64 bytes there is a bit each for those that may start sequences of two, three and four bytes.
// One, two and three places on must be a byte that continues one, and nowhere else. Four first bytes
// leave their second less to choose from: with others a shorter sequence would do, or none is
// allowed. They are looked at where there are sequences of three and four.

/// Whether second bytes are right; `last` is the byte before the block.
static inline bool K(are_seconds_right)(const uint8_t *block, uint8_t last) {
  uint64_t wide = K(from)(block, 0xA0), middle = K(from)(block, 0x90);
  uint64_t after_e0 = K(equals)(block, 0xE0) << 1 | (last == 0xE0);
  uint64_t after_ed = K(equals)(block, 0xED) << 1 | (last == 0xED);
  uint64_t after_f0 = K(equals)(block, 0xF0) << 1 | (last == 0xF0);
  uint64_t after_f4 = K(equals)(block, 0xF4) << 1 | (last == 0xF4);
  return !((after_e0 & ~wide) | (after_ed & wide) | (after_f0 & ~middle) | (after_f4 & middle));
}

static bool K(is_utf8)(const uint8_t *bytes, size_t length) {
  // What the blocks before ask of the first bytes of the next.
  uint64_t due = 0;
  uint8_t last = 0;
  for (size_t done = 0; done < length; done += 64) {
    const uint8_t *block = bytes + done;
    uint64_t inside = length - done < 64 ? (1ull << (length - done)) - 1 : ~0ull;
    K(vector) seen = {0};
    K(see)(block, &seen);
    if (!due && !K(is_high)(seen)) continue;
    uint64_t two = K(from)(block, 0xC0) & inside, three = K(from)(block, 0xE0) & inside;
    uint64_t four = K(from)(block, 0xF0) & inside;
    uint64_t continuing = K(from)(block, 0x80) & inside & ~two;
    if ((two << 1 | three << 2 | four << 3 | due) != continuing) return false;
    uint64_t never = (two & ~K(from)(block, 0xC2)) | (four & K(from)(block, 0xF5));
    if (never) return false;
    // The last byte of the block before matters if it asked for something.
    if ((three || due) && !K(are_seconds_right)(block, due ? last : 0)) return false;
    due = two >> 63 | three >> 62 | four >> 61;
    last = block[63];
  }
  return due == 0;
}
