/// Problems in the order of their first records, as files of one benchmark mostly share them.
package struct ListedProblems: Equatable, Sendable {
  package fileprivate(set) var problems: [Problem] = []
  /// A 64-bit hash of what identifies each problem.
  fileprivate(set) var keys: [UInt64] = []
  /// A hash of each problem's prompt, where ids may number lines rather than problems.
  fileprivate(set) var promptKeys: [UInt64] = []
  /// A checksum over the problems' ids and prompts, in their order.
  fileprivate(set) var identity: UInt64 = 0

  init() {}

  fileprivate mutating func append(_ problem: Problem, key: UInt64, promptKey: UInt64?) {
    if let promptKey { promptKeys.append(promptKey) }
    keys.append(key)
    identity = Scramble.mix(Scramble.mix(identity, Scramble.of(problem.id)), promptKey ?? 0)
    problems.append(problem)
  }
}

/// The problems of a part of a file and how their samples are graded.
package struct ProblemTable: Equatable, Sendable {
  private var list = ListedProblems()
  package private(set) var gradings: [GradingCounts] = []
  /// Samples cut at the token limit, and samples that say why they ended.
  package private(set) var truncated: [UInt32] = []
  package private(set) var finished: [UInt32] = []
  /// The place of each key; empty for a list that was taken over, until it is needed.
  private var indexes: [UInt64: UInt32] = [:]
  private var hasRepeatedID = false
  /// Whether a record held more samples than one.
  package var hasSeveralSamplesARecord = false

  package init() {}

  package var problems: [Problem] { list.problems }
  package var identity: UInt64 { list.identity }

  package static func == (first: ProblemTable, second: ProblemTable) -> Bool {
    first.list == second.list && first.gradings == second.gradings
      && first.truncated == second.truncated && first.finished == second.finished
      && first.hasRepeatedID == second.hasRepeatedID
      && first.hasSeveralSamplesARecord == second.hasSeveralSamplesARecord
  }

  /// Whether the problems are those of another table in the very same memory.
  func sharesProblems(with other: ProblemTable) -> Bool {
    list.problems.count == other.list.problems.count
      && list.problems.withUnsafeBufferPointer { own in
        other.list.problems.withUnsafeBufferPointer { own.baseAddress == $0.baseAddress }
      }
  }

  /// For each problem the first of the same prompt, where ids turn out to number lines.
  ///
  /// That is so where no id repeats, every record is one sample, and there are at
  /// least two records a prompt: `aime24x8` files are such. Two problems of equal
  /// words among many are not.
  package var representatives: [UInt32]? {
    let promptKeys = list.promptKeys
    guard promptKeys.count == problems.count, problems.count > 1, !hasRepeatedID,
      !hasSeveralSamplesARecord
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
    if indexes.count < list.keys.count { findPlaces() }
    if let index = indexes[key] {
      hasRepeatedID = true
      return index
    }
    let index = UInt32(problems.count)
    indexes[key] = index
    list.append(make(), key: key, promptKey: promptKey)
    gradings.append(GradingCounts())
    truncated.append(0)
    finished.append(0)
    return index
  }

  /// Adds the problems and counts of the next piece of the same file; returns the place of each.
  mutating func join(_ piece: ProblemTable) -> [UInt32] {
    let places = piece.list.keys.indices.map { number in
      let promptKey = piece.list.promptKeys[safe: number]
      return index(of: piece.list.keys[number], promptKey: promptKey) { piece.problems[number] }
    }
    for (number, place) in places.enumerated() {
      gradings[Int(place)].add(piece.gradings[number])
      truncated[Int(place)] += piece.truncated[number]
      finished[Int(place)] += piece.finished[number]
    }
    hasRepeatedID = hasRepeatedID || piece.hasRepeatedID
    hasSeveralSamplesARecord = hasSeveralSamplesARecord || piece.hasSeveralSamplesARecord
    return places
  }

  private mutating func findPlaces() {
    for (index, key) in list.keys.enumerated() { indexes[key] = UInt32(index) }
  }

  package mutating func count(_ sample: SampleRecord) {
    let index = Int(sample.problem)
    gradings[index].add(sample.grading)
    if sample.finish != .unknown { finished[index] += 1 }
    if sample.finish == .length { truncated[index] += 1 }
  }

  /// Counts samples that a file holds as numbers only.
  package mutating func count(
    problem: UInt32, correct: Int, incorrect: Int, truncated cut: Int?
  ) {
    let index = Int(problem)
    gradings[index].add(Grading(stated: true), times: correct)
    gradings[index].add(Grading(stated: false), times: incorrect)
    guard let cut else { return }
    truncated[index] = UInt32(clamping: Int(truncated[index]) + cut)
    finished[index] = UInt32(clamping: Int(finished[index]) + correct + incorrect)
  }
}

// As bytes: the list by itself, since files share it, and what is counted.

extension ListedProblems {
  package var stored: [UInt8] {
    var writer = ByteWriter()
    writer.write(problems) { writer, problem in
      writer.write(problem.id)
      writer.write(problem.isHashed)
      writer.write(problem.title)
      for text in [problem.group, problem.level, problem.subject, problem.date] {
        writer.write(text)
      }
      writer.write(problem.directAnswer) { $0.write($1) }
    }
    writer.write(column: keys)
    writer.write(column: promptKeys)
    writer.write(identity)
    return writer.sealed
  }

  package init(stored bytes: [UInt8]) throws(DamagedBytes) {
    self = try ByteReader.read(bytes) { (reader) throws(DamagedBytes) in try ListedProblems(&reader)
    }
  }

  private init(_ reader: inout ByteReader) throws(DamagedBytes) {
    problems = try reader.list { (reader) throws(DamagedBytes) in
      var problem = Problem(id: try reader.text())
      problem.isHashed = try reader.flag()
      problem.title = try reader.text()
      problem.group = try reader.optionalText()
      problem.level = try reader.optionalText()
      problem.subject = try reader.optionalText()
      problem.date = try reader.optionalText()
      problem.directAnswer = try reader.optional { (reader) throws(DamagedBytes) in
        try reader.double()
      }
      return problem
    }
    keys = try reader.column()
    promptKeys = try reader.column()
    identity = try reader.word()
    guard keys.count == problems.count, promptKeys.count <= problems.count else {
      throw DamagedBytes()
    }
  }
}

extension ProblemTable {
  package var storedList: [UInt8] { list.stored }

  func write(to writer: inout ByteWriter) {
    writer.write(hasRepeatedID)
    writer.write(hasSeveralSamplesARecord)
    writer.write(gradings.count)
    for (index, grading) in gradings.enumerated() {
      let counts = grading.counts
      let filled = (0..<12).filter { counts[$0] > 0 }
      writer.write(filled.count)
      for cell in filled {
        writer.write(cell)
        writer.write(Int(counts[cell]))
      }
      writer.write(Int(truncated[index]))
      writer.write(Int(finished[index]))
    }
  }

  init(_ reader: inout ByteReader, list: ListedProblems) throws(DamagedBytes) {
    self.list = list
    hasRepeatedID = try reader.flag()
    hasSeveralSamplesARecord = try reader.flag()
    let count = try reader.size()
    guard count == list.problems.count else { throw DamagedBytes() }
    gradings.reserveCapacity(count)
    truncated.reserveCapacity(count)
    finished.reserveCapacity(count)
    for _ in 0..<count {
      var counts = SIMD16<UInt32>(repeating: 0)
      for _ in 0..<(try reader.size()) {
        let cell = try reader.integer()
        guard (0..<12).contains(cell) else { throw DamagedBytes() }
        counts[cell] = UInt32(clamping: try reader.integer())
      }
      gradings.append(GradingCounts(counts: counts))
      truncated.append(UInt32(clamping: try reader.integer()))
      finished.append(UInt32(clamping: try reader.integer()))
    }
  }
}
