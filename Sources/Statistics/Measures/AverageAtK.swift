/// The expected share of correct samples among k, avg@k, for one problem.
///
/// The mean of k draws without replacement has the expectation c/n whatever k is, so
/// avg@k is pass@1; k only decides which problems have enough samples to take part.
package enum AverageAtK {
  /// The share of correct samples, c/n, in 0...1.
  ///
  /// - Precondition: `0 <= c && c <= n && n > 0`.
  package static func estimate(n: Int, c: Int) -> Double {
    precondition(0 <= c && c <= n && n > 0, "\(c) of \(n)")
    return Double(c) / Double(n)
  }

  /// The mean over problems at each of the given budgets.
  package static func points(of tallies: TallyCounts, at budgets: [Int]) -> [CurvePoint] {
    TallyMean.points(of: tallies, at: budgets) { n, c, _ in estimate(n: n, c: c) }
  }
}
