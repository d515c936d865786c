/// Why a response ended.
package enum FinishReason: UInt8, Sendable {
  case unknown, stop, length, other
}

/// How probable a response is under one model.
package struct LogProbability: Equatable, Sendable {
  /// What the model is called in the file, such as `base`.
  package let scorer: String
  /// The sum over the response's tokens, in nats.
  package let sum: Double
  /// The tokens that the response has for that model.
  package let tokens: Int?

  package init(scorer: String, sum: Double, tokens: Int?) {
    self.scorer = scorer
    self.sum = sum
    self.tokens = tokens
  }
}

/// What is kept in memory of one sample; its text stays in the file.
package struct SampleRecord: Equatable, Sendable {
  /// Where the record (a line or an object) starts in the file, and its length, in bytes.
  package var offset: UInt64
  package var length: UInt64
  /// The position in the record's arrays; 0 where a record is one sample.
  package var element: UInt32 = 0
  /// The problem, as an index into the problems of the part.
  package var problem: UInt32 = 0
  package var grading = Grading()
  package var finish = FinishReason.unknown
  /// Whether the reasoning was judged right.
  package var isReasoningValid: Bool?
  /// Generated tokens.
  package var tokens: Int?
  /// Mean entropy over the generated tokens, in nats.
  package var entropy: Double?
  /// Sum of the log-probabilities of the generated tokens, in nats.
  package var logProbability: Double?
  /// Log-probabilities under several models.
  package var logProbabilities: [LogProbability] = []
  /// A hash of the response as its file writes it; `nil` where there is no response.
  package var response: UInt64?
  /// A hash of what the file numbers the sample by within its problem; `nil` where it does not.
  package var draw: UInt64?

  package init(offset: UInt64, length: UInt64) {
    self.offset = offset
    self.length = length
  }
}

/// The samples of a part of a file, column by column, in blocks that never change once full.
///
/// Copies are cheap: full blocks are shared, so that a snapshot of a growing
/// file costs a block, not the file.
package struct SampleColumns: Equatable, Sendable {
  private static let blockSize = 4096
  private var full: [Block] = []
  private var last = Block()
  /// The models that log-probabilities are under, in order of appearance.
  package private(set) var scorers: [String] = []
  /// A checksum over problems, draws and responses in their order: equal for a copy of a file.
  package private(set) var sequence: UInt64 = 0
  /// A checksum over all that else decides what repeats mean: verdicts and places.
  package private(set) var verdicts: UInt64 = 0
  /// How many samples have a response, and how many of these a number within their problem.
  package private(set) var responses = 0
  package private(set) var draws = 0

  package init() {}

  package var count: Int { full.count * Self.blockSize + last.count }

  package mutating func append(_ sample: SampleRecord) {
    note(sample)
    last.append(sample)
    if !sample.logProbabilities.isEmpty { appendScores(of: sample) }
    guard last.count == Self.blockSize else { return }
    last.trim()
    full.append(last)
    last = Block()
  }

  /// Gives a sample the place and the response of another record of it; its verdict stays.
  package mutating func relocate(_ ordinal: Int, to record: SampleRecord) {
    let (number, index) = ordinal.quotientAndRemainder(dividingBy: Self.blockSize)
    sequence = Scramble.mix(Scramble.mix(sequence, UInt64(ordinal)), record.response ?? 0)
    verdicts = Scramble.mix(verdicts, record.offset)
    if number < full.count {
      full[number].relocate(index, to: record)
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
    for (number, block) in full.enumerated() {
      block.collect(problem, scorers, from: number * Self.blockSize, into: &found)
    }
    last.collect(problem, scorers, from: full.count * Self.blockSize, into: &found)
    return found
  }

  /// How the samples of each problem are graded by a rule.
  ///
  /// - Complexity: O(`count`).
  package func counts(
    by rule: VerdictRule, problems: Int
  ) -> [(correct: Int, incorrect: Int, ungraded: Int)] {
    var counts = Array(repeating: (correct: 0, incorrect: 0, ungraded: 0), count: problems)
    for block in full + [last] {
      for index in 0..<block.count {
        let problem = Int(block.problem[index])
        switch rule.verdict(of: block.grading(at: index)) {
        case .correct: counts[problem].correct += 1
        case .incorrect: counts[problem].incorrect += 1
        case .ungraded: counts[problem].ungraded += 1
        }
      }
    }
    return counts
  }

  /// One sample, without its log-probabilities under several models.
  package subscript(ordinal: Int) -> SampleRecord {
    let (block, index) = ordinal.quotientAndRemainder(dividingBy: Self.blockSize)
    return block < full.count ? full[block][index] : last[index]
  }

  /// The hash of a sample's response; 0 where there is none.
  func response(at ordinal: Int) -> UInt64 {
    let (block, index) = ordinal.quotientAndRemainder(dividingBy: Self.blockSize)
    guard block < full.count else { return last.response.isEmpty ? 0 : last.response[index] }
    return full[block].response.isEmpty ? 0 : full[block].response[index]
  }

  /// Calls `body` for each sample that has a response; a draw of 0 is none.
  func forEachResponse(
    _ body: (_ ordinal: Int, _ problem: UInt32, _ draw: UInt64, _ response: UInt64) -> Void
  ) {
    for number in 0...full.count {
      let block = number < full.count ? full[number] : last
      guard !block.response.isEmpty else { continue }
      for index in 0..<block.count where block.response[index] != 0 {
        body(
          number * Self.blockSize + index, block.problem[index],
          block.draw.isEmpty ? 0 : block.draw[index], block.response[index])
      }
    }
  }

  private mutating func note(_ sample: SampleRecord) {
    let (response, draw) = (sample.response ?? 0, sample.draw ?? 0)
    sequence = Scramble.mix(sequence, UInt64(sample.problem))
    sequence = Scramble.mix(Scramble.mix(sequence, draw), response)
    let stated: UInt64 = sample.grading.stated.map { $0 ? 1 : 2 } ?? 0
    verdicts = Scramble.mix(Scramble.mix(verdicts, sample.offset), stated)
    verdicts = Scramble.mix(verdicts, sample.grading.score?.bitPattern ?? 1)
    if response != 0 { responses += 1 }
    if response != 0, draw != 0 { draws += 1 }
  }

  /// Calls with the problem and the grading of each sample, in the order of the file.
  package func forEachGrading(_ body: (Int, Grading) -> Void) {
    for block in full + [last] {
      for index in 0..<block.count { body(Int(block.problem[index]), block.grading(at: index)) }
    }
  }

  private mutating func appendScores(of sample: SampleRecord) {
    for score in sample.logProbabilities {
      let place = scorers.firstIndex(of: score.scorer) ?? scorers.count
      if place == scorers.count { scorers.append(score.scorer) }
      last.setScore(score, at: place)
    }
  }

  /// One block; columns that hold nothing but absent values stay empty.
  private struct Block: Equatable, Sendable {
    var offset: [UInt64] = []
    var length: [UInt32] = []
    var problem: [UInt32] = []
    var flags: [UInt8] = []
    var element: [UInt32] = []
    var tokens: [UInt32] = []
    var score: [Measure] = []
    var entropy: [Measure] = []
    var logProbability: [Measure] = []
    var response: [UInt64] = []
    var draw: [UInt64] = []
    /// By scorer, then by sample; a column ends with the last value that there is.
    var sums: [[Measure]] = []
    var sumTokens: [[UInt32]] = []

    var count: Int { offset.count }

    mutating func append(_ sample: SampleRecord) {
      let index = count
      offset.append(sample.offset)
      length.append(UInt32(clamping: sample.length))
      problem.append(sample.problem)
      flags.append(Self.flags(of: sample))
      Self.put(sample.element == 0 ? nil : sample.element, absent: 0, at: index, in: &element)
      Self.put(sample.tokens.map(UInt32.init(clamping:)), absent: .max, at: index, in: &tokens)
      Self.put(sample.grading.score.map(Measure.init), absent: .absent, at: index, in: &score)
      Self.put(sample.entropy.map(Measure.init), absent: .absent, at: index, in: &entropy)
      Self.put(
        sample.logProbability.map(Measure.init), absent: .absent, at: index, in: &logProbability)
      Self.put(sample.response, absent: 0, at: index, in: &response)
      Self.put(sample.draw, absent: 0, at: index, in: &draw)
    }

    mutating func relocate(_ index: Int, to record: SampleRecord) {
      offset[index] = record.offset
      length[index] = UInt32(clamping: record.length)
      if !response.isEmpty { response[index] = record.response ?? 0 }
    }

    /// Gives back what growing has reserved beyond the need.
    mutating func trim() {
      offset = Array(offset[...])
      length = Array(length[...])
      problem = Array(problem[...])
      flags = Array(flags[...])
      response = Array(response[...])
      draw = Array(draw[...])
    }

    func collect(
      _ wanted: UInt32, _ scorers: [String], from start: Int,
      into found: inout [(ordinal: Int, sample: SampleRecord)]
    ) {
      for index in problem.indices where problem[index] == wanted {
        var sample = self[index]
        if !sums.isEmpty { sample.logProbabilities = scores(at: index, scorers) }
        found.append((start + index, sample))
      }
    }

    /// Sets a score of the sample added last.
    mutating func setScore(_ score: LogProbability, at scorer: Int) {
      while sums.count <= scorer {
        sums.append([])
        sumTokens.append([])
      }
      let missing = count - sums[scorer].count
      guard missing > 0 else { return }
      sums[scorer] += Array(repeating: Measure.absent, count: missing)
      sumTokens[scorer] += Array(repeating: UInt32.max, count: missing)
      sums[scorer][count - 1] = Measure(score.sum)
      sumTokens[scorer][count - 1] = score.tokens.map { UInt32(clamping: $0) } ?? .max
    }

    private func scores(at index: Int, _ scorers: [String]) -> [LogProbability] {
      sums.indices.compactMap { scorer in
        guard index < sums[scorer].count, let sum = sums[scorer][index].value else { return nil }
        let tokens = sumTokens[scorer][index]
        return LogProbability(
          scorer: scorers[scorer], sum: sum,
          tokens: tokens == .max ? nil : Int(tokens))
      }
    }

    func grading(at index: Int) -> Grading {
      let flag = flags[index]
      return Grading(stated: flag & 3 == 2 ? nil : flag & 3 == 1, score: Self.get(score, index))
    }

    subscript(index: Int) -> SampleRecord {
      var sample = SampleRecord(offset: offset[index], length: UInt64(length[index]))
      sample.problem = problem[index]
      sample.element = element.isEmpty ? 0 : element[index]
      let flag = flags[index]
      sample.grading = grading(at: index)
      sample.finish = FinishReason(rawValue: (flag >> 2) & 3) ?? .unknown
      sample.isReasoningValid = (flag >> 4) & 3 == 2 ? nil : (flag >> 4) & 3 == 1
      if !tokens.isEmpty, tokens[index] != .max { sample.tokens = Int(tokens[index]) }
      sample.entropy = Self.get(entropy, index)
      sample.logProbability = Self.get(logProbability, index)
      sample.response = response.isEmpty || response[index] == 0 ? nil : response[index]
      sample.draw = draw.isEmpty || draw[index] == 0 ? nil : draw[index]
      return sample
    }

    private static func flags(of sample: SampleRecord) -> UInt8 {
      let stated: UInt8 = sample.grading.stated.map { $0 ? 1 : 0 } ?? 2
      let reasoning: UInt8 = sample.isReasoningValid.map { $0 ? 1 : 0 } ?? 2
      return stated | sample.finish.rawValue << 2 | reasoning << 4
    }

    /// Appends to a column, which starts to exist with the first value that is not absent.
    private static func put<Value>(
      _ value: Value?, absent: Value, at index: Int, in column: inout [Value]
    ) {
      if column.isEmpty {
        guard value != nil else { return }
        column = Array(repeating: absent, count: index)
      }
      column.append(value ?? absent)
    }

    private static func get(_ column: [Measure], _ index: Int) -> Double? {
      column.isEmpty ? nil : column[index].value
    }
  }

  /// A number that may be absent, in four bytes; two that are absent are equal, unlike NaN.
  private struct Measure: Equatable, Sendable {
    private let bits: UInt32

    static let absent = Measure(.nan)

    init(_ value: Double) { bits = Float(value).bitPattern }

    var value: Double? {
      let float = Float(bitPattern: bits)
      return float.isNaN ? nil : Double(float)
    }
  }
}
