/// The mean entropy of the next-token distributions along the responses of a run, in nats.
package struct TokenEntropy: Equatable, Sendable {
  /// What one sample tells of its entropy.
  package struct Sample: Equatable, Sendable {
    /// Any number that tells the problems apart.
    package let problem: Int
    /// The mean over the generated tokens, in nats; `nil` where it was not recorded.
    package let entropy: Double?
    /// The number of generated tokens, where it is known.
    package let tokens: Int?

    package init(problem: Int, entropy: Double?, tokens: Int? = nil) {
      self.problem = problem
      self.entropy = entropy
      self.tokens = tokens
    }
  }

  /// The mean over problems of the mean over samples; `nil` where no sample has an entropy.
  ///
  /// Each problem counts once, however many and however long its responses are.
  package let mean: ProblemMean?
  /// The mean over all tokens, so that long responses weigh more.
  ///
  /// Over the samples whose tokens are known; `nil` without any.
  package let tokenWeightedMean: Double?
  /// How many samples have an entropy.
  package let samples: Int
  /// How many samples have none, or none that is a finite number, and are left out.
  package let samplesWithout: Int

  package init(_ samples: [Sample]) {
    var problems = OrderedGroups<Int, Double>()
    var weighted = 0.0
    var tokens = 0.0
    var known = 0
    for sample in samples {
      guard let entropy = sample.entropy, entropy.isFinite else { continue }
      known += 1
      problems.add(entropy, to: sample.problem)
      let weight = Double(max(0, sample.tokens ?? 0))
      weighted += weight * entropy
      tokens += weight
    }
    mean = ProblemMean(problems.members.map { $0.reduce(0, +) / Double($0.count) })
    tokenWeightedMean = tokens > 0 ? weighted / tokens : nil
    self.samples = known
    samplesWithout = samples.count - known
  }
}
