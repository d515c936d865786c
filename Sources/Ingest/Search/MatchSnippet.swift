import Results

extension SampleHit.Snippet {
  /// How many bytes of a line are shown before a match, and in all.
  private static let before = 60
  static let longest = 240

  /// The line around a match, cut at characters.
  init(of match: Range<Int>, in text: RecordBytes) {
    let feed = UInt8(ascii: "\n")
    var start = max(0, match.lowerBound - Self.before)
    if let end = text[start..<match.lowerBound].lastIndex(of: feed) { start = end + 1 }
    while start < match.lowerBound, text[start] & 0xC0 == 0x80 { start += 1 }
    let last = min(text.count, start + Self.longest)
    var end = text[min(last, match.upperBound)..<last].firstIndex(of: feed) ?? last
    while end > start, end < text.count, text[end] & 0xC0 == 0x80 { end -= 1 }
    let cut = start..<end
    self.init(
      text: String(decoding: text[cut], as: UTF8.self),
      range: (match.lowerBound - start)..<(max(match.lowerBound, min(match.upperBound, end)) - start)
    )
  }
}
