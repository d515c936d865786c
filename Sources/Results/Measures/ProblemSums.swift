import Statistics

/// What the samples of one problem add up to while they are walked over.
struct ProblemSums {
  private(set) var samples = 0
  private(set) var n = 0
  private(set) var c = 0
  private(set) var finished = 0
  private(set) var isJudged = false
  private var truncated = 0
  private var truncatedCorrect = 0
  private var judged = 0
  private var valid = 0
  private var tokens = SampleSum()
  private var correctTokens = SampleSum()
  private var incorrectTokens = SampleSum()
  private var entropy = SampleSum()
  private var logProbability = SampleSum()
  private var perplexity = ShiftedMoments()

  @inline(__always)
  mutating func add(_ block: SampleBlock, _ index: Int, _ verdict: Verdict) {
    samples += 1
    if verdict != .ungraded { n += 1 }
    if verdict == .correct { c += 1 }
    let flags = block.flags[index]
    if flags >> 2 & 3 != FinishReason.unknown.rawValue, verdict != .ungraded {
      finished += 1
      if flags >> 2 & 3 == FinishReason.length.rawValue {
        truncated += 1
        if verdict == .correct { truncatedCorrect += 1 }
      }
    }
    if flags >> 4 & 3 != 2 { judge(flags >> 4 & 3 == 1, verdict) }
    let length = block.tokens.isEmpty ? UInt32.max : block.tokens[index]
    if length != .max { add(Double(length), verdict) }
    if !block.entropy.isEmpty, let value = block.entropy[index].value { entropy.add(value) }
    if !block.logProbability.isEmpty, let sum = block.logProbability[index].value {
      logProbability.add(sum)
      if length != .max, let value = Perplexity.value(logProbability: sum, tokens: Int(length)) {
        perplexity.add(value)
      }
    }
  }

  private mutating func add(_ length: Double, _ verdict: Verdict) {
    tokens.add(length)
    switch verdict {
    case .correct: correctTokens.add(length)
    case .incorrect: incorrectTokens.add(length)
    case .ungraded: break
    }
  }

  private mutating func judge(_ isValid: Bool, _ verdict: Verdict) {
    isJudged = true
    guard verdict == .correct else { return }
    judged += 1
    if isValid { valid += 1 }
  }

  func measures(of problem: String) -> ProblemMeasures {
    var measures = ProblemMeasures(problem: problem)
    measures.samples = samples
    measures.tokens = tokens
    measures.correctTokens = correctTokens
    measures.incorrectTokens = incorrectTokens
    measures.entropy = entropy
    measures.logProbability = logProbability
    measures.perplexity = perplexity.moments
    return measures
  }

  var truncation: TruncationTally {
    TruncationTally(
      n: n, c: c, truncated: truncated, truncatedCorrect: truncatedCorrect, finished: finished)
  }

  var reasoning: ReasoningTally { ReasoningTally(n: n, c: c, valid: valid, judged: judged) }
}

/// The mean and the spread of numbers by their distances from the first, without a division each.
private struct ShiftedMoments {
  private var count = 0
  private var first = 0.0
  private var sum = 0.0
  private var squares = 0.0

  @inline(__always)
  mutating func add(_ value: Double) {
    if count == 0 { first = value }
    let distance = value - first
    count += 1
    sum += distance
    squares += distance * distance
  }

  var moments: RunningMoments {
    guard count > 0 else { return RunningMoments() }
    let mean = sum / Double(count)
    let spread = squares - sum * mean
    return RunningMoments(
      count: count, mean: first + mean, squares: spread.isNaN ? .infinity : max(0, spread))
  }
}
