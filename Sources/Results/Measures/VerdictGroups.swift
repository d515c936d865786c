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
    guard hash != 0, ends[place] < starts[place + 1] else { return }
    keys[ends[place]] = hash << 2 | UInt64(verdict.rawValue)
    ends[place] += 1
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
      var slot = Int(truncatingIfNeeded: Scramble.mix(0, hash)) & mask
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

  /// Empties as much of the table as so many hashes need; a mask for its places.
  private mutating func prepare(for count: Int) -> Int {
    var size = 16
    while size < count * 2 { size *= 2 }
    if slots.count < size {
      slots = Array(repeating: 0, count: size)
      places = Array(repeating: 0, count: size)
    } else {
      for slot in 0..<size { slots[slot] = 0 }
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
