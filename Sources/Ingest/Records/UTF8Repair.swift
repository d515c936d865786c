/// Makes bytes valid UTF-8.
enum UTF8Repair {
  /// For people: what is no part of a valid sequence becomes U+FFFD, and what follows moves.
  static func readable(_ bytes: RecordBytes) -> [UInt8] {
    Array(String(decoding: bytes, as: UTF8.self).utf8)
  }

  /// For places in a record, none of which moves: every byte that is no part of a valid sequence is
  /// replaced by `?`, and padding put behind.
  static func repaired(_ bytes: RecordBytes, padding: Int) -> [UInt8] {
    var copy = Array(bytes) + Array(repeating: UInt8(ascii: " "), count: padding)
    var index = 0
    while index < bytes.count {
      let length = validLength(copy, index, end: bytes.count)
      if length == 0 { copy[index] = UInt8(ascii: "?") }
      index += max(1, length)
    }
    return copy
  }

  /// The length of the valid sequence at a place, or 0.
  private static func validLength(_ bytes: [UInt8], _ index: Int, end: Int) -> Int {
    let first = bytes[index]
    let length =
      switch first {
      case 0x00...0x7F: 1
      case 0xC2...0xDF: 2
      case 0xE0...0xEF: 3
      case 0xF0...0xF4: 4
      default: 0
      }
    guard length > 1 else { return length }
    guard index + length <= end else { return 0 }
    guard bytes[(index + 1)..<(index + length)].allSatisfy({ $0 & 0xC0 == 0x80 }) else { return 0 }
    switch (first, bytes[index + 1]) {
    case (0xE0, ..<0xA0), (0xED, 0xA0...), (0xF0, ..<0x90), (0xF4, 0x90...): return 0
    default: return length
    }
  }
}
