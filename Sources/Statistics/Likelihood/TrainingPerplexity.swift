/// The perplexity of the responses of one checkpoint: the median of each problem, then the mean.
///
/// See Yue et al., arXiv 2504.13837, appendix C.4, which takes 32 responses to each of
/// ten problems.
package struct TrainingPerplexity: Equatable, Sendable {
  /// The perplexity of one response of a checkpoint.
  package struct Response: Equatable, Sendable {
    package let step: Int
    /// Any number that tells the problems apart.
    package let problem: Int
    /// `nil` where the response has none; it is left out.
    package let perplexity: Double?

    package init(step: Int, problem: Int, perplexity: Double?) {
      self.step = step
      self.problem = problem
      self.perplexity = perplexity
    }
  }

  package let step: Int
  /// The mean over problems of the median over responses.
  package let mean: ProblemMean

  /// One value for each step that has a perplexity, in order of the steps.
  package static func points(of responses: [Response]) -> [Self] {
    var steps: [Int: OrderedGroups<Int, Double>] = [:]
    for response in responses {
      guard let perplexity = response.perplexity else { continue }
      steps[response.step, default: OrderedGroups()].add(perplexity, to: response.problem)
    }
    return steps.sorted { $0.key < $1.key }.compactMap { step, groups in
      let medians = groups.members.compactMap { FiveNumberSummary($0)?.median }
      return ProblemMean(medians).map { Self(step: step, mean: $0) }
    }
  }
}
