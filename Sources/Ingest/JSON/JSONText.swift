/// Values of JSON as they are written, turned into Swift's.
package enum JSONText {
  /// The text of a string without its quotes; what cannot be decoded becomes U+FFFD.
  ///
  /// Writers cut token streams in the middle of a character, which leaves halves of
  /// surrogate pairs and of UTF-8 sequences; neither may lose the text around it.
  package static func string(_ raw: RecordBytes) -> String {
    guard raw.contains(backslash) else { return String(decoding: raw, as: UTF8.self) }
    var text: [UInt8] = []
    text.reserveCapacity(raw.count)
    var index = 0
    while index < raw.count {
      let byte = raw[index]
      index += 1
      guard byte == backslash, index < raw.count else {
        text.append(byte)
        continue
      }
      let escaped = raw[index]
      index += 1
      if escaped == UInt8(ascii: "u") {
        appendCodePoint(raw, &index, to: &text)
      } else {
        text.append(simpleEscapes[escaped] ?? escaped)
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  private static let backslash = UInt8(ascii: "\\")

  private static let simpleEscapes: [UInt8: UInt8] = [
    UInt8(ascii: "n"): 0x0A, UInt8(ascii: "t"): 0x09, UInt8(ascii: "r"): 0x0D,
    UInt8(ascii: "b"): 0x08, UInt8(ascii: "f"): 0x0C,
  ]

  private static func appendCodePoint(
    _ raw: RecordBytes, _ index: inout Int, to text: inout [UInt8]
  ) {
    guard let first = unit(raw, index) else {
      text.append(contentsOf: Array("\u{FFFD}".utf8))
      return
    }
    index += 4
    var value = first
    if (0xD800...0xDBFF).contains(first), index + 6 <= raw.count, raw[index] == backslash,
      raw[index + 1] == UInt8(ascii: "u"), let second = unit(raw, index + 2),
      (0xDC00...0xDFFF).contains(second)
    {
      value = 0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)
      index += 6
    }
    let scalar = Unicode.Scalar(value) ?? "\u{FFFD}"
    text.append(contentsOf: Array(String(Character(scalar)).utf8))
  }

  private static func unit(_ raw: RecordBytes, _ start: Int) -> UInt32? {
    guard start + 4 <= raw.count else { return nil }
    var value: UInt32 = 0
    for byte in raw[start..<(start + 4)] {
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { return nil }
      value = value << 4 | UInt32(digit)
    }
    return value
  }

  /// A number, or `nil`; NaN and the infinities of Python are numbers here.
  package static func number(_ raw: RecordBytes) -> Double? {
    simpleNumber(raw) ?? spelledNumber(String(decoding: raw, as: UTF8.self))
  }

  /// Numbers of at most 15 digits and no exponent, which one division gives exactly.
  private static func simpleNumber(_ raw: RecordBytes) -> Double? {
    guard raw.count > 0, raw.count <= 16 else { return nil }
    let isNegative = raw[0] == UInt8(ascii: "-")
    var mantissa = 0
    var decimals: Int?
    var digits = 0
    for byte in raw.dropFirst(isNegative ? 1 : 0) {
      if byte == UInt8(ascii: "."), decimals == nil, digits > 0 {
        decimals = 0
        continue
      }
      guard (0x30...0x39).contains(byte) else { return nil }
      mantissa = mantissa * 10 + Int(byte - 0x30)
      digits += 1
      decimals = decimals.map { $0 + 1 }
    }
    guard digits > 0, digits <= 15, decimals != 0 else { return nil }
    let value = Double(mantissa) / powersOfTen[decimals ?? 0]
    return isNegative ? -value : value
  }

  private static let powersOfTen: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
  ]

  private static func spelledNumber(_ text: String) -> Double? {
    switch text {
    case "NaN": .nan
    case "Infinity": .infinity
    case "-Infinity": -.infinity
    default: text.utf8.allSatisfy { $0 < 0x3A || $0 | 0x20 == 0x65 } ? Double(text) : nil
    }
  }

  /// A hash of text as it reads, whatever escapes it is written with.
  package static func hash(_ raw: RecordBytes) -> UInt64 {
    guard raw.contains(backslash) else { return Checksum.of(raw) }
    var text = string(raw)
    return text.withUTF8 { Checksum.of(RecordBytes($0)) }
  }
}

/// A fast 64-bit checksum: it tells texts apart, it does not resist attacks.
package enum Checksum {
  package static func of(_ bytes: RecordBytes, seed: UInt64 = 0x9E37_79B9_7F4A_7C15) -> UInt64 {
    var state = seed ^ UInt64(truncatingIfNeeded: bytes.count) &* 0xD6E8_FEB8_6659_FD93
    var offset = 0
    while offset + 8 <= bytes.count {
      state = mix(state ^ bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
      offset += 8
    }
    var tail: UInt64 = 0
    while offset < bytes.count {
      tail = tail << 8 | UInt64(bytes[offset])
      offset += 1
    }
    return mix(mix(state ^ tail))
  }

  /// The same for responses, which are long: in short ones every byte counts.
  ///
  /// Of more than 1 kB it takes the length, 128 bytes at both ends and 16 at eight places between,
  /// since reading all of it would slow the reading of a file by a fifth. Two responses of one
  /// length that differ nowhere there are taken for one: sampled texts, once they differ, do so
  /// from there to their ends.
  package static func ofResponse(_ bytes: RecordBytes) -> UInt64 {
    let count = bytes.count
    guard count >= 16 else { return of(bytes) }
    guard count > 1024 else {
      let state = absorb(bytes, 0, count & ~15, into: UInt64(count))
      return mix(absorb(bytes, count - 16, 16, into: state))
    }
    var state = absorb(bytes, 0, 128, into: UInt64(count))
    let distance = (count - 256) / 8
    for block in 0..<8 { state = absorb(bytes, 128 + block * distance, 16, into: state) }
    return mix(absorb(bytes, count - 128, 128, into: state))
  }

  /// Takes in some bytes from a place on, 16 at a time.
  private static func absorb(
    _ bytes: RecordBytes, _ start: Int, _ count: Int, into state: UInt64
  ) -> UInt64 {
    var state = state
    for place in stride(from: start, to: start + count, by: 16) {
      let first = bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)
      let second = bytes.loadUnaligned(fromByteOffset: place + 8, as: UInt64.self)
      let product = (first ^ 0xA076_1D64_78BD_642F)
        .multipliedFullWidth(by: second ^ state ^ 0x9E37_79B9_7F4A_7C15)
      state = product.high ^ product.low &+ state
    }
    return state
  }

  private static func mix(_ value: UInt64) -> UInt64 {
    let product = value.multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
    return product.high ^ product.low
  }
}
