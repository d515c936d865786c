import Statistics

/// What the samples of one problem tell beside their verdicts.
///
/// Each number comes from the samples, or from a file of counts that states it for more of them;
/// so the numbers of one problem may cover different samples, and each says how many.
package struct ProblemMeasures: Equatable, Sendable {
  /// The id of the problem.
  package let problem: String
  /// The samples that were walked over, copies left out.
  package var samples = 0
  /// Generated tokens of all samples, of correct and of incorrect ones.
  package var tokens = SampleSum()
  package var correctTokens = SampleSum()
  package var incorrectTokens = SampleSum()
  /// The mean token entropy of each sample, in nats.
  package var entropy = SampleSum()
  /// The sum of log-probabilities of each sample, in nats.
  package var logProbability = SampleSum()
  /// exp(−log-probability / tokens) of each sample that has both.
  package var perplexity = RunningMoments()
  /// `nil` where no sample says why it ended.
  package var truncation: TruncationTally?
  /// `nil` where nobody judged the reasoning of any sample.
  package var reasoning: ReasoningTally?
  /// `nil` where no sample has a response.
  package var distinct: DistinctResponses?
  /// `nil` where no sample has an answer.
  package var answers: AnswerCounts?

  package init(problem: String) { self.problem = problem }

  /// (n, c) by a way of counting; `nil` where the samples do not tell.
  ///
  /// All samples as they are have their tally in the run.
  package func tally(_ counting: SampleCounting) -> TallyCounts.Key? {
    switch counting {
    case .asGraded: nil
    case .truncatedAsWrong:
      truncation.map { TallyCounts.Key(n: $0.n, c: $0.c - $0.truncatedCorrect) }
    case .truncatedAsMissing:
      truncation.map {
        TallyCounts.Key(n: $0.n - $0.truncated, c: $0.c - $0.truncatedCorrect)
      }
    case .distinctResponses: distinct.map { TallyCounts.Key(n: $0.n, c: $0.c) }
    }
  }
}

/// The graded samples of one problem, and those of them that were cut at the token limit.
package struct TruncationTally: Equatable, Sendable {
  package let n: Int
  package let c: Int
  package let truncated: Int
  package let truncatedCorrect: Int
  /// Graded samples that say why they ended; those that do not count as not truncated.
  package let finished: Int

  /// - Precondition: No count is negative, `truncatedCorrect` is at most `c` and `truncated`, and
  ///   `truncated - truncatedCorrect` at most `n - c`.
  package init(n: Int, c: Int, truncated: Int, truncatedCorrect: Int, finished: Int) {
    precondition(
      0 <= truncatedCorrect && truncatedCorrect <= min(c, truncated) && c <= n
        && truncated - truncatedCorrect <= n - c && finished <= n,
      "\(truncatedCorrect) correct of \(truncated) truncated of \(c) correct of \(n)")
    self.n = n
    self.c = c
    self.truncated = truncated
    self.truncatedCorrect = truncatedCorrect
    self.finished = finished
  }
}

/// The different responses to one problem, each of which counts once.
package struct DistinctResponses: Equatable, Sendable {
  /// Different responses with one verdict.
  package let n: Int
  /// Those of them that are correct.
  package let c: Int
  /// Different responses that are called right and wrong: ungraded, as copies that disagree are.
  package let conflicting: Int
  /// Different responses without a verdict.
  package let ungraded: Int
  /// The samples that have a response.
  package let samples: Int

  package init(n: Int, c: Int, conflicting: Int, ungraded: Int, samples: Int) {
    self.n = n
    self.c = c
    self.conflicting = conflicting
    self.ungraded = ungraded
    self.samples = samples
  }

  /// All different responses.
  package var count: Int { n + conflicting + ungraded }
}

/// The different answers to one problem.
package struct AnswerCounts: Equatable, Sendable {
  /// How many samples gave one answer, by their verdicts.
  package struct Answer: Equatable, Sendable {
    package var correct: UInt32 = 0
    package var incorrect: UInt32 = 0
    package var ungraded: UInt32 = 0

    package init(correct: Int = 0, incorrect: Int = 0, ungraded: Int = 0) {
      self.correct = UInt32(clamping: correct)
      self.incorrect = UInt32(clamping: incorrect)
      self.ungraded = UInt32(clamping: ungraded)
    }

    package var samples: Int { graded + Int(ungraded) }
    package var graded: Int { Int(correct) + Int(incorrect) }
    /// Whether most of its verdicts say so: one answer may be graded by more than its text.
    package var isRight: Bool { correct > incorrect }
  }

  /// By falling number of samples, among equals by falling number of correct ones.
  package let answers: [Answer]
  /// Samples without an answer, and those of them that are graded.
  package let unanswered: Int
  package let unansweredGraded: Int

  package init(_ answers: [Answer], unanswered: Int = 0, unansweredGraded: Int = 0) {
    self.answers = answers.sorted {
      ($0.samples, $0.correct, $0.incorrect) > ($1.samples, $1.correct, $1.incorrect)
    }
    self.unanswered = unanswered
    self.unansweredGraded = unansweredGraded
  }

  /// The votes of the graded samples, so that n is that of pass@k.
  package var votes: AnswerVotes {
    AnswerVotes(
      answers.map { AnswerVotes.Answer(count: $0.graded, isRight: $0.isRight) },
      unanswered: unansweredGraded)
  }

  /// The entropy of the answers of all samples that have one.
  package var entropy: AnswerEntropy? { AnswerEntropy(counts: answers.map(\.samples)) }
}
