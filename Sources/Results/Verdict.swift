/// Whether a sample is right.
package enum Verdict: UInt8, Sendable {
  case incorrect, correct, ungraded
}

/// What a record says of a sample's verdict, before a rule decides.
package struct Grading: Equatable, Sendable {
  /// A statement such as `correct: true`; `nil` where there is none.
  package var stated: Bool?
  /// A number such as a reward, with the digits of a Float, which are kept of each sample; `nil` where
  /// there is none, and for NaN, the infinities and what a Float cannot tell from them.
  package let score: Double?

  package init(stated: Bool? = nil, score: Double? = nil) {
    self.stated = stated
    // Rounded before anything is counted: ten rewards of 0.1 come to 1, here and wherever they are kept.
    self.score = score.map { Double(Float($0)) }.flatMap { $0.isFinite ? $0 : nil }
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
    // Scores have the digits of a Float: a threshold of 0.7 takes a score of 0.7.
    if let threshold { return score >= Double(Float(threshold)) }
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

/// The kinds that samples are counted by: what their records say, before a rule decides.
///
/// The counts are kept apart by statement and by class of score, so that a rule
/// found late, or changed, needs no second reading. There are twelve kinds: three statements
/// (wrong, right, none) × four classes of score (none, at most 0, below 1, others).
enum GradingKind {
  static let count = 12

  static func of(_ grading: Grading) -> Int {
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

  /// A grading of a kind.
  static func representative(_ kind: Int) -> Grading {
    let scores: [Double?] = [nil, 0, 0.5, 1]
    let statements: [Bool?] = [false, true, nil]
    return Grading(stated: statements[kind / 4], score: scores[kind % 4])
  }

  /// The kinds that have both a statement and a score, a bit each.
  static let withBoth: UInt16 = 0b1110_1110

  /// How many samples have both a statement and a score, and in how many the two
  /// disagree on whether the score is above 0, where so many are of each kind.
  static func agreement(of counts: [Int]) -> (both: Int, disagreeing: Int) {
    var result = (both: 0, disagreeing: 0)
    for statement in 0..<2 {
      for score in 1..<4 {
        let count = counts[statement * 4 + score]
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
  static func contradictions(of counts: [Int], by rule: VerdictRule) -> Int {
    let rightButNoScore = counts[5]
    let wrongButScore = counts[3] + (rule.isPositiveRight ? counts[2] : 0)
    return rightButNoScore + wrongButScore
  }
}
