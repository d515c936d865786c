/// A mean over problems, each of which counts once, with its uncertainty and how many took part.
package struct ProblemMean: Equatable, Sendable {
  package let value: Double
  /// The standard error of `value` over problems; `nil` with fewer than two of them.
  package let standardError: Double?
  /// How many problems took part, at least 1.
  package let problems: Int

  package init(value: Double, standardError: Double?, problems: Int) {
    self.value = value
    self.standardError = standardError
    self.problems = problems
  }

  /// The mean of one number for each problem; `nil` without problems.
  package init?(_ values: [Double]) {
    var moments = RunningMoments()
    for value in values { moments.add(value) }
    guard let mean = moments.problemMean else { return nil }
    self = mean
  }

  /// The same as a point of a curve over budgets, cut to 0...1.
  package func point(at k: Int) -> CurvePoint {
    CurvePoint(
      k: k, value: min(1, max(0, value)), standardError: standardError, problems: problems)
  }
}
