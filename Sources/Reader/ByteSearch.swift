import Glibc

/// A text looked for in bytes.
package struct ByteSearch: Equatable, Sendable {
  /// Spellings of the same, such as `É` and `é`; never empty ones.
  private let spellings: [[UInt8]]
  private let ignoresCase: Bool

  /// Looks for exactly these bytes.
  package init(_ bytes: [UInt8]) {
    spellings = bytes.isEmpty ? [] : [bytes]
    ignoresCase = false
  }

  /// Looks for a text whatever the case; beyond ASCII all of it in one case or as it is written.
  package init(_ text: String) {
    var found: [[UInt8]] = []
    for spelling in [text.lowercased(), text.uppercased(), text] where !spelling.isEmpty {
      let folded = spelling.utf8.map(Self.lower)
      if !found.contains(folded) { found.append(folded) }
    }
    spellings = found
    ignoresCase = true
  }

  package var isEmpty: Bool { spellings.isEmpty }
  /// The bytes of the longest spelling.
  package var length: Int { spellings.lazy.map(\.count).max() ?? 0 }

  /// The first place in a range.
  package func first(in bytes: [UInt8], _ range: Range<Int>) -> Range<Int>? {
    bytes.withUnsafeBufferPointer { buffer in
      spellings.compactMap { first($0, in: buffer, range) }
        .min { $0.lowerBound < $1.lowerBound }
    }
  }

  /// All places in a range, none of which overlap, up to a limit.
  package func all(in bytes: [UInt8], _ range: Range<Int>, limit: Int = .max) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var place = range.lowerBound
    while found.count < limit, let next = first(in: bytes, place..<range.upperBound) {
      found.append(next)
      place = next.upperBound
    }
    return found
  }

  /// The last place in a range, sought from its end in growing steps.
  package func last(in bytes: [UInt8], _ range: Range<Int>) -> Range<Int>? {
    var step = 4096
    var end = range.upperBound
    while end > range.lowerBound {
      let start = max(range.lowerBound, end - step)
      let limit = min(range.upperBound, end + length - 1)
      if let found = all(in: bytes, start..<limit).last { return found }
      (end, step) = (start, step * 2)
    }
    return nil
  }

  private func first(
    _ needle: [UInt8], in bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>
  ) -> Range<Int>? {
    guard let base = bytes.baseAddress, range.count >= needle.count else { return nil }
    guard !ignoresCase else { return firstIgnoringCase(needle, in: bytes, range) }
    var place = range.lowerBound
    let last = range.upperBound - needle.count
    while place <= last, let found = memchr(base + place, Int32(needle[0]), last - place + 1) {
      let start = UnsafeRawPointer(found) - UnsafeRawPointer(base)
      if memcmp(found, needle, needle.count) == 0 { return start..<start + needle.count }
      place = start + 1
    }
    return nil
  }

  /// Goes from one byte that may be the needle's rarest to the next, by whichever of its two cases
  /// is nearer.
  private func firstIgnoringCase(
    _ needle: [UInt8], in bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>
  ) -> Range<Int>? {
    let last = range.upperBound - needle.count
    let anchor = Self.rarest(of: needle)
    var places = Candidates(
      bytes, needle[anchor], from: range.lowerBound + anchor, through: last + anchor)
    while let found = places.next() {
      let place = found - anchor
      var matched = 0
      while matched < needle.count, Self.lower(bytes[place + matched]) == needle[matched] {
        matched += 1
      }
      if matched == needle.count { return place..<place + needle.count }
    }
    return nil
  }

  /// The place of the byte that is least common in English text.
  private static func rarest(of needle: [UInt8]) -> Int {
    let common = Array(" etaoinsrhldcumfpgwybvkxjqz".utf8)
    func rank(_ byte: UInt8) -> Int { common.firstIndex(of: byte) ?? common.count }
    return needle.indices.max { rank(needle[$0]) < rank(needle[$1]) } ?? 0
  }

  @inline(__always)
  static func lower(_ byte: UInt8) -> UInt8 {
    (0x41...0x5A).contains(byte) ? byte + 0x20 : byte
  }
}

/// The places of a byte in either case, in order.
private struct Candidates {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let last: Int
  private let signs: (UInt8, UInt8)
  private var ahead: (Int, Int)

  init(
    _ bytes: UnsafeBufferPointer<UInt8>, _ first: UInt8, from start: Int, through last: Int
  ) {
    let isLetter = (0x61...0x7A).contains(first)
    (self.bytes, self.last, signs) = (bytes, last, (first, isLetter ? first - 0x20 : first))
    ahead = (start, start)
    ahead = (seek(signs.0, from: start), isLetter ? seek(signs.1, from: start) : .max)
  }

  mutating func next() -> Int? {
    let place = min(ahead.0, ahead.1)
    guard place <= last else { return nil }
    if place == ahead.0 {
      ahead.0 = seek(signs.0, from: place + 1)
    } else {
      ahead.1 = seek(signs.1, from: place + 1)
    }
    return place
  }

  private func seek(_ sign: UInt8, from start: Int) -> Int {
    guard start <= last, let base = bytes.baseAddress,
      let found = memchr(base + start, Int32(sign), last - start + 1)
    else { return .max }
    return UnsafeRawPointer(found) - UnsafeRawPointer(base)
  }
}

extension ByteSearch {
  /// Where the line of a place begins, and where it ends: at a line end or at an end of the range.
  static func line(
    of place: Int, in bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>
  ) -> Range<Int> {
    guard let base = bytes.baseAddress else { return range }
    var start = place
    while start > range.lowerBound, bytes[start - 1] != 0x0A { start -= 1 }
    let after = memchr(base + place, 0x0A, range.upperBound - place)
    let end = after.map { UnsafeRawPointer($0) - UnsafeRawPointer(base) }
    return start..<(end ?? range.upperBound)
  }

  /// Calls `body` with each line of a range, without its end.
  static func forEachLine(of bytes: [UInt8], _ range: Range<Int>, _ body: (Range<Int>) -> Void) {
    bytes.withUnsafeBufferPointer { buffer in
      var place = range.lowerBound
      while place < range.upperBound {
        let line = line(of: place, in: buffer, place..<range.upperBound)
        body(line)
        place = line.upperBound + 1
      }
    }
  }
}
