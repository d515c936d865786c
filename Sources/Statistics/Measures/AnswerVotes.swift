/// The distinct answers of one problem, with how many samples gave each.
///
/// Samples without an answer take up draws but do not vote. The answers are kept in
/// one order, so that equal votes are equal and draws do not depend on who listed them.
package struct AnswerVotes: Hashable, Sendable {
  /// One distinct answer.
  package struct Answer: Hashable, Sendable {
    /// How many samples gave it, at least 1.
    package let count: Int
    package let isRight: Bool

    package init(count: Int, isRight: Bool) {
      self.count = count
      self.isRight = isRight
    }
  }

  /// The answers that some sample gave, by falling count, right ones first among equals.
  package let answers: [Answer]
  /// How many samples have no answer.
  package let unanswered: Int
  /// How many samples there are, with or without an answer.
  package let n: Int

  /// Answers that no sample gave are left out.
  ///
  /// - Precondition: No count is negative.
  package init(_ answers: [Answer], unanswered: Int = 0) {
    precondition(unanswered >= 0 && answers.allSatisfy { $0.count >= 0 }, "negative count")
    self.answers = answers.filter { $0.count > 0 }.sorted {
      ($0.count, $0.isRight ? 1 : 0) > ($1.count, $1.isRight ? 1 : 0)
    }
    self.unanswered = unanswered
    n = self.answers.reduce(unanswered) { $0 + $1.count }
  }

  /// How many samples gave a right answer.
  package var correct: Int { answers.reduce(0) { $0 + ($1.isRight ? $1.count : 0) } }

  /// The share of right answers among those with the most votes of all; 0 without votes.
  package var pluralityShare: Double {
    let top = answers.prefix { $0.count == answers[0].count }
    guard !top.isEmpty else { return 0 }
    return Double(top.count { $0.isRight }) / Double(top.count)
  }
}
