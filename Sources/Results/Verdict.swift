/// Whether a sample is right.
package enum Verdict: UInt8, Sendable {
  case incorrect, correct, ungraded
}

/// What a record says of a sample's verdict, before a rule decides.
package struct Grading: Equatable, Sendable {
  /// A statement such as `correct: true`; `nil` where there is none.
  package var stated: Bool?
  /// A number such as a reward; `nil` where there is none, and for NaN and the infinities.
  package var score: Double?

  package init(stated: Bool? = nil, score: Double? = nil) {
    self.stated = stated
    self.score = score.flatMap { $0.isFinite ? $0 : nil }
  }
}

/// How gradings of one file become verdicts.
///
/// Which rule holds depends on all scores of the file: ±1 rewards with length
/// penalties are right above 0, all else at 1.0 and more.
package struct VerdictRule: Hashable, Sendable {
  /// Whether a statement counts more than a score.
  package var prefersStatement = true
  /// Whether scores above 0 are right, rather than those of at least 1.
  package var isPositiveRight = false
  /// The least score that is right, where a person said so.
  package var threshold: Double?

  package init(
    prefersStatement: Bool = true, isPositiveRight: Bool = false, threshold: Double? = nil
  ) {
    self.prefersStatement = prefersStatement
    self.isPositiveRight = isPositiveRight
    self.threshold = threshold
  }

  /// Which scores are right, in words.
  package var condition: String {
    if let threshold { return "score >= \(Facts.formatted(threshold))" }
    return isPositiveRight ? "score > 0" : "score >= 1"
  }

  private func isRight(_ score: Double) -> Bool {
    // Scores are kept with the digits of a Float: a threshold of 0.7 takes a score of 0.7.
    if let threshold { return Float(score) >= Float(threshold) }
    return isPositiveRight ? score > 0 : score >= 1
  }

  package func verdict(of grading: Grading) -> Verdict {
    if let stated = grading.stated, prefersStatement || grading.score == nil {
      return stated ? .correct : .incorrect
    }
    guard let score = grading.score else { return .ungraded }
    return isRight(score) ? .correct : .incorrect
  }
}

/// The samples of one problem, counted by what their records say.
///
/// The counts are kept apart by statement and by class of score, so that a rule
/// found late, or changed, needs no second reading.
package struct GradingCounts: Equatable, Sendable {
  /// Three statements (wrong, right, none) × four classes of score.
  private var cells = SIMD16<UInt32>(repeating: 0)

  package init() {}

  /// - Parameter counts: As `counts` gives them.
  init(counts: SIMD16<UInt32>) { cells = counts }

  /// Samples by statement and class of score.
  var counts: SIMD16<UInt32> { cells }

  package mutating func add(_ grading: Grading, times: Int = 1) {
    let cell = Self.cell(grading)
    cells[cell] = UInt32(clamping: Int(cells[cell]) + times)
  }

  mutating func add(_ other: GradingCounts) {
    for cell in 0..<12 {
      cells[cell] = UInt32(clamping: Int(cells[cell]) + Int(other.cells[cell]))
    }
  }

  /// Counts by a rule.
  package func counts(by rule: VerdictRule) -> (correct: Int, incorrect: Int, ungraded: Int) {
    var totals = (correct: 0, incorrect: 0, ungraded: 0)
    for index in 0..<12 where cells[index] > 0 {
      let count = Int(cells[index])
      switch rule.verdict(of: Self.representative(index)) {
      case .correct: totals.correct += count
      case .incorrect: totals.incorrect += count
      case .ungraded: totals.ungraded += count
      }
    }
    return totals
  }

  package var total: Int { (0..<12).reduce(0) { $0 + Int(cells[$1]) } }

  /// How many samples have both a statement and a score, and in how many the two
  /// disagree on whether the score is above 0.
  package var agreement: (both: Int, disagreeing: Int) {
    var result = (both: 0, disagreeing: 0)
    for statement in 0..<2 {
      for score in 1..<4 {
        let count = Int(cells[statement * 4 + score])
        result.both += count
        if (statement == 1) != (score >= 2) { result.disagreeing += count }
      }
    }
    return result
  }

  /// How many samples state one thing while their score says the other.
  ///
  /// A score between 0 and 1 contradicts nothing unless a rule makes it right: it may be a share
  /// of tests passed.
  package func contradictions(by rule: VerdictRule) -> Int {
    let rightButNoScore = Int(cells[5])
    let wrongButScore = Int(cells[3]) + (rule.isPositiveRight ? Int(cells[2]) : 0)
    return rightButNoScore + wrongButScore
  }

  private static func cell(_ grading: Grading) -> Int {
    let statement = grading.stated.map { $0 ? 1 : 0 } ?? 2
    let score =
      switch grading.score {
      case nil: 0
      case .some(let value) where value <= 0: 1
      case .some(let value) where value < 1: 2
      case .some: 3
      }
    return statement * 4 + score
  }

  private static func representative(_ cell: Int) -> Grading {
    let scores: [Double?] = [nil, 0, 0.5, 1]
    let statements: [Bool?] = [false, true, nil]
    return Grading(stated: statements[cell / 4], score: scores[cell % 4])
  }
}
