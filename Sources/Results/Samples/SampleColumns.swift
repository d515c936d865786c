import Synchronization

/// Where blocks of samples are kept that are not in memory.
package protocol SampleStore: AnyObject, Sendable {
  /// The bytes of a block as `SampleBlock` writes them; `nil` where they cannot be read any more.
  func block(_ number: Int) -> [UInt8]?
}

/// The blocks of a store, of which the one looked at last stays in memory.
private final class StoredBlocks: Sendable {
  private let store: any SampleStore
  private let latest = Mutex<(number: Int, block: SampleBlock)?>(nil)

  init(_ store: any SampleStore) { self.store = store }

  func block(_ number: Int) -> SampleBlock? {
    if let known = latest.withLock({ $0 }), known.number == number { return known.block }
    guard let bytes = store.block(number), let block = try? SampleBlock(stored: bytes) else {
      return nil
    }
    latest.withLock { $0 = (number, block) }
    return block
  }
}

/// The samples of a part of a file, column by column, in blocks that never change once full.
///
/// Copies are cheap: full blocks are shared, so that a snapshot of a growing
/// file costs a block, not the file. Blocks can be kept elsewhere, and are fetched
/// when somebody asks for their samples; those that cannot be fetched are empty.
package struct SampleColumns: Equatable, Sendable {
  static let blockSize = 4096
  /// How many of the first blocks are in the store; the last of them may not be full.
  private var kept = 0
  private var store: StoredBlocks?
  /// The full blocks behind those that are kept.
  private var full: [SampleBlock] = []
  private var last = SampleBlock()
  package private(set) var count = 0
  /// The models that log-probabilities are under, in order of appearance.
  package private(set) var scorers: [String] = []
  /// A checksum over problems, draws and responses in their order: equal for a copy of a file.
  package private(set) var sequence: UInt64 = 0
  /// A checksum over all that else decides what repeats mean: verdicts and places.
  package private(set) var verdicts: UInt64 = 0
  /// How many samples have a response, and how many of these a number within their problem.
  package private(set) var responses = 0
  package private(set) var draws = 0
  /// How many samples have an answer.
  package private(set) var answers = 0

  package init() {}

  package static func == (first: SampleColumns, second: SampleColumns) -> Bool {
    first.count == second.count && first.scorers == second.scorers
      && first.sequence == second.sequence && first.verdicts == second.verdicts
      && first.responses == second.responses && first.draws == second.draws
      && first.answers == second.answers
      && (0..<first.blockCount).allSatisfy { first.block($0) == second.block($0) }
  }

  package mutating func append(_ sample: SampleRecord) {
    if count < kept * Self.blockSize { fetchLast() }
    note(sample)
    last.append(sample)
    count += 1
    if !sample.logProbabilities.isEmpty { appendScores(of: sample) }
    guard last.count == Self.blockSize else { return }
    last.trim()
    full.append(last)
    last = SampleBlock()
  }

  /// Gives a sample the place and the response of another record of it; its verdict stays.
  package mutating func relocate(_ ordinal: Int, to record: SampleRecord) {
    let (number, index) = ordinal.quotientAndRemainder(dividingBy: Self.blockSize)
    sequence = Scramble.mix(Scramble.mix(sequence, UInt64(ordinal)), record.response ?? 0)
    verdicts = Scramble.mix(verdicts, record.offset)
    while number < kept { fetchLast() }
    if number - kept < full.count {
      full[number - kept].relocate(index, to: record)
    } else {
      last.relocate(index, to: record)
    }
  }

  /// The samples of one problem, in the order of the file.
  ///
  /// - Complexity: O(`count`).
  package func samples(of problem: UInt32) -> [SampleRecord] {
    numbered(of: problem).map(\.sample)
  }

  /// The samples of one problem with their places among all.
  ///
  /// - Complexity: O(`count`).
  func numbered(of problem: UInt32) -> [(ordinal: Int, sample: SampleRecord)] {
    var found: [(ordinal: Int, sample: SampleRecord)] = []
    forEachBlock { start, block in block.collect(problem, scorers, from: start, into: &found) }
    return found
  }

  /// How the samples of each problem are graded by a rule.
  ///
  /// - Complexity: O(`count`).
  package func counts(
    by rule: VerdictRule, problems: Int
  ) -> [(correct: Int, incorrect: Int, ungraded: Int)] {
    var counts = Array(repeating: (correct: 0, incorrect: 0, ungraded: 0), count: problems)
    forEachGrading { problem, grading in
      switch rule.verdict(of: grading) {
      case .correct: counts[problem].correct += 1
      case .incorrect: counts[problem].incorrect += 1
      case .ungraded: counts[problem].ungraded += 1
      }
    }
    return counts
  }

  /// One sample, without its log-probabilities under several models.
  package subscript(ordinal: Int) -> SampleRecord {
    let (number, index) = ordinal.quotientAndRemainder(dividingBy: Self.blockSize)
    let block = block(number)
    return index < block.count ? block[index] : SampleRecord(offset: 0, length: 0)
  }

  /// The hash of a sample's response; 0 where there is none.
  func response(at ordinal: Int) -> UInt64 {
    let (number, index) = ordinal.quotientAndRemainder(dividingBy: Self.blockSize)
    return block(number).response[safe: index] ?? 0
  }

  /// Calls `body` for each sample that has a response; a draw of 0 is none.
  func forEachResponse(
    _ body: (_ ordinal: Int, _ problem: UInt32, _ draw: UInt64, _ response: UInt64) -> Void
  ) {
    forEachBlock { start, block in
      guard !block.response.isEmpty else { return }
      for index in 0..<block.count where block.response[index] != 0 {
        body(
          start + index, block.problem[index], block.draw.isEmpty ? 0 : block.draw[index],
          block.response[index])
      }
    }
  }

  /// Calls `body` for each sample, in the order of the file.
  func forEach(_ body: (SampleRecord) -> Void) {
    forEachBlock { _, block in
      for index in 0..<block.count { body(block.sample(index, scorers)) }
    }
  }

  /// Calls `body` for each block until it says no; whether it never did.
  func walk(_ body: (_ start: Int, _ block: SampleBlock) -> Bool) -> Bool {
    for number in 0..<blockCount where !body(number * Self.blockSize, block(number)) {
      return false
    }
    return true
  }

  /// Calls with the problem and the grading of each sample, in the order of the file.
  package func forEachGrading(_ body: (Int, Grading) -> Void) {
    forEachBlock { _, block in
      for index in 0..<block.count { body(Int(block.problem[index]), block.grading(at: index)) }
    }
  }

  private mutating func note(_ sample: SampleRecord) {
    let (response, draw) = (sample.response ?? 0, sample.draw ?? 0)
    sequence = Scramble.mix(sequence, UInt64(sample.problem))
    sequence = Scramble.mix(Scramble.mix(sequence, draw), response)
    let stated: UInt64 = sample.grading.stated.map { $0 ? 1 : 2 } ?? 0
    verdicts = Scramble.mix(Scramble.mix(verdicts, sample.offset), stated)
    // As scores are kept: read in pieces, or fetched, samples give the same.
    verdicts = Scramble.mix(verdicts, sample.grading.score.map { UInt64(Measure($0).bits) } ?? 1)
    if response != 0 { responses += 1 }
    if response != 0, draw != 0 { draws += 1 }
    if sample.answer != nil { answers += 1 }
  }

  private mutating func appendScores(of sample: SampleRecord) {
    for score in sample.logProbabilities {
      let place = scorers.firstIndex(of: score.scorer) ?? scorers.count
      if place == scorers.count { scorers.append(score.scorer) }
      last.setScore(score, at: place)
    }
  }
}

// Blocks.

extension SampleColumns {
  package var blockCount: Int { (count + Self.blockSize - 1) / Self.blockSize }

  /// How many of the first blocks are to be fetched before they can be looked at.
  package var keptBlocks: Int { kept }

  private func block(_ number: Int) -> SampleBlock {
    if number < kept { return fetched(number) }
    return number - kept < full.count ? full[number - kept] : last
  }

  private func fetched(_ number: Int) -> SampleBlock {
    let size = min(Self.blockSize, count - number * Self.blockSize)
    guard let block = store?.block(number), block.count == size else { return SampleBlock() }
    return block
  }

  private func forEachBlock(_ body: (_ start: Int, _ block: SampleBlock) -> Void) {
    for number in 0..<blockCount { body(number * Self.blockSize, block(number)) }
  }

  /// Takes the last of the blocks that are kept elsewhere back into memory.
  private mutating func fetchLast() {
    kept -= 1
    let block = fetched(kept)
    if block.count == Self.blockSize { full.insert(block, at: 0) } else { last = block }
  }

  /// The bytes of a block, as a store is to give them back.
  package func stored(block number: Int) -> [UInt8] { block(number).stored }

  /// Leaves all samples to a store that has them as `stored(block:)` gave them.
  package mutating func keep(in store: any SampleStore) {
    self.store = StoredBlocks(store)
    kept = blockCount
    full = []
    last = SampleBlock()
  }

  /// What is known of samples that a store has.
  package init(
    count: Int, scorers: [String], sequence: UInt64, verdicts: UInt64, responses: Int, draws: Int,
    answers: Int, in store: any SampleStore
  ) {
    self.count = count
    self.scorers = scorers
    (self.sequence, self.verdicts) = (sequence, verdicts)
    (self.responses, self.draws, self.answers) = (responses, draws, answers)
    self.store = StoredBlocks(store)
    kept = blockCount
  }
}
