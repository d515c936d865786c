/// A word of at most 15 bytes in lower case, as a number: a verdict is compared with dozens of them.
struct ShortWord: Equatable, ExpressibleByStringLiteral {
  /// The bytes behind their count.
  private let bits: UInt128

  /// The word that a string of a record reads as; `nil` for a longer text.
  init?(_ raw: RecordBytes) {
    // Nothing of 15 bytes is written in more than six a byte.
    guard raw.count <= 90 else { return nil }
    guard raw.contains(where: { $0 >= 0x80 || $0 == UInt8(ascii: "\\") }) else {
      self.init(plain: raw)
      return
    }
    var text = JSONText.string(raw).lowercased()
    guard let word = text.withUTF8({ Self(plain: RecordBytes($0)) }) else { return nil }
    self = word
  }

  init(stringLiteral word: String) {
    var word = word
    guard let made = word.withUTF8({ Self(plain: RecordBytes($0)) }) else {
      preconditionFailure("no short word")
    }
    self = made
  }

  private init?(plain bytes: RecordBytes) {
    guard bytes.count <= 15 else { return nil }
    var bits = UInt128(bytes.count)
    for byte in bytes {
      let isUpper = (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
      bits = bits << 8 | UInt128(isUpper ? byte | 0x20 : byte)
    }
    self.bits = bits
  }
}
