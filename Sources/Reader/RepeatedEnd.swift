/// The end of a text that is one piece again and again, as of a model that no longer gets on.
package struct RepeatedEnd: Equatable, Sendable {
  package let range: Range<Int>
  /// The bytes of the piece.
  package let period: Int

  /// How often the piece stands there, rounded down.
  package var count: Int { range.count / period }

  /// At most so many bytes of the end are looked at.
  static let reach = 1 << 17
  /// Less than this is a habit and no loop.
  static let least = 200
  static let leastCount = 4

  /// The longest repeated end of a range.
  ///
  /// The failure function of Knuth, Morris and Pratt over the text from its end: a prefix of
  /// length L with a border of length b repeats itself every L − b bytes.
  package static func find(in bytes: [UInt8], _ range: Range<Int>) -> RepeatedEnd? {
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
    return RepeatedEnd(range: (end - best.length)..<end, period: best.period)
  }
}
