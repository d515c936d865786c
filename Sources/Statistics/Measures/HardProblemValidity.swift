/// How many hard problems have at least one correct answer that rests on valid reasoning.
///
/// Hard is 0 < c/n < 0.05: there a correct answer may be a lucky guess, so the reasoning
/// is read. The check of Yue et al., arXiv 2504.13837, section 3.1.
package struct HardProblemValidity: Equatable, Sendable {
  /// Hard problems with a correct answer whose reasoning is valid.
  package private(set) var valid = 0
  /// Hard problems with a correct answer whose reasoning is judged.
  package private(set) var counted = 0
  /// Counted problems without a valid one so far, that have correct answers still unjudged.
  package private(set) var open = 0
  /// Hard problems of which no correct answer is judged; no part of `counted`.
  package private(set) var unknown = 0

  package init(of problems: [ReasoningTally]) {
    self.init(counting: problems.filter(Self.isHard))
  }

  /// Of problems that are known to be hard by more samples than were judged.
  package init(counting problems: [ReasoningTally]) {
    for problem in problems { add(problem) }
  }

  /// The share of valid problems among the counted ones; `nil` without any.
  package var ratio: Double? {
    counted == 0 ? nil : Double(valid) / Double(counted)
  }

  /// Whether 0 < c/n < 0.05, by whole numbers alone: 1 of 20 is not hard.
  package static func isHard(_ problem: ReasoningTally) -> Bool {
    problem.c > 0 && 20 * problem.c < problem.n
  }

  private mutating func add(_ problem: ReasoningTally) {
    guard problem.judged > 0 else {
      unknown += 1
      return
    }
    counted += 1
    if problem.valid > 0 {
      valid += 1
    } else if problem.unjudged > 0 {
      open += 1
    }
  }
}
