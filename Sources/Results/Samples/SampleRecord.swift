/// Why a response ended.
package enum FinishReason: UInt8, Sendable {
  case unknown, stop, length, other
}

/// How probable a response is under one model.
package struct LogProbability: Equatable, Sendable {
  /// What the model is called in the file, such as `base`.
  package let scorer: String
  /// The sum over the response's tokens, in nats.
  package let sum: Double
  /// The tokens that the response has for that model.
  package let tokens: Int?

  package init(scorer: String, sum: Double, tokens: Int?) {
    self.scorer = scorer
    self.sum = sum
    self.tokens = tokens
  }
}

/// What is kept in memory of one sample; its text stays in the file.
package struct SampleRecord: Equatable, Sendable {
  /// Where the record (a line or an object) starts in the file, and its length, in bytes.
  package var offset: UInt64
  package var length: UInt64
  /// The position in the record's arrays; 0 where a record is one sample.
  package var element: UInt32 = 0
  /// The problem, as an index into the problems of the part.
  package var problem: UInt32 = 0
  package var grading = Grading()
  package var finish = FinishReason.unknown
  /// Whether the reasoning was judged right.
  package var isReasoningValid: Bool?
  /// Generated tokens.
  package var tokens: Int?
  /// Mean entropy over the generated tokens, in nats.
  package var entropy: Double?
  /// Sum of the log-probabilities of the generated tokens, in nats.
  package var logProbability: Double?
  /// Log-probabilities under several models.
  package var logProbabilities: [LogProbability] = []
  /// A hash of the response as its file writes it; `nil` where there is no response.
  package var response: UInt64?
  /// A hash of what the file numbers the sample by within its problem; `nil` where it does not.
  package var draw: UInt64?
  /// A hash of the answer taken out of the response, white space around it left out; never 0,
  /// `nil` where there is none.
  ///
  /// Of 32 bits: among a thousand different answers to one problem two are taken for one in one
  /// problem of 9000, and votes with so many answers do not hang on two of them.
  package var answer: UInt32?

  package init(offset: UInt64, length: UInt64) {
    self.offset = offset
    self.length = length
  }
}
