/// A mean over problems, each of which counts once.
package struct ProblemMean: Equatable, Sendable {
  package let value: Double
  /// The standard error of `value` over problems; `nil` with fewer than two of them.
  package let standardError: Double?
  /// How many problems the mean is taken over, at least 1.
  package let problems: Int

  package init(value: Double, standardError: Double?, problems: Int) {
    self.value = value
    self.standardError = standardError
    self.problems = problems
  }

  /// The mean of one number for each problem; `nil` without problems.
  package init?(_ values: [Double]) {
    guard !values.isEmpty else { return nil }
    let count = Double(values.count)
    let mean = values.reduce(0, +) / count
    value = mean
    problems = values.count
    guard values.count >= 2 else {
      standardError = nil
      return
    }
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    standardError = (squares / (count - 1) / count).squareRoot()
  }
}
