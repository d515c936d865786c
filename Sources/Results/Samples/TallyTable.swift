/// How the samples of each problem of a part are graded and ended, in a few numbers a problem.
///
/// Kinds are counted apart by statement and by class of score, as `GradingKind` has them, and by
/// how the sample ended. A kind that no sample is of takes no room: most files have two or three, so that
/// the tables of many files are added number by number.
package struct TallyTable: Equatable, Sendable {
  /// Behind the twelve kinds of gradings: samples cut at the token limit, and those that say why they ended.
  private static let truncated = GradingKind.count
  private static let finished = truncated + 1
  private static let kinds = truncated + 2

  /// Which kinds there are, a bit each.
  private var present: UInt16 = 0
  /// By problem, then by kind, of those that are present; empty where `bytes` has them.
  private var numbers: [UInt32] = []
  /// The same numbers once nobody counts any more, if none is large: they are most of what is kept in
  /// memory of a file that the index has.
  private var bytes: [UInt8] = []
  package private(set) var count = 0

  init() {}

  package static func == (first: TallyTable, second: TallyTable) -> Bool {
    first.present == second.present && first.count == second.count
      && (first.bytes.isEmpty == second.bytes.isEmpty
        ? first.numbers == second.numbers && first.bytes == second.bytes
        : first.all.elementsEqual(second.all))
  }

  /// All numbers.
  private var all: [UInt32] { bytes.isEmpty ? numbers : bytes.map { UInt32($0) } }

  private subscript(place: Int) -> Int {
    bytes.isEmpty ? Int(numbers[place]) : Int(bytes[place])
  }

  private mutating func widen() {
    if !bytes.isEmpty { (numbers, bytes) = (all, []) }
  }

  private var width: Int { present.nonzeroBitCount }

  /// Where a kind stands among those that are present.
  private func place(of kind: Int) -> Int { (present & (1 << kind - 1)).nonzeroBitCount }

  private func has(_ kind: Int) -> Bool { present & 1 << kind != 0 }

  private func number(_ kind: Int, of problem: Int) -> Int {
    has(kind) ? self[problem * width + place(of: kind)] : 0
  }

  // Counting.

  /// Adds a problem without samples.
  mutating func append() {
    widen()
    count += 1
    numbers.append(contentsOf: repeatElement(0, count: width))
  }

  mutating func add(_ times: Int, _ grading: Grading, to problem: Int) {
    add(times, ofKind: GradingKind.of(grading), to: problem)
  }

  mutating func add(finished times: Int, truncated cut: Int, to problem: Int) {
    add(times, ofKind: Self.finished, to: problem)
    add(cut, ofKind: Self.truncated, to: problem)
  }

  private mutating func add(_ times: Int, ofKind kind: Int, to problem: Int) {
    guard times != 0 else { return }
    widen()
    if !has(kind) { makeRoom(for: 1 << kind) }
    let place = problem * width + place(of: kind)
    numbers[place] = UInt32(clamping: Int(numbers[place]) + times)
  }

  /// Takes no more memory than it must.
  mutating func settle() {
    guard bytes.isEmpty, !numbers.isEmpty else { return }
    if numbers.allSatisfy({ $0 <= UInt8.max }) {
      (bytes, numbers) = (numbers.map { UInt8(truncatingIfNeeded: $0) }, [])
    } else if numbers.capacity > numbers.count + 4 {
      numbers = numbers.withUnsafeBufferPointer { Array($0) }
    }
  }

  /// Adds what another table counts of the same problems, `place` giving where each stands here.
  mutating func add(_ other: TallyTable, at place: (Int) -> Int) {
    for kind in 0..<Self.kinds where other.has(kind) {
      for problem in 0..<other.count {
        add(other.number(kind, of: problem), ofKind: kind, to: place(problem))
      }
    }
  }

  /// Adds what another table counts of the same problems in the same order.
  mutating func add(_ other: TallyTable) {
    widen()
    makeRoom(for: other.present)
    guard present == other.present, count == other.count else { return add(other) { $0 } }
    if other.bytes.isEmpty { add(other.numbers) } else { add(other.bytes) }
  }

  private mutating func add(_ others: [some FixedWidthInteger]) {
    others.withUnsafeBufferPointer { others in
      numbers.withUnsafeMutableBufferPointer { own in
        for index in own.indices {
          let (sum, isTooLarge) = own[index].addingReportingOverflow(
            UInt32(truncatingIfNeeded: others[index]))
          own[index] = isTooLarge ? .max : sum
        }
      }
    }
  }

  private mutating func makeRoom(for kinds: UInt16) {
    let wanted = present | kinds
    guard wanted != present else { return }
    var wider = self
    wider.present = wanted
    wider.numbers = Array(repeating: 0, count: count * wanted.nonzeroBitCount)
    for kind in 0..<Self.kinds where has(kind) {
      let (from, to) = (place(of: kind), wider.place(of: kind))
      for problem in 0..<count {
        wider.numbers[problem * wider.width + to] = numbers[problem * width + from]
      }
    }
    self = wider
  }

  // Asking.

  /// All samples, and those of one problem.
  package var total: Int { sums.prefix(Self.truncated).reduce(0, +) }
  package func total(of problem: Int) -> Int {
    (0..<Self.truncated).reduce(0) { $0 + number($1, of: problem) }
  }

  /// The samples of each kind, over all problems.
  private var sums: [Int] {
    var sums = Array(repeating: 0, count: Self.kinds)
    for kind in 0..<Self.kinds where has(kind) {
      let place = place(of: kind)
      sums[kind] = bytes.isEmpty ? sum(numbers, from: place) : sum(bytes, from: place)
    }
    return sums
  }

  /// The sum of every `width`th number.
  private func sum(_ numbers: [some FixedWidthInteger], from place: Int) -> Int {
    let width = width
    var sum = 0
    var index = place
    while index < numbers.count {
      sum += Int(numbers[index])
      index += width
    }
    return sum
  }

  /// How many samples have both a statement and a score, and in how many the two
  /// disagree on whether the score is above 0.
  package var agreement: (both: Int, disagreeing: Int) {
    // Most files have one of the two alone.
    present & GradingKind.withBoth == 0 ? (0, 0) : GradingKind.agreement(of: sums)
  }

  /// How many samples state one thing while their score says the other.
  package func contradictions(by rule: VerdictRule) -> Int {
    GradingKind.contradictions(of: sums, by: rule)
  }

  /// The tally of each problem by a rule without a threshold of its own.
  package func tallies(by rule: VerdictRule) -> [Tally] {
    let width = width
    let verdicts: [(verdict: Verdict, place: Int)] = (0..<Self.truncated).filter(has).map { kind in
      (rule.verdict(of: GradingKind.representative(kind)), place(of: kind))
    }
    let truncated = has(Self.truncated) ? place(of: Self.truncated) : nil
    let finished = has(Self.finished) ? place(of: Self.finished) : nil
    return (0..<count).map { problem in
      var tally = Tally()
      let start = problem * width
      for (verdict, place) in verdicts { tally.add(self[start + place], verdict) }
      if let truncated { tally.truncated = self[start + truncated] }
      if let finished { tally.finished = self[start + finished] }
      return tally
    }
  }
}

extension Tally {
  /// Adds samples of a verdict, or takes them away.
  mutating func add(_ count: Int, _ verdict: Verdict) {
    switch verdict {
    case .correct:
      n += count
      c += count
    case .incorrect: n += count
    case .ungraded: ungraded += count
    }
  }
}

// As bytes.

extension TallyTable {
  func write(to writer: inout ByteWriter) {
    writer.write(Int(present))
    writer.write(packed: all)
  }

  init(_ reader: inout ByteReader, count: Int) throws(DamagedBytes) {
    guard let present = UInt16(exactly: try reader.integer()), present < 1 << Self.kinds else {
      throw DamagedBytes()
    }
    self.present = present
    self.count = count
    numbers = try reader.packed()
    guard numbers.count == count * width else { throw DamagedBytes() }
    settle()
  }
}
