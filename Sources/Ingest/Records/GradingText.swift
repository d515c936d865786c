import Results

/// Reads verdicts, scores and reasons as writers spell them.
enum GradingText {
  /// What a value under a key for statements says.
  static func statement(_ value: JSONValue, in record: RecordBytes) -> Grading {
    switch value.kind {
    case .yes: return Grading(stated: true)
    case .no: return Grading(stated: false)
    case .number: return JSONText.number(value.bytes(in: record)).map(statement) ?? Grading()
    case .string: return statement(JSONText.string(value.bytes(in: record)))
    default: return Grading()
    }
  }

  /// A verdict or a score, whichever a value is.
  static func grading(_ value: JSONValue, in record: RecordBytes) -> Grading {
    let stated = statement(value, in: record)
    guard stated.stated == nil, stated.score == nil else { return stated }
    return Grading(score: score(value, in: record))
  }

  /// 0, 1 and −1 state right or wrong; other numbers are scores.
  private static func statement(_ number: Double) -> Grading {
    switch number {
    case 1: Grading(stated: true)
    case 0, -1: Grading(stated: false)
    default: Grading(score: number)
    }
  }

  private static func statement(_ text: String) -> Grading {
    switch text.lowercased() {
    case "true", "1", "1.0", "pass", "passed", "correct", "c", "yes", "success":
      Grading(stated: true)
    case "false", "0", "0.0", "fail", "failed", "incorrect", "wrong", "i", "no", "timeout":
      Grading(stated: false)
    // Partly right, which is wrong, and half of a mean of scores.
    case "p": Grading(stated: false, score: 0.5)
    default: Grading()
    }
  }

  /// A score: a number, a text that is one, or a verdict.
  static func score(_ value: JSONValue, in record: RecordBytes) -> Double? {
    switch value.kind {
    case .yes: 1
    case .no: 0
    case .number: JSONText.number(value.bytes(in: record))
    case .string: stringScore(JSONText.string(value.bytes(in: record)))
    default: nil
    }
  }

  private static func stringScore(_ text: String) -> Double? {
    if let number = Double(text) { return number }
    return statement(text).stated.map { $0 ? 1 : 0 }
  }

  /// Why a response ended, from a word or from a flag that says it was cut.
  static func finish(_ value: JSONValue, in record: RecordBytes) -> FinishReason {
    switch value.kind {
    case .yes: return .length
    case .no: return .stop
    case .string: break
    default: return .unknown
    }
    switch JSONText.string(value.bytes(in: record)).lowercased() {
    case "": return .unknown
    case "stop", "eos", "eos_token", "end_turn", "stop_sequence", "done": return .stop
    case "length", "max_tokens", "max_length", "truncated", "max_new_tokens": return .length
    default: return .other
    }
  }
}
