/// Where a part of a run's samples lies.
package struct RunSource: Equatable, Hashable, Sendable {
  /// The path as the system knows it.
  package let path: String
  /// Which of the file's parts.
  package let part: Int

  package init(path: String, part: Int) {
    self.path = path
    self.part = part
  }
}

/// Where the record of a sample stands.
package struct SampleReference: Equatable, Hashable, Sendable {
  /// The path as the system knows it, and as it is shown.
  package let path: String
  package let shownPath: String
  package let offset: UInt64
  package let length: UInt64
  package let element: Int

  package init(path: String, shownPath: String, offset: UInt64, length: UInt64, element: Int) {
    self.path = path
    self.shownPath = shownPath
    self.offset = offset
    self.length = length
    self.element = element
  }
}

/// One sample of a problem, as lists show it.
package struct Sample: Equatable, Sendable {
  package let reference: SampleReference
  package let verdict: Verdict
  package var score: Double?
  package var finish = FinishReason.unknown
  package var tokens: Int?
  package var entropy: Double?
  package var logProbability: Double?
  package var logProbabilities: [LogProbability] = []
  package var isReasoningValid: Bool?
  /// A hash of the answer taken out of the response; `nil` where the file has none.
  package var answer: UInt32?
  /// What marks of it hold on to; only where somebody has marked samples of its problem.
  package var content: SampleContent?

  package init(reference: SampleReference, verdict: Verdict) {
    self.reference = reference
    self.verdict = verdict
  }

  package init(_ record: SampleRecord, path: String, shownPath: String, rule: VerdictRule) {
    self.init(
      record, path: path, shownPath: shownPath, verdict: rule.verdict(of: record.grading))
  }

  package init(_ record: SampleRecord, path: String, shownPath: String, verdict: Verdict) {
    self.init(
      reference: SampleReference(
        path: path, shownPath: shownPath, offset: record.offset, length: record.length,
        element: Int(record.element)),
      verdict: verdict)
    score = record.grading.score
    finish = record.finish
    tokens = record.tokens
    entropy = record.entropy
    logProbability = record.logProbability
    logProbabilities = record.logProbabilities
    isReasoningValid = record.isReasoningValid
    answer = record.answer
  }
}

/// The texts of one sample; absent where its file has none.
package struct SampleText: Equatable, Sendable {
  package var prompt: String?
  package var response: String?
  package var gold: String?
  /// The answer taken out of the response.
  package var answer: String?
  /// The prompt and the response as messages, where the file has them so.
  package var promptTurns: [ChatTurn] = []
  package var responseTurns: [ChatTurn] = []
  /// What the file says of each token of the response.
  package var tokens: [SampleToken] = []

  package init() {}
}

/// One message of a conversation.
package struct ChatTurn: Equatable, Sendable {
  /// Who says it: `system`, `user`, `assistant`, `tool` or what else the file calls them.
  package let role: String
  package let text: String

  package init(role: String, text: String) {
    self.role = role
    self.text = text
  }
}

/// One token of a response.
package struct SampleToken: Equatable, Sendable {
  package let text: String
  /// In nats; `nil` where the file does not say it.
  package let logProbability: Double?
  package let entropy: Double?

  package init(_ text: String, logProbability: Double? = nil, entropy: Double? = nil) {
    self.text = text
    self.logProbability = logProbability
    self.entropy = entropy
  }
}
