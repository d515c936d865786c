import Glibc

/// The perplexity of one response under one model.
///
/// exp(−(1/T) Σ log P(token)) over the T tokens of the response, the prompt not counted:
/// the measure of Yue et al., arXiv 2504.13837, figure 6.
package enum Perplexity {
  /// The perplexity of a response, 1 where the model was certain of every token.
  ///
  /// `nil` without tokens, without a finite sum, and where a double cannot hold it.
  ///
  /// - Parameter logProbability: The sum over the tokens, in nats.
  package static func value(logProbability: Double, tokens: Int) -> Double? {
    guard tokens > 0, logProbability.isFinite else { return nil }
    let perplexity = exp(-logProbability / Double(tokens))
    return perplexity.isFinite ? perplexity : nil
  }
}
