/// Where two texts say the same, word by word.
package struct WordDifference: Equatable, Sendable {
  /// The bytes that both begin with, up to the end of a word.
  package let prefix: Int
  /// The bytes of each text, from its start, that the other does not have in their place.
  package let first: [Range<Int>]
  package let second: [Range<Int>]
  /// Whether the comparison was given up for being too long: from the prefix on all differs then.
  package let isCut: Bool

  /// Texts with more words than this are compared as far as their common start alone.
  package static let mostWords = 2_000_000
  /// The most steps away from each other at which the fewest differences are sought; beyond, the
  /// texts are compared by what is rare in both.
  static let mostEdits = 2_000

  package init(_ a: ArraySlice<UInt8>, _ b: ArraySlice<UInt8>) {
    let (words, others) = (Self.words(of: a), Self.words(of: b))
    var same = 0
    while same < min(words.count, others.count),
      a[words[same]].elementsEqual(b[others[same]])
    {
      same += 1
    }
    prefix = same == 0 ? 0 : words[same - 1].upperBound - a.startIndex
    let (left, right) = (words[same...], others[same...])
    let script = Self.script(left, right, a, b)
    isCut = script == nil
    let all = (
      left.first.map { [$0.lowerBound..<a.endIndex] } ?? [],
      right.first.map { [$0.lowerBound..<b.endIndex] } ?? []
    )
    first = Self.joined(script?.removed ?? all.0, from: a.startIndex)
    second = Self.joined(script?.added ?? all.1, from: b.startIndex)
  }

  /// Words, each sign by itself, and the white space between them with the word before it.
  private static func words(of text: ArraySlice<UInt8>) -> [Range<Int>] {
    var words: [Range<Int>] = []
    var start = text.startIndex
    var place = start
    while place < text.endIndex {
      if isLetter(text[place]) {
        while place < text.endIndex, isLetter(text[place]) { place += 1 }
      } else {
        place += 1
      }
      words.append(start..<place)
      while place < text.endIndex, text[place] == 0x20 || text[place] == 0x0A { place += 1 }
      start = place
    }
    return words
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    byte >= 0x80 || (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
  }

  /// The words that only one of the texts has; `nil` where that would take too long.
  ///
  /// E. W. Myers, An O(ND) difference algorithm and its variations, 1986.
  private static func script(
    _ left: ArraySlice<Range<Int>>, _ right: ArraySlice<Range<Int>>,
    _ a: ArraySlice<UInt8>, _ b: ArraySlice<UInt8>
  ) -> (removed: [Range<Int>], added: [Range<Int>])? {
    guard left.count + right.count <= mostWords else { return nil }
    var numbers: [ArraySlice<UInt8>: Int32] = [:]
    func number(_ word: ArraySlice<UInt8>) -> Int32 {
      if let known = numbers[word] { return known }
      let new = Int32(numbers.count)
      numbers[word] = new
      return new
    }
    let (x, y) = (left.map { number(a[$0]) }, right.map { number(b[$0]) })
    let kept = Myers.common(x, y, limit: mostEdits) ?? WordAnchors.common(x, y)
    let (l, r) = (Array(left), Array(right))
    let (keptLeft, keptRight) = (Set(kept.map(\.0)), Set(kept.map(\.1)))
    return (
      l.indices.filter { !keptLeft.contains($0) }.map { l[$0] },
      r.indices.filter { !keptRight.contains($0) }.map { r[$0] }
    )
  }

  /// Ranges with no letter between them as one, counted from the start of the text.
  private static func joined(_ ranges: [Range<Int>], from start: Int) -> [Range<Int>] {
    var joined: [Range<Int>] = []
    for place in ranges {
      let range = place.lowerBound - start..<place.upperBound - start
      if let last = joined.last, range.lowerBound <= last.upperBound + 1 {
        joined[joined.count - 1] = last.lowerBound..<range.upperBound
      } else {
        joined.append(range)
      }
    }
    return joined
  }
}

/// The longest common subsequence of two lists.
enum Myers {
  /// The places that are common, in order; `nil` where the lists are more than `limit` steps apart.
  static func common(_ a: [Int32], _ b: [Int32], limit: Int) -> [(Int, Int)]? {
    let (n, m) = (a.count, b.count)
    var trace: [[Int32]] = []
    var reach = [Int32](repeating: 0, count: 3)
    for edits in 0...min(limit, n + m) {
      // `reach` holds the diagonals -edits-1 ... edits+1.
      let middle = edits + 1
      for diagonal in stride(from: -edits, through: edits, by: 2) {
        let place = middle + diagonal
        let goesDown =
          diagonal == -edits || (diagonal != edits && reach[place - 1] < reach[place + 1])
        var x = Int(goesDown ? reach[place + 1] : reach[place - 1] + 1)
        if edits == 0 { x = 0 }
        while x < n, x - diagonal < m, a[x] == b[x - diagonal] { x += 1 }
        reach[place] = Int32(x)
        if x >= n, x - diagonal >= m {
          trace.append(reach)
          return path(trace, a, b)
        }
      }
      trace.append(reach)
      reach = [0] + reach + [0]
    }
    return nil
  }

  private static func path(_ trace: [[Int32]], _ a: [Int32], _ b: [Int32]) -> [(Int, Int)] {
    var common: [(Int, Int)] = []
    var (x, y) = (a.count, b.count)
    for edits in stride(from: trace.count - 1, through: 0, by: -1) {
      let diagonal = x - y
      var (startX, startY) = (0, 0)
      if edits > 0 {
        let (before, middle) = (trace[edits - 1], edits)
        let goesDown =
          diagonal == -edits
          || (diagonal != edits && before[middle + diagonal - 1] < before[middle + diagonal + 1])
        let from = goesDown ? diagonal + 1 : diagonal - 1
        startX = Int(before[middle + from])
        startY = startX - from
        let (afterX, afterY) = goesDown ? (startX, startY + 1) : (startX + 1, startY)
        while x > afterX, y > afterY {
          (x, y) = (x - 1, y - 1)
          common.append((x, y))
        }
        (x, y) = (startX, startY)
      } else {
        while x > 0, y > 0 {
          (x, y) = (x - 1, y - 1)
          common.append((x, y))
        }
      }
    }
    return common.reversed()
  }
}
