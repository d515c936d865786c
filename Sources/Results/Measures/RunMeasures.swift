import Statistics

/// What the samples of a run tell beside their verdicts.
///
/// It takes a walk over all samples, or files of counts that state it, and is made when somebody
/// asks for it: see `MeasureWalk`.
package struct RunMeasures: Equatable, Sendable {
  /// In the order of the run's problems.
  package private(set) var problems: [ProblemMeasures]
  /// Sums over the problems.
  package let totals: Totals

  /// Sums over problems; the means of a run that counts each problem once are beside them.
  package struct Totals: Equatable, Sendable {
    package var samples = 0
    package var tokens = SampleSum()
    package var correctTokens = SampleSum()
    package var incorrectTokens = SampleSum()
    package var entropy = SampleSum()
    package var logProbability = SampleSum()
    package var perplexity = RunningMoments()
    /// Graded samples that say why they ended, those cut at the token limit, and the correct ones
    /// of those; `nil` where nothing is known of any.
    package var finished: Int?
    package var truncated: Int?
    package var truncatedCorrect: Int?
    /// Different responses, and the samples that have one; `nil` without responses.
    package var distinct: Int?
    package var responses: Int?
  }

  package init(problems: [ProblemMeasures]) {
    self.problems = problems
    var totals = Totals()
    for problem in problems { totals.add(problem) }
    self.totals = totals
  }

  /// The mean over problems of the mean tokens of a sample.
  package var tokens: ProblemMean? { mean(\.tokens.mean) }
  /// The mean over problems of the mean entropy of a sample, in nats.
  package var entropy: ProblemMean? { mean(\.entropy.mean) }
  /// The mean over problems of the mean perplexity of a sample.
  package var perplexity: ProblemMean? {
    mean { $0.perplexity.count == 0 ? nil : $0.perplexity.mean }
  }
  /// The mean over problems of the entropy of their answers, in nats.
  package var answerEntropy: ProblemMean? { mean { $0.answers?.entropy?.plugIn } }

  /// The mean over those problems that have a number.
  package func mean(_ number: (ProblemMeasures) -> Double?) -> ProblemMean? {
    ProblemMean(problems.compactMap(number))
  }

  /// The problems by (n, c); those of which the samples do not tell are left out.
  package func tallies(_ counting: SampleCounting) -> TallyCounts {
    var counts = TallyCounts()
    for tally in problems.lazy.compactMap({ $0.tally(counting) }) {
      counts.add(n: tally.n, c: tally.c)
    }
    return counts
  }

  /// The same with other judgements of some problems' reasoning, where they judge anything.
  package func replacingReasoning(_ tally: (_ problem: String) -> ReasoningTally?) -> RunMeasures {
    var changed = self
    for place in problems.indices {
      guard let new = tally(problems[place].problem), new.judged > 0 else { continue }
      changed.problems[place].reasoning = new
    }
    return changed
  }

  /// Of the problems whose reasoning somebody judged.
  package var reasoning: [ReasoningTally] { problems.compactMap(\.reasoning) }
  /// Of the problems that have answers.
  package var votes: [AnswerVotes] { problems.compactMap { $0.answers?.votes } }
}

extension RunMeasures.Totals {
  fileprivate mutating func add(_ problem: ProblemMeasures) {
    samples += problem.samples
    tokens.add(problem.tokens)
    correctTokens.add(problem.correctTokens)
    incorrectTokens.add(problem.incorrectTokens)
    entropy.add(problem.entropy)
    logProbability.add(problem.logProbability)
    perplexity.add(problem.perplexity)
    if let truncation = problem.truncation {
      finished = (finished ?? 0) + truncation.finished
      truncated = (truncated ?? 0) + truncation.truncated
      truncatedCorrect = (truncatedCorrect ?? 0) + truncation.truncatedCorrect
    }
    if let responses = problem.distinct {
      distinct = (distinct ?? 0) + responses.count
      self.responses = (self.responses ?? 0) + responses.samples
    }
  }
}
