import Glibc

/// The entropy of the distribution of the final answers to one problem, in nats.
///
/// It and the entropy of the tokens can move apart: a model may word one answer in many
/// ways. See "The Invisible Leash", arXiv 2507.14843.
package struct AnswerEntropy: Equatable, Sendable {
  /// How many samples gave an answer, at least 1.
  package let samples: Int
  /// How many different answers were given.
  package let distinct: Int
  /// The entropy of the observed shares; too low on average when samples are few.
  package let plugIn: Double

  /// The plug-in value and (distinct − 1) / (2 · samples), the first term of its bias.
  ///
  /// See Miller, "Note on the Bias of Information Estimates" (1955). It can exceed
  /// log(samples), the most that so many samples can show.
  package var millerMadow: Double { plugIn + Double(distinct - 1) / Double(2 * samples) }

  /// The entropy of how often each answer was given; zeros say nothing; `nil` without samples.
  ///
  /// - Precondition: No count is negative.
  package init?(counts: [Int]) {
    precondition(counts.allSatisfy { $0 >= 0 }, "\(counts)")
    // In a fixed order: a sum over a dictionary's values would differ between runs.
    let positive = counts.filter { $0 > 0 }.sorted()
    guard !positive.isEmpty else { return nil }
    let total = positive.reduce(0, +)
    samples = total
    distinct = positive.count
    plugIn = positive.reduce(0.0) { sum, count in
      let share = Double(count) / Double(total)
      return sum - share * log(share)
    }
  }

  /// The entropy of the given answers; `nil` without any.
  package init?<Answer: Hashable>(answers: [Answer]) {
    var counts: [Answer: Int] = [:]
    for answer in answers { counts[answer, default: 0] += 1 }
    self.init(counts: Array(counts.values))
  }
}

extension ProblemMean {
  /// The mean of a measure of the answer entropy over problems; `nil` without problems.
  package init?(_ entropies: [AnswerEntropy], of measure: (AnswerEntropy) -> Double) {
    self.init(entropies.map(measure))
  }
}
