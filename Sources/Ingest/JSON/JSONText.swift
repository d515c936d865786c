import CScan
import Glibc

/// Values of JSON as they are written, turned into Swift's.
package enum JSONText {
  /// The text of a string without its quotes; what cannot be decoded becomes U+FFFD.
  ///
  /// Writers cut token streams in the middle of a character, which leaves halves of
  /// surrogate pairs and of UTF-8 sequences; neither may lose the text around it.
  package static func string(_ raw: RecordBytes) -> String {
    guard let start = raw.baseAddress, memchr(start, Int32(backslash), raw.count) != nil else {
      return String(decoding: raw, as: UTF8.self)
    }
    let bytes = start.assumingMemoryBound(to: UInt8.self)
    return String(unsafeUninitializedCapacity: kscope_unescaped_room(raw.count)) { text in
      text.baseAddress.map { kscope_unescape(bytes, raw.count, $0) } ?? 0
    }
  }

  /// Adds the text of a string to others, as `string` reads it.
  static func append(_ raw: RecordBytes, to text: inout [UInt8]) {
    if raw.allSatisfy({ $0 < 0x80 && $0 != backslash }) {
      text += raw
    } else {
      text += string(raw).utf8
    }
  }

  private static let backslash = UInt8(ascii: "\\")

  /// A number, or `nil`; NaN and the infinities of Python are numbers here.
  package static func number(_ raw: RecordBytes) -> Double? {
    guard let start = raw.baseAddress else { return nil }
    var number = 0.0
    let isNumber = kscope_number(start.assumingMemoryBound(to: UInt8.self), raw.count, &number)
    return isNumber ? number : nil
  }

  /// A hash of text as it reads, whatever escapes it is written with.
  package static func hash(_ raw: RecordBytes) -> UInt64 {
    guard let start = raw.baseAddress, memchr(start, Int32(backslash), raw.count) != nil else {
      return Checksum.of(raw)
    }
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
