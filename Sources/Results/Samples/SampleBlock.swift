/// One block; columns that hold nothing but absent values stay empty.
struct SampleBlock: Equatable, Sendable {
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
  var answer: [UInt32] = []
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
    Self.put(sample.answer, absent: 0, at: index, in: &answer)
  }

  /// Adds some samples of another block that has no scores under several models.
  mutating func append(_ other: SampleBlock, _ range: Range<Int>, problems places: [UInt32]) {
    let index = count
    offset += other.offset[range]
    length += other.length[range]
    problem += other.problem[range].lazy.map { places[Int($0)] }
    flags += other.flags[range]
    Self.put(other.element, range, absent: 0, at: index, in: &element)
    Self.put(other.tokens, range, absent: .max, at: index, in: &tokens)
    Self.put(other.score, range, absent: .absent, at: index, in: &score)
    Self.put(other.entropy, range, absent: .absent, at: index, in: &entropy)
    Self.put(other.logProbability, range, absent: .absent, at: index, in: &logProbability)
    Self.put(other.response, range, absent: 0, at: index, in: &response)
    Self.put(other.draw, range, absent: 0, at: index, in: &draw)
    Self.put(other.answer, range, absent: 0, at: index, in: &answer)
  }

  mutating func relocate(_ index: Int, to record: SampleRecord) {
    offset[index] = record.offset
    length[index] = UInt32(clamping: record.length)
    if !response.isEmpty { response[index] = record.response ?? 0 }
    if !answer.isEmpty { answer[index] = record.answer ?? 0 }
  }

  func collect(
    _ wanted: UInt32, _ scorers: [String], from start: Int,
    into found: inout [(ordinal: Int, sample: SampleRecord)]
  ) {
    for index in problem.indices where problem[index] == wanted {
      found.append((start + index, sample(index, scorers)))
    }
  }

  /// One sample, with its log-probabilities under several models.
  func sample(_ index: Int, _ scorers: [String]) -> SampleRecord {
    var sample = self[index]
    if !sums.isEmpty { sample.logProbabilities = scores(at: index, scorers) }
    return sample
  }

  /// The first samples, as if no others had come behind them.
  func prefix(_ number: Int) -> SampleBlock {
    guard number < count else { return self }
    var first = SampleBlock()
    for index in 0..<number {
      first.append(self[index])
      for scorer in sums.indices {
        if let score = score(scorer, at: index, called: "") { first.setScore(score, at: scorer) }
      }
    }
    return first
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
    sums.indices.compactMap { score($0, at: index, called: scorers[$0]) }
  }

  private func score(_ scorer: Int, at index: Int, called name: String) -> LogProbability? {
    guard index < sums[scorer].count, let sum = sums[scorer][index].value else { return nil }
    let tokens = sumTokens[scorer][index]
    return LogProbability(scorer: name, sum: sum, tokens: tokens == .max ? nil : Int(tokens))
  }

  func grading(at index: Int) -> Grading {
    let flag = flags[index]
    return Grading(stated: flag & 3 == 2 ? nil : flag & 3 == 1, score: Self.get(score, index))
  }

  func isReasoningValid(at index: Int) -> Bool? {
    let reasoning = (flags[index] >> 4) & 3
    return reasoning == 2 ? nil : reasoning == 1
  }

  subscript(index: Int) -> SampleRecord {
    var sample = SampleRecord(offset: offset[index], length: UInt64(length[index]))
    sample.problem = problem[index]
    sample.element = element.isEmpty ? 0 : element[index]
    let flag = flags[index]
    sample.grading = grading(at: index)
    sample.finish = FinishReason(rawValue: (flag >> 2) & 3) ?? .unknown
    sample.isReasoningValid = isReasoningValid(at: index)
    if !tokens.isEmpty, tokens[index] != .max { sample.tokens = Int(tokens[index]) }
    sample.entropy = Self.get(entropy, index)
    sample.logProbability = Self.get(logProbability, index)
    sample.response = response.isEmpty || response[index] == 0 ? nil : response[index]
    sample.draw = draw.isEmpty || draw[index] == 0 ? nil : draw[index]
    sample.answer = answer.isEmpty || answer[index] == 0 ? nil : answer[index]
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

  /// The same for a piece of another column, which may not exist.
  private static func put<Value: Equatable>(
    _ other: [Value], _ range: Range<Int>, absent: Value, at index: Int, in column: inout [Value]
  ) {
    let values = other.isEmpty ? other[...] : other[range]
    if column.isEmpty {
      guard values.contains(where: { $0 != absent }) else { return }
      column = Array(repeating: absent, count: index)
    }
    column += values
    if values.isEmpty { column += repeatElement(absent, count: range.count) }
  }

  private static func get(_ column: [Measure], _ index: Int) -> Double? {
    column.isEmpty ? nil : column[index].value
  }
}

/// A number that may be absent, in four bytes; two that are absent are equal, unlike NaN.
struct Measure: Equatable, Sendable {
  let bits: UInt32

  static let absent = Measure(.nan)

  init(_ value: Double) { bits = Float(value).bitPattern }

  init(bits: UInt32) { self.bits = bits }

  var value: Double? {
    let float = Float(bitPattern: bits)
    return float.isNaN ? nil : Double(float)
  }
}
