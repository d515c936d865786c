import Results

/// Reads verdicts, scores and reasons as writers spell them.
enum GradingText {
  /// What a value under a key for statements says.
  static func statement(_ value: JSONValue, in record: RecordBytes) -> Grading {
    switch value.kind {
    case .yes: return Grading(stated: true)
    case .no: return Grading(stated: false)
    case .number: return JSONText.number(value.bytes(in: record)).map(statement) ?? Grading()
    case .string: return ShortWord(value.bytes(in: record)).map(statement) ?? Grading()
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

  private static let right: [ShortWord] = [
    "true", "1", "1.0", "pass", "passed", "correct", "c", "y", "yes", "success",
  ]
  private static let wrong: [ShortWord] = [
    "false", "0", "0.0", "fail", "failed", "incorrect", "wrong", "i", "n", "no", "timeout",
  ]
  /// Partly right, which is wrong, and half of a mean of scores.
  private static let partial: ShortWord = "p"

  private static func statement(_ word: ShortWord) -> Grading {
    if right.contains(word) { return Grading(stated: true) }
    if wrong.contains(word) { return Grading(stated: false) }
    return word == partial ? Grading(stated: false, score: 0.5) : Grading()
  }

  /// A score: a number, a text that is one, or a verdict.
  static func score(_ value: JSONValue, in record: RecordBytes) -> Double? {
    switch value.kind {
    case .yes: 1
    case .no: 0
    case .number: JSONText.number(value.bytes(in: record))
    case .string: stringScore(value.bytes(in: record))
    default: nil
    }
  }

  private static func stringScore(_ raw: RecordBytes) -> Double? {
    if let number = Double(JSONText.string(raw)) { return number }
    return ShortWord(raw).flatMap { statement($0).stated }.map { $0 ? 1 : 0 }
  }

  private static let stop: [ShortWord] = [
    "stop", "eos", "eos_token", "end_turn", "stop_sequence", "done",
  ]
  private static let cut: [ShortWord] = [
    "length", "max_tokens", "max_length", "truncated", "max_new_tokens",
  ]

  /// Why a response ended, from a word or from a flag that says it was cut.
  static func finish(_ value: JSONValue, in record: RecordBytes) -> FinishReason {
    switch value.kind {
    case .yes: return .length
    case .no: return .stop
    case .string: break
    default: return .unknown
    }
    if value.length == 0 { return .unknown }
    guard let word = ShortWord(value.bytes(in: record)) else { return .other }
    return stop.contains(word) ? .stop : cut.contains(word) ? .length : .other
  }
}
