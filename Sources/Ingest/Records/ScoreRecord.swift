import Results

/// A row of a table of log-probabilities: `{"problem_id": …, "scorer": …, "logprob_sum": …}`.
enum ScoreRecord {
  private static let problem = ["problem_id", "id", "task_id", "idx"]
  private static let model = ["source_model", "model"]
  private static let sample = ["sample_idx", "sample_index"]
  private static let tokens = ["n_tokens", "tokens", "response_tokens"]

  static func row(
    of record: RecordBytes, _ scanner: JSONScanner
  ) throws(RejectReason) -> ScoreColumns.Row {
    var values: [String: JSONValue] = [:]
    do throws(ScanFailure) {
      for field in try scanner.fields(record) where field.value.exists {
        values[field.key] = field.value
      }
    } catch { throw .malformed(error) }
    func text(_ keys: [String]) -> String? {
      keys.lazy.compactMap { values[$0] }.first { $0.kind == .string || $0.kind == .number }
        .map { JSONText.string($0.bytes(in: record)) }
    }
    func number(_ keys: [String]) -> Double? {
      keys.lazy.compactMap { values[$0] }.first { $0.kind == .number }
        .flatMap { JSONText.number($0.bytes(in: record)) }
    }
    guard let name = text(problem) else { throw .noProblem(expected: problem) }
    guard let scorer = text(["scorer"]), let sum = number(["logprob_sum"]), sum.isFinite else {
      throw .noScore
    }
    var row = ScoreColumns.Row(problem: name, scorer: scorer, logProbability: sum)
    row.source = text(["source"])
    row.sourceModel = text(model)
    row.step = number(["step"]).flatMap { Int(exactly: $0) }
    row.tokens = number(tokens).flatMap { Int(exactly: $0) }.filter { $0 >= 0 }
    row.isCorrect = values["correct"].flatMap { GradingText.statement($0, in: record).stated }
    row.sample = text(sample).map { max(1, sampleHash($0)) }
    return row
  }

  private static func sampleHash(_ label: String) -> UInt64 {
    var label = label
    return label.withUTF8 { Checksum.of(RecordBytes($0)) }
  }
}
