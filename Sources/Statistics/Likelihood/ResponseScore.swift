/// What one model makes of one response.
package struct ResponseScore: Equatable, Sendable {
  /// The model whose log-probabilities these are.
  package let scorer: String
  /// The model, or person, that wrote the response.
  package let source: String
  /// The sum over the tokens of the response, in nats.
  package let logProbability: Double
  package let tokens: Int

  package init(scorer: String, source: String, logProbability: Double, tokens: Int) {
    self.scorer = scorer
    self.source = source
    self.logProbability = logProbability
    self.tokens = tokens
  }

  /// The perplexity, or `nil` where there is none.
  package var perplexity: Double? {
    Perplexity.value(logProbability: logProbability, tokens: tokens)
  }
}
