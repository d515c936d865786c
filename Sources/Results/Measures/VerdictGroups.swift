/// Hashes of the samples of each problem with their verdicts, those of one problem together.
///
/// A table over all samples would miss the cache with every one of them; those of one problem fit.
struct VerdictGroups {
  /// Where the hashes of each problem start, and where the next one goes.
  private var starts: [Int]
  private var ends: [Int]
  private var keys: [UInt64] = []

  init(problems: Int) {
    starts = Array(repeating: 0, count: problems + 1)
    ends = []
  }

  var isEmpty: Bool { keys.isEmpty }

  /// Makes room for hashes of a problem, before any is added.
  mutating func reserve(_ count: Int, at place: Int) { starts[place + 1] += count }

  /// Ends the reserving.
  mutating func lay() {
    for place in starts.indices.dropFirst() { starts[place] += starts[place - 1] }
    ends = Array(starts.dropLast())
    keys = Array(repeating: 0, count: starts.last ?? 0)
  }

  /// Adds a sample; a hash of 0 is none.
  @inline(__always)
  mutating func add(_ hash: UInt64, _ verdict: Verdict, at place: Int) {
    let end = ends[place]
    guard hash != 0, end < starts[place + 1] else { return }
    keys[end] = hash << 2 | UInt64(verdict.rawValue)
    ends[place] = end + 1
  }

  func keys(at place: Int) -> ArraySlice<UInt64> { keys[starts[place]..<ends[place]] }
}

/// Counts the verdicts of equal hashes.
struct VerdictTable {
  private var slots: [UInt64] = []
  private var places: [UInt32] = []

  /// The different hashes in order of appearance, each with its verdicts.
  ///
  /// - Parameter keys: Hashes shifted by the two bits of their verdict.
  mutating func group(_ keys: ArraySlice<UInt64>) -> [AnswerCounts.Answer] {
    let mask = prepare(for: keys.count)
    var groups: [AnswerCounts.Answer] = []
    for key in keys {
      // 0 stands for nothing.
      let hash = max(1, key >> 2)
      var slot = Self.slot(of: hash) & mask
      while slots[slot] != 0, slots[slot] != hash { slot = (slot + 1) & mask }
      if slots[slot] == 0 {
        slots[slot] = hash
        places[slot] = UInt32(groups.count)
        groups.append(AnswerCounts.Answer())
      }
      groups[Int(places[slot])].add(Verdict(rawValue: UInt8(key & 3)) ?? .ungraded)
    }
    return groups
  }

  /// Each hash as one response: what is called right and wrong is ungraded.
  ///
  /// Most responses differ, so that lists of them would cost more than counting them.
  ///
  /// - Parameter keys: Hashes shifted by the two bits of their verdict.
  mutating func distinct(_ keys: ArraySlice<UInt64>) -> DistinctResponses {
    let mask = prepare(for: keys.count)
    slots.withUnsafeMutableBufferPointer { slots in
      for key in keys {
        // A hash with a bit for each verdict that it has; never 0.
        let hash = (key >> 2) << 3
        var slot = Self.slot(of: hash) & mask
        while slots[slot] != 0, slots[slot] & ~7 != hash { slot = (slot + 1) & mask }
        slots[slot] |= hash | 1 << (key & 3)
      }
    }
    return distinct(among: slots[...mask], samples: keys.count)
  }

  private func distinct(among slots: ArraySlice<UInt64>, samples: Int) -> DistinctResponses {
    var kinds = Array(repeating: 0, count: 8)
    kinds.withUnsafeMutableBufferPointer { kinds in
      for slot in slots { kinds[Int(slot & 7)] += 1 }
    }
    let (wrong, right) = (1 << Int(Verdict.incorrect.rawValue), 1 << Int(Verdict.correct.rawValue))
    let none = 1 << Int(Verdict.ungraded.rawValue)
    let correct = kinds[right] + kinds[right | none]
    return DistinctResponses(
      n: correct + kinds[wrong] + kinds[wrong | none], c: correct,
      conflicting: kinds[right | wrong] + kinds[right | wrong | none], ungraded: kinds[none],
      samples: samples)
  }

  /// Where the search for a hash begins.
  @inline(__always)
  private static func slot(of hash: UInt64) -> Int {
    Int(truncatingIfNeeded: (hash &* 0x9E37_79B9_7F4A_7C15) &>> 32)
  }

  /// Empties as much of the table as so many hashes need; a mask for its places.
  private mutating func prepare(for count: Int) -> Int {
    var size = 16
    while size < count * 2 { size *= 2 }
    if slots.count < size {
      slots = Array(repeating: 0, count: size)
      places = Array(repeating: 0, count: size)
    } else {
      slots.withUnsafeMutableBufferPointer { $0[..<size].update(repeating: 0) }
    }
    return size - 1
  }
}

extension AnswerCounts.Answer {
  @inline(__always)
  fileprivate mutating func add(_ verdict: Verdict) {
    switch verdict {
    case .correct: correct += 1
    case .incorrect: incorrect += 1
    case .ungraded: ungraded += 1
    }
  }
}
