/// pass@k where a sample counts only if answer and reasoning are both right, CoT-pass@k.
///
/// The estimator of pass@k with c replaced by d, the samples right in both. See Wen et
/// al., arXiv 2506.14245. Without all judgements d is known within bounds only, and so
/// is the value.
package enum CoTPassAtK {
  /// The least and the greatest estimate that the missing judgements allow, for one problem.
  ///
  /// - Precondition: `1 <= k && k <= tally.n`.
  package static func bounds(_ tally: ReasoningTally, k: Int) -> ClosedRange<Double> {
    let low = PassAtK.estimate(n: tally.n, c: tally.rightBounds.lowerBound, k: k)
    let high = PassAtK.estimate(n: tally.n, c: tally.rightBounds.upperBound, k: k)
    return low...max(low, high)
  }

  /// The problems by (n, d), from which every measure of (n, c) can be computed.
  package static func tallies(
    of problems: [ReasoningTally], unjudged: UnjudgedReasoning
  ) -> TallyCounts {
    var counts = TallyCounts()
    for problem in problems {
      let bounds = problem.rightBounds
      counts.add(n: problem.n, c: unjudged == .valid ? bounds.upperBound : bounds.lowerBound)
    }
    return counts
  }

  /// The mean over problems at each of the given budgets.
  package static func points(
    of problems: [ReasoningTally], at budgets: [Int], unjudged: UnjudgedReasoning
  ) -> [CurvePoint] {
    TallyMean.points(
      of: tallies(of: problems, unjudged: unjudged), at: budgets, measure: PassAtK.estimate)
  }

  /// The share of all correct answers that rest on valid reasoning, as far as it is known.
  ///
  /// Samples are pooled, so a problem weighs as much as it has correct answers; `nil`
  /// without a correct answer.
  package static func validityBounds(of problems: [ReasoningTally]) -> ClosedRange<Double>? {
    let correct = problems.reduce(0) { $0 + $1.c }
    guard correct > 0 else { return nil }
    let low = problems.reduce(0) { $0 + $1.rightBounds.lowerBound }
    let high = problems.reduce(0) { $0 + $1.rightBounds.upperBound }
    return Double(low) / Double(correct)...Double(high) / Double(correct)
  }
}
