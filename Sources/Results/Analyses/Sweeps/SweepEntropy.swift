import Statistics

/// What the samples of a run tell of its entropy and length, problem by problem.
package struct SweepEntropy: Equatable, Sendable {
  /// The mean over problems of the mean entropy of a sample, in nats a token.
  package let mean: ProblemMean?
  /// The mean over problems of the mean tokens of a sample.
  package let tokens: ProblemMean?
  /// The mean entropy of the samples of each problem that has one, by its id.
  package let problems: [String: Double]

  package init(_ measures: RunMeasures) {
    mean = measures.entropy
    tokens = measures.tokens
    var problems: [String: Double] = [:]
    for problem in measures.problems {
      if let value = problem.entropy.mean { problems[problem.problem] = value }
    }
    self.problems = problems
  }

  package init(problems: [String: Double], tokens: ProblemMean? = nil) {
    // In a fixed order, so that sums are the same at every start.
    mean = ProblemMean(problems.sorted { $0.key < $1.key }.map(\.value))
    self.tokens = tokens
    self.problems = problems
  }
}
