/// A piece of a text that stands there again and again, as of a model that no longer gets on.
package struct Repetition: Equatable, Sendable {
  package let range: Range<Int>
  /// The bytes of the piece.
  package let period: Int
  /// Whether the text ends so.
  package var isAtEnd = false

  /// How often the piece stands there, rounded down.
  package var count: Int { range.count / period }

  /// What repeats itself in a range, in order; none of it overlaps.
  package static func all(in bytes: [UInt8], _ range: Range<Int>) -> [Repetition] {
    let inside = bytes.withUnsafeBufferPointer { RepetitionScanner(bytes: $0, range: range).all() }
    guard let end = atEnd(in: bytes, range) else { return inside }
    return inside.filter { !$0.range.overlaps(end.range) } + [end]
  }

  /// At most so many bytes of the end are looked at.
  static let reach = 1 << 17
  /// Less than this is a habit and no loop.
  static let least = 200
  static let leastCount = 4

  /// The longest repeated end of a range.
  ///
  /// The failure function of Knuth, Morris and Pratt over the text from its end: a prefix of
  /// length L with a border of length b repeats itself every L − b bytes.
  static func atEnd(in bytes: [UInt8], _ range: Range<Int>) -> Repetition? {
    var end = range.upperBound
    while end > range.lowerBound, bytes[end - 1] == 0x20 || (9...13).contains(bytes[end - 1]) {
      end -= 1
    }
    let count = min(reach, end - range.lowerBound)
    guard count >= least else { return nil }
    var borders = [Int32](repeating: 0, count: count)
    var best: (length: Int, period: Int)?
    var border = 0
    for place in 1..<count {
      let byte = bytes[end - 1 - place]
      while border > 0, bytes[end - 1 - border] != byte { border = Int(borders[border - 1]) }
      if bytes[end - 1 - border] == byte { border += 1 }
      borders[place] = Int32(border)
      let (length, period) = (place + 1, place + 1 - border)
      if length >= least, length / period >= leastCount { best = (length, period) }
    }
    guard let best else { return nil }
    return Repetition(range: (end - best.length)..<end, period: best.period, isAtEnd: true)
  }
}

/// Finds repetitions anywhere in a text, in time that grows with its length.
///
/// A hash of the last 24 bytes rolls over the text. Where it was seen before, the distance is a
/// period that the text is held against in both directions.
private struct RepetitionScanner {
  let bytes: UnsafeBufferPointer<UInt8>
  let range: Range<Int>

  /// Three times is no chance any more; shorter ones are tables and lists.
  private static let least = 300
  private static let leastCount = 3
  private static let window = 24
  private static let bits = 16
  private static let base: UInt64 = 0x9E37_79B9_7F4A_7C15
  /// `base` to the power of `window`.
  private static let power = (0..<window).reduce(1 as UInt64) { power, _ in power &* base }

  func all() -> [Repetition] {
    guard range.count >= Self.least else { return [] }
    var found: [Repetition] = []
    var lastPlaces = [Int](repeating: -1, count: 1 << Self.bits)
    var hash: UInt64 = 0
    // Up to this place only shorter periods are tried.
    var (tried, triedEnd) = (Int.max, range.lowerBound)
    // No text is held against itself more often than this.
    var left = 8 * range.count
    for place in range where left > 0 {
      hash = hash &* Self.base &+ UInt64(bytes[place])
      guard place - range.lowerBound >= Self.window else { continue }
      hash &-= UInt64(bytes[place - Self.window]) &* Self.power
      let slot = Int(truncatingIfNeeded: (hash &* Self.base) >> UInt64(64 - Self.bits))
      let period = place - lastPlaces[slot]
      let isKnown = lastPlaces[slot] >= 0
      lastPlaces[slot] = place
      guard isKnown, place >= triedEnd || period < tried else { continue }
      let floor = found.last?.range.upperBound ?? range.lowerBound
      let run = run(around: place, period: period, floor: floor)
      left -= run.count
      guard run.count >= Self.window else { continue }
      let whole = max(floor, run.lowerBound - period)..<run.upperBound
      if whole.count >= max(Self.least, Self.leastCount * period), saysSomething(run, period) {
        found.append(Repetition(range: whole, period: period))
        (tried, triedEnd) = (0, run.upperBound)
      } else {
        (tried, triedEnd) = (period, run.upperBound)
      }
    }
    return found
  }

  /// The bytes around a place that are as those a period before them.
  private func run(around place: Int, period: Int, floor: Int) -> Range<Int> {
    var (start, end) = (place + 1, place + 1)
    while start - period > floor, bytes[start - 1] == bytes[start - 1 - period] { start -= 1 }
    guard end - start >= Self.window else { return start..<end }
    while end < range.upperBound, bytes[end] == bytes[end - period] { end += 1 }
    return start..<end
  }

  /// Whether a piece has a letter or a digit, which a ruled line has not.
  private func saysSomething(_ run: Range<Int>, _ period: Int) -> Bool {
    bytes[run.prefix(period)].contains { byte in
      byte >= 0x80 || (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
    }
  }
}
