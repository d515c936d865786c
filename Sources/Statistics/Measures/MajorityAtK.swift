/// The chance that the plurality vote among k samples is right, maj@k.
///
/// Over all draws of k samples without replacement; a tie is split evenly among the
/// tied answers, and a draw without any answer counts 0. See Wang et al.,
/// "Self-Consistency Improves Chain of Thought Reasoning", arXiv 2203.11171.
package enum MajorityAtK {
  /// How much work an exact value may take, and what replaces it.
  package struct Effort: Equatable, Sendable {
    /// Multiplications of an exact value; 20 million take about 20 ms.
    package var mostSteps = 20_000_000
    /// Draws of a simulated value.
    package var draws = 4096

    package init() {}
  }

  /// The value for one problem: exact where that is cheap, else simulated.
  ///
  /// - Parameter seed: Fixes the draws of a simulated value.
  /// - Precondition: `1 <= k && k <= votes.n`.
  package static func vote(
    _ votes: AnswerVotes, k: Int, effort: Effort = Effort(), seed: UInt64 = 0
  ) -> MajorityVote {
    precondition(1 <= k && k <= votes.n, "k \(k) of \(votes.n)")
    if let value = simpleValue(votes, k: k) { return MajorityVote(value: value, method: .exact) }
    let sum = PluralitySum(votes, k: k)
    if sum.steps <= effort.mostSteps {
      return MajorityVote(value: sum.value, method: .exact)
    }
    var simulation = PluralitySimulation(votes, k: k, seed: seed)
    return simulation.run(draws: effort.draws)
  }

  /// The mean over problems at each of the given budgets.
  ///
  /// Problems with fewer than k samples are left out at that k. Each problem has draws of
  /// its own, from `seed` and its place in the list.
  package static func points(
    of problems: [AnswerVotes], at budgets: [Int], effort: Effort = Effort(), seed: UInt64 = 0
  ) -> [MajorityPoint] {
    budgets.compactMap { k in
      var mean = MajorityMean()
      for (place, votes) in problems.enumerated() where votes.n >= k {
        mean.add(vote(votes, k: k, effort: effort, seed: seed ^ UInt64(place)))
      }
      return mean.point(at: k)
    }
  }

  /// The value where no vote has to be counted out; `nil` elsewhere.
  private static func simpleValue(_ votes: AnswerVotes, k: Int) -> Double? {
    let correct = votes.correct
    if correct == 0 { return 0 }
    if k == 1 { return Double(correct) / Double(votes.n) }
    if k == votes.n { return votes.pluralityShare }
    // Without a wrong answer any vote at all is a win.
    let allRight = correct + votes.unanswered == votes.n
    return allRight ? PassAtK.estimate(n: votes.n, c: correct, k: k) : nil
  }
}
