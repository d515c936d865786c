/// How often a word of reflection stands in a text.
package struct RemarkCount: Equatable, Sendable {
  package let word: String
  package let count: Int
}

/// Words with which models turn back on what they have written.
enum Remark {
  /// In lower case; of two that begin alike the longer one first.
  private static let words = [
    "wait", "hmm", "however", "alternatively", "recheck", "re-check", "double-check",
    "double check", "let me check", "let me verify", "actually", "reconsider", "mistake",
    "on second thought", "hold on",
  ].map { (text: $0, bytes: Array($0.utf8)) }

  /// By their first letters.
  private static let byFirst: [[Int]] = (0..<128).map { letter in
    words.indices.filter { words[$0].bytes[0] == UInt8(letter) }
  }

  /// The words that stand there, the most frequent first.
  static func counts(in bytes: [UInt8], _ range: Range<Int>) -> [RemarkCount] {
    var counts = [Int](repeating: 0, count: words.count)
    forEach(in: bytes, range) { word, _ in counts[word] += 1 }
    return words.indices.filter { counts[$0] > 0 }
      .sorted { (counts[$1], $0) < (counts[$0], $1) }
      .map { RemarkCount(word: words[$0].text, count: counts[$0]) }
  }

  static func places(in bytes: [UInt8], _ range: Range<Int>) -> [Range<Int>] {
    var places: [Range<Int>] = []
    forEach(in: bytes, range) { _, place in places.append(place) }
    return places
  }

  private static func forEach(
    in bytes: [UInt8], _ range: Range<Int>, _ body: (_ word: Int, Range<Int>) -> Void
  ) {
    var isStart = range.lowerBound == 0 || !isLetter(bytes[range.lowerBound - 1])
    var place = range.lowerBound
    while place < range.upperBound {
      let byte = ByteSearch.lower(bytes[place])
      let candidates = isStart && byte < 128 ? byFirst[Int(byte)] : []
      if let (word, end) = candidates.lazy.compactMap({ match($0, in: bytes, at: place, range) })
        .first
      {
        body(word, place..<end)
        (place, isStart) = (end, false)
      } else {
        isStart = !isLetter(byte)
        place += 1
      }
    }
  }

  private static func match(
    _ word: Int, in bytes: [UInt8], at place: Int, _ range: Range<Int>
  ) -> (Int, Int)? {
    let needle = words[word].bytes
    let end = place + needle.count
    guard end <= range.upperBound else { return nil }
    for index in needle.indices where ByteSearch.lower(bytes[place + index]) != needle[index] {
      return nil
    }
    return end < range.upperBound && isLetter(bytes[end]) ? nil : (word, end)
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    byte >= 0x80 || (0x61...0x7A).contains(ByteSearch.lower(byte)) || (0x30...0x39).contains(byte)
  }
}
