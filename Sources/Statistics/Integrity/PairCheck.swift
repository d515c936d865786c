/// What is looked for in two runs that are compared.
package enum PairCheck {
  /// Whether the problems of both runs have anything but one number of samples.
  ///
  /// `nil` also where one of them has no problem.
  package static func budgets(
    _ first: TallyCounts, run: String, _ second: TallyCounts, run other: String
  ) -> IntegrityFinding? {
    guard first.largestN > 0, second.largestN > 0 else { return nil }
    let own = first.smallestN...first.largestN
    let theirs = second.smallestN...second.largestN
    if own == theirs && own.count == 1 { return nil }
    return .unequalBudgets(
      first: IntegrityFinding.Budget(run: run, samples: own),
      second: IntegrityFinding.Budget(run: other, samples: theirs))
  }

  /// Whether one run has a problem that the other lacks.
  package static func problems(
    _ first: Set<String>, run: String, _ second: Set<String>, run other: String
  ) -> IntegrityFinding? {
    guard first != second else { return nil }
    return .unequalProblems(
      first: run, onlyInFirst: first.subtracting(second).sorted(),
      second: other, onlyInSecond: second.subtracting(first).sorted())
  }
}
