/// The problems of a part of a file and how their samples are graded.
package struct ProblemTable: Equatable, Sendable {
  private var list = ListedProblems()
  /// How the samples of each problem are graded and ended, in the order of the problems.
  package private(set) var counts = TallyTable()
  /// The place of each key; empty for a list that was taken over, until it is needed.
  private var indexes: [UInt64: UInt32] = [:]
  private var hasRepeatedID = false
  /// The problem of the last record.
  private var latest: UInt32 = 0
  /// Whether a record held more samples than one.
  package var hasSeveralSamplesARecord = false

  package init() {}

  package var problems: [Problem] { list.problems }
  package var identity: UInt64 { list.identity }

  package static func == (first: ProblemTable, second: ProblemTable) -> Bool {
    first.list == second.list && first.counts == second.counts
      && first.hasRepeatedID == second.hasRepeatedID
      && first.hasSeveralSamplesARecord == second.hasSeveralSamplesARecord
  }

  /// The problems in order; `nil` where two have one id, and for a list of this table alone.
  var ordered: ListedProblems.Ordered? { list.ordered }

  /// Whether the problems are those of another table in the very same memory.
  func sharesProblems(with other: ProblemTable) -> Bool { list.isSame(as: other.list) }

  /// For each problem the first of the same prompt, where ids turn out to number lines.
  ///
  /// That is so where no id repeats, every record is one sample, and there are at
  /// least two records a prompt: `aime24x8` files are such. Two problems of equal
  /// words among many are not.
  package var representatives: [UInt32]? {
    let promptKeys = list.promptKeys
    guard promptKeys.count == problems.count, problems.count > 1, !hasRepeatedID,
      !hasSeveralSamplesARecord, !promptKeys.contains(0)
    else { return nil }
    var firsts: [UInt64: UInt32] = [:]
    let found = promptKeys.enumerated().map { index, key -> UInt32 in
      if let first = firsts[key] { return first }
      firsts[key] = UInt32(index)
      return UInt32(index)
    }
    return firsts.count * 2 <= problems.count ? found : nil
  }

  /// The indexes that samples of the problem with an id have.
  package func indexes(of id: String) -> [UInt32] {
    let representatives = representatives
    return problems.indices.lazy.map { UInt32($0) }.filter { index in
      problems[Int(representatives?[Int(index)] ?? index)].id == id
    }
  }

  /// The index of the problem with a key, made on first sight.
  ///
  /// - Parameters:
  ///   - key: A 64-bit hash of what identifies the problem.
  ///   - promptKey: One of its prompt, where that may be what identifies it.
  package mutating func index(
    of key: UInt64, promptKey: UInt64? = nil, make: () -> Problem
  ) -> UInt32 {
    if let index = known(key) {
      hasRepeatedID = true
      latest = index
      return index
    }
    let index = UInt32(problems.count)
    latest = index
    indexes[key] = index
    list.append(make(), key: key, promptKey: promptKey)
    counts.append()
    return index
  }

  /// The index of a key that is known: mostly that of the last record, or the one behind it.
  private mutating func known(_ key: UInt64) -> UInt32? {
    if let found = list.place(of: key, from: Int(latest)) { return UInt32(found) }
    if indexes.count < list.keys.count { findPlaces() }
    return indexes[key]
  }

  /// Adds the problems and counts of the next piece of the same file; returns the place of each.
  mutating func join(_ piece: ProblemTable) -> [UInt32] {
    let places = piece.list.keys.indices.map { number in
      let promptKey = piece.list.promptKeys[safe: number] ?? 0
      return index(of: piece.list.keys[number], promptKey: promptKey == 0 ? nil : promptKey) {
        piece.problems[number]
      }
    }
    counts.add(piece.counts) { Int(places[$0]) }
    hasRepeatedID = hasRepeatedID || piece.hasRepeatedID
    hasSeveralSamplesARecord = hasSeveralSamplesARecord || piece.hasSeveralSamplesARecord
    return places
  }

  /// Whether it has more in memory than it must.
  var isOpen: Bool { !indexes.isEmpty }

  /// Takes no more memory than it must: shares the list with other files, and forgets what can be
  /// found again soon.
  mutating func settle() {
    list.share()
    counts.settle()
    if list.keys.count <= 4096 { indexes = [:] }
  }

  private mutating func findPlaces() {
    for (index, key) in list.keys.enumerated() { indexes[key] = UInt32(index) }
  }

  package mutating func count(_ sample: SampleRecord) {
    let index = Int(sample.problem)
    counts.add(1, sample.grading, to: index)
    guard sample.finish != .unknown else { return }
    counts.add(finished: 1, truncated: sample.finish == .length ? 1 : 0, to: index)
  }

  /// Counts samples that a file holds as numbers only.
  package mutating func count(
    problem: UInt32, correct: Int, incorrect: Int, truncated cut: Int?
  ) {
    let index = Int(problem)
    counts.add(correct, Grading(stated: true), to: index)
    counts.add(incorrect, Grading(stated: false), to: index)
    guard let cut else { return }
    counts.add(finished: correct + incorrect, truncated: cut, to: index)
  }
}

// As bytes: what is counted; the list stands by itself, since files share it.

extension ProblemTable {
  package var storedList: [UInt8] { list.stored }

  func write(to writer: inout ByteWriter) {
    writer.write(hasRepeatedID)
    writer.write(hasSeveralSamplesARecord)
    counts.write(to: &writer)
  }

  init(_ reader: inout ByteReader, list: ListedProblems) throws(DamagedBytes) {
    self.list = list
    hasRepeatedID = try reader.flag()
    hasSeveralSamplesARecord = try reader.flag()
    counts = try TallyTable(&reader, count: list.problems.count)
  }
}
