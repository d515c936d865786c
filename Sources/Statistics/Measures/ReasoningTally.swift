/// The samples of one problem, with what is known of the reasoning of the correct ones.
///
/// Only samples with a correct answer count as judged: the measures ask whether a
/// correct answer was reached by valid reasoning.
package struct ReasoningTally: Hashable, Sendable {
  /// How many graded samples there are.
  package let n: Int
  /// How many of them have a correct answer.
  package let c: Int
  /// How many of those are known to be reached by valid reasoning.
  package let valid: Int
  /// How many of the correct ones have judged reasoning, valid or not.
  package let judged: Int

  /// - Precondition: `0 <= valid && valid <= judged && judged <= c && c <= n`.
  package init(n: Int, c: Int, valid: Int, judged: Int) {
    precondition(
      0 <= valid && valid <= judged && judged <= c && c <= n,
      "\(valid) valid of \(judged) judged of \(c) correct of \(n)")
    self.n = n
    self.c = c
    self.valid = valid
    self.judged = judged
  }

  /// The correct samples whose reasoning nobody judged.
  package var unjudged: Int { c - judged }

  /// The samples that are right in answer and reasoning, d; `nil` unless all correct ones are judged.
  package var right: Int? { unjudged == 0 ? valid : nil }

  /// What d can be, whatever the missing judgements say.
  package var rightBounds: ClosedRange<Int> { valid...(valid + unjudged) }

  /// The share of correct answers that rest on valid reasoning, P(CC given CA) = d/c, as
  /// far as it is known; `nil` without a correct answer.
  package var validityBounds: ClosedRange<Double>? {
    guard c > 0 else { return nil }
    return Double(valid) / Double(c)...Double(valid + unjudged) / Double(c)
  }
}
