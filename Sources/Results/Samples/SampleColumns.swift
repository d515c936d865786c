/// Where blocks of samples are kept that are not in memory.
package protocol SampleStore: AnyObject, Sendable {
  /// The bytes of a block as `SampleBlock` writes them; `nil` where there are none any more.
  func block(_ number: Int) -> [UInt8]?
  /// Told that a block is gone, or that its bytes are damaged.
  func lost(isDamaged: Bool)
  /// Whether it was told so: samples that are lost in part are lost.
  var isLost: Bool { get }
}

/// The samples of a part of a file, column by column, in blocks that never change once full.
///
/// Full blocks are packed, and unpacked when somebody asks for their samples. Copies are cheap: full
/// blocks are shared, so that a snapshot of a growing file costs a block, not the file. Blocks can be
/// kept elsewhere, and are fetched. Where one cannot be, all are lost: nobody sees some of them, and
/// what is added is counted and no more.
package struct SampleColumns: Equatable, Sendable {
  static let blockSize = 4096
  /// How many of the first blocks are in the store; the last of them may not be full.
  private var kept = 0
  private var store: (any SampleStore)?
  /// The blocks behind those that are kept: full ones, and the last where it is packed, too.
  private var packed: [PackedBlock] = []
  /// A packed block that is being changed, which goes before its bytes.
  private var edited: OpenBlock?
  /// The last block while samples are added to it.
  private var last: OpenBlock?
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
    guard let last = openLast() else { return count += 1 }
    note(sample)
    last.block.append(sample)
    count += 1
    if !sample.logProbabilities.isEmpty { appendScores(of: sample, to: last) }
    if last.block.count == Self.blockSize { pack() }
  }

  /// Adds the samples of the next piece of the same file, whose problems have these places here.
  mutating func append(_ piece: SampleColumns, problems places: [UInt32]) {
    piece.forEachBlock { _, block in
      guard block.sums.isEmpty else {
        for index in 0..<block.count {
          var sample = block.sample(index, piece.scorers)
          sample.problem = places[Int(sample.problem)]
          append(sample)
        }
        return
      }
      var start = 0
      while start < block.count {
        guard let last = openLast() else { return count += block.count - start }
        let range = start..<min(block.count, start + Self.blockSize - last.block.count)
        last.block.append(block, range, problems: places)
        for index in (last.block.count - range.count)..<last.block.count {
          note(last.block[index])
        }
        count += range.count
        if last.block.count == Self.blockSize { pack() }
        start = range.upperBound
      }
    }
  }

  /// Whether some are not packed.
  var isOpen: Bool { edited != nil || last != nil }

  /// Puts all samples in as few bytes as they take; more can be added.
  package mutating func pack() {
    packEdited()
    guard let last else { return }
    packed.append(PackedBlock(last.block))
    self.last = nil
  }

  /// Gives a sample the place and the response of another record of it; its verdict stays.
  package mutating func relocate(_ ordinal: Int, to record: SampleRecord) {
    let (number, index) = ordinal.quotientAndRemainder(dividingBy: Self.blockSize)
    sequence = Scramble.mix(Scramble.mix(sequence, UInt64(ordinal)), record.response ?? 0)
    verdicts = Scramble.mix(verdicts, record.offset)
    while number < kept, fetchLast() {}
    guard isWhole, let open = number - kept == packed.count ? openLast() : edit(number) else {
      return
    }
    open.block.relocate(index, to: record)
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
    guard let block = block(number), index < block.count else {
      return SampleRecord(offset: 0, length: 0)
    }
    return block[index]
  }

  /// The hash of a sample's response; 0 where there is none.
  func response(at ordinal: Int) -> UInt64 {
    let (number, index) = ordinal.quotientAndRemainder(dividingBy: Self.blockSize)
    if number >= kept, number - kept < packed.count, edited == nil {
      return SampleBlock.response(index, in: packed[number - kept].bytes)
    }
    return block(number)?.response[safe: index] ?? 0
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

  /// Calls `body` for each block until it says no; whether it never did, and no block is lost.
  func walk(_ body: (_ start: Int, _ block: SampleBlock) -> Bool) -> Bool {
    (0..<blockCount).allSatisfy { number in
      block(number).map { body(number * Self.blockSize, $0) } ?? false
    }
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

  private mutating func appendScores(of sample: SampleRecord, to last: OpenBlock) {
    for score in sample.logProbabilities {
      let place = scorers.firstIndex(of: score.scorer) ?? scorers.count
      if place == scorers.count { scorers.append(score.scorer) }
      last.block.setScore(score, at: place)
    }
  }
}

// Blocks.

extension SampleColumns {
  package var blockCount: Int { (count + Self.blockSize - 1) / Self.blockSize }

  /// How many of the first blocks are to be fetched before they can be looked at.
  package var keptBlocks: Int { kept }

  /// Whether none of them turned out to be lost.
  package var isWhole: Bool { store?.isLost != true }

  /// Fetches all that are kept elsewhere, to see whether they can be.
  package func canBeFetched() -> Bool { (0..<kept).allSatisfy { fetched($0) != nil } }

  /// A block; `nil` where it is lost.
  private func block(_ number: Int) -> SampleBlock? {
    if number < kept { return fetched(number) }
    if let edited, edited.number == number { return edited.block }
    guard number - kept < packed.count else { return last?.block }
    return RecentBlocks.block(packed[number - kept])
  }

  private func fetched(_ number: Int) -> SampleBlock? {
    guard let store, !store.isLost else { return nil }
    let size = min(Self.blockSize, count - number * Self.blockSize)
    var isDamaged = false
    let block = RecentBlocks.block(number, of: store) {
      guard let bytes = store.block(number) else { return nil }
      guard let block = try? SampleBlock(stored: bytes) else {
        isDamaged = true
        return nil
      }
      // Whoever else reads the file may have added samples behind these.
      return block.count >= size ? block.prefix(size) : nil
    }
    if block == nil { store.lost(isDamaged: isDamaged) }
    return block
  }

  private func forEachBlock(_ body: (_ start: Int, _ block: SampleBlock) -> Void) {
    for number in 0..<blockCount {
      if let block = block(number) { body(number * Self.blockSize, block) }
    }
  }

  /// Whether they begin with all samples of another part.
  package func begins(with first: SampleColumns) -> Bool {
    first.count <= count && scorers.starts(with: first.scorers)
      && (0..<first.blockCount).allSatisfy { number in
        guard let block = first.block(number), let own = self.block(number) else { return false }
        return own.count >= block.count && own.prefix(block.count) == block
      }
  }

  /// Takes the last of the blocks that are kept elsewhere back into memory, unless it is lost.
  private mutating func fetchLast() -> Bool {
    guard let block = fetched(kept - 1) else { return false }
    kept -= 1
    packed.insert(PackedBlock(block), at: 0)
    return true
  }

  /// The last block as one that samples can be added to, of this value alone; `nil` where it is lost.
  private mutating func openLast() -> OpenBlock? {
    if isKnownUniquelyReferenced(&last), let last { return last }
    guard let block = takeLast() else { return nil }
    let open = OpenBlock(blockCount, block)
    last = open
    return open
  }

  private mutating func takeLast() -> SampleBlock? {
    if let last { return last.block }
    guard count % Self.blockSize != 0 else { return SampleBlock() }
    guard !packed.isEmpty || (kept > 0 && fetchLast()) else { return nil }
    packEdited()
    return packed.popLast().map(RecentBlocks.block)
  }

  /// A packed block as one that can be changed, of this value alone.
  private mutating func edit(_ number: Int) -> OpenBlock? {
    if isKnownUniquelyReferenced(&edited), let edited, edited.number == number { return edited }
    guard let block = block(number) else { return nil }
    let open = OpenBlock(number, block)
    if edited?.number != number { packEdited() }
    edited = open
    return open
  }

  private mutating func packEdited() {
    guard let edited else { return }
    packed[edited.number - kept] = PackedBlock(edited.block)
    self.edited = nil
  }

  /// The bytes of a block, as a store is to give them back; `nil` where it is lost.
  package func stored(block number: Int) -> [UInt8]? {
    guard number >= kept, number - kept < packed.count, edited?.number != number else {
      return block(number)?.stored
    }
    return packed[number - kept].bytes
  }

  /// Leaves all samples to a store that has them as `stored(block:)` gave them.
  package mutating func keep(in store: any SampleStore) {
    self.store = store
    kept = blockCount
    (packed, edited, last) = ([], nil, nil)
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
    self.store = store
    kept = blockCount
  }
}
