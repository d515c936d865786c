/// A number of problems that reach a threshold, out of a number of problems.
package struct Coverage: Equatable, Sendable {
  package let covered: Int
  package let problems: Int

  package init(covered: Int, problems: Int) {
    self.covered = covered
    self.problems = problems
  }

  /// The share of problems covered; `nil` without problems.
  package var share: Double? {
    problems == 0 ? nil : Double(covered) / Double(problems)
  }
}
