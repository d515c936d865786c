/// What two long lists have in common, found by what is rare in both.
///
/// Runs of words that occur once in each list hold the two together; between them shorter runs do,
/// and at last short stretches are compared in full. It takes little more time than the lists are
/// long, and may miss that two common words stand far from everything else in common: what it
/// finds is what a reader would take for the same.
enum WordAnchors {
  /// How many words a run has, the surest first.
  private static let lengths = [6, 3, 1]
  /// The most steps at which a stretch between runs is compared in full.
  private static let mostEdits = 200

  /// The places that are common, in order.
  static func common(_ a: [Int32], _ b: [Int32]) -> [(Int, Int)] {
    var found: [(Int, Int)] = []
    add(a, a.indices, b, b.indices, lengths[...], to: &found)
    return found
  }

  private static func add(
    _ a: [Int32], _ left: Range<Int>, _ b: [Int32], _ right: Range<Int>,
    _ lengths: ArraySlice<Int>, to found: inout [(Int, Int)]
  ) {
    var (x, y) = (left, right)
    // What stands at both ends alike is common whatever lies between.
    while let i = x.first, let j = y.first, a[i] == b[j] {
      found.append((i, j))
      (x, y) = (x.dropFirst(), y.dropFirst())
    }
    var tail: [(Int, Int)] = []
    while let i = x.last, let j = y.last, a[i] == b[j] {
      tail.append((i, j))
      (x, y) = (x.dropLast(), y.dropLast())
    }
    defer { found += tail.reversed() }
    guard !x.isEmpty, !y.isEmpty else { return }
    guard let length = lengths.first else {
      let middle = Myers.common(Array(a[x]), Array(b[y]), limit: mostEdits) ?? []
      found += middle.map { ($0 + x.lowerBound, $1 + y.lowerBound) }
      return
    }
    var (i, j) = (x.lowerBound, y.lowerBound)
    for anchor in anchors(a, x, b, y, length: length) + [(x.upperBound, y.upperBound)] {
      // Runs overlap: the next may begin in what is taken already.
      guard anchor.0 >= i, anchor.1 >= j else { continue }
      add(a, i..<anchor.0, b, j..<anchor.1, lengths.dropFirst(), to: &found)
      (i, j) = anchor
      while i < x.upperBound, j < y.upperBound, a[i] == b[j] {
        found.append((i, j))
        (i, j) = (i + 1, j + 1)
      }
    }
  }

  /// Where runs begin that occur once in each stretch, as many as come in the same order in both.
  private static func anchors(
    _ a: [Int32], _ x: Range<Int>, _ b: [Int32], _ y: Range<Int>, length: Int
  ) -> [(Int, Int)] {
    let (mine, others) = (single(a, x, length), single(b, y, length))
    let pairs = mine.compactMap { key, place -> (Int, Int)? in
      guard place >= 0, let other = others[key], other >= 0,
        a[place..<place + length].elementsEqual(b[other..<other + length])
      else { return nil }
      return (place, other)
    }
    return rising(pairs.sorted { $0.0 < $1.0 })
  }

  /// The place of each run that occurs once, by its hash; −1 of those that occur again.
  private static func single(_ words: [Int32], _ range: Range<Int>, _ length: Int) -> [UInt64: Int]
  {
    var places: [UInt64: Int] = [:]
    guard range.count >= length else { return places }
    for start in range.lowerBound...range.upperBound - length {
      var hash: UInt64 = 0xCBF2_9CE4_8422_2325
      for word in words[start..<start + length] {
        hash = (hash ^ UInt64(UInt32(bitPattern: word))) &* 0x9E37_79B9_7F4A_7C15
        hash ^= hash >> 29
      }
      places[hash] = places[hash] == nil ? start : -1
    }
    return places
  }

  /// The longest choice of pairs, which rise by the first place, that rises by the second, too.
  private static func rising(_ pairs: [(Int, Int)]) -> [(Int, Int)] {
    var ends: [Int] = []
    var before = [Int](repeating: -1, count: pairs.count)
    for place in pairs.indices {
      let length = ends.firstPlace { pairs[$0].1 >= pairs[place].1 }
      if length > 0 { before[place] = ends[length - 1] }
      if length == ends.count { ends.append(place) } else { ends[length] = place }
    }
    var chosen: [(Int, Int)] = []
    var place = ends.last ?? -1
    while place >= 0 {
      chosen.append(pairs[place])
      place = before[place]
    }
    return chosen.reversed()
  }
}
