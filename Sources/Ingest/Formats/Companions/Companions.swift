import Results

/// The `run.json` beside samples, with the facts of their run.
package struct Sidecar: ResultsFormat {
  static let fileName = "run.json"

  package let name = Sidecar.fileName
  package let kind = FileKind.sidecar
  package let layout = RecordLayout()

  package init() {}

  package func recognizes(_ head: FileHead) -> Bool {
    head.name == Self.fileName && !head.keys.isEmpty
  }

  /// Under which keys a sidecar states facts, beside their own names.
  static let aliases: [String: FactName] = [
    "run_id": .run, "name": .run, "prompt_suffix": .promptTemplate,
  ]
}

/// A row a training step: `step` and numbers.
package struct TrainingLog: ResultsFormat {
  package let name = "training log"
  package let kind = FileKind.trainingLog
  package let layout = RecordLayout()

  package init() {}

  package func recognizes(_ head: FileHead) -> Bool {
    let common = RecordLayout.common
    let numbers = head.keys.filter { $0.shape == .number || $0.shape == .null }
    return head.framing == .lines && head.has("step", .number) && numbers.count >= 3
      && numbers.count * 4 >= head.keys.count * 3
      && !head.hasAny(common.problem + common.prompt)
  }
}

/// The metrics of verl's file logger: `{"step": 40, "data": {"actor/entropy": 0.31, …}}`.
package struct VerlMetrics: ResultsFormat {
  package let name = "verl-metrics"
  package let kind = FileKind.trainingLog
  package let layout = RecordLayout()

  package init() {}

  package func recognizes(_ head: FileHead) -> Bool {
    head.framing == .lines && head.keys.count == 2 && head.has("step", .number)
      && head.has("data", .object)
  }
}

/// What verl prints, often the only log there is: `step:5 - actor/entropy:0.351 - …`.
package struct VerlConsole: ResultsFormat {
  package let name = "verl-console"
  package let kind = FileKind.trainingLog
  package let layout = RecordLayout()

  package init() {}

  package func recognizes(_ head: FileHead) -> Bool { head.framing == .console }

  /// Words that stand in the first lines of what verl prints, long before its first step.
  static let signs = ["actor_rollout_ref", "(TaskRunner pid=", "(main_task pid="]

  /// The row of a line; `nil` for all other lines.
  ///
  /// A prefix of Ray may stand before it, and values may be spelled `np.float64(0.5)`.
  static func row(of line: String) -> TrainingRow? {
    guard let mark = line.firstRange(of: "step:") else { return nil }
    let before = line[..<mark.lowerBound].last
    guard before == nil || before == " " else { return nil }
    let fields = line[mark.lowerBound...].split(separator: " - ")
    guard fields.count > 1, let step = Int(fields[0].dropFirst(5)) else { return nil }
    var values: [String: Double] = [:]
    for field in fields.dropFirst() {
      guard let colon = field.lastIndex(of: ":") else { continue }
      let number = number(field[field.index(after: colon)...])
      values[String(field[..<colon])] = number
    }
    return values.isEmpty ? nil : TrainingRow(step: step, values: values)
  }

  private static func number(_ text: Substring) -> Double? {
    var text = text.trimmingSpaces()
    if let open = text.firstIndex(of: "("), text.hasPrefix("np."), text.hasSuffix(")") {
      text = String(text[text.index(after: open)...].dropLast())
    }
    return Double(text).flatMap { $0.isFinite ? $0 : nil }
  }
}

/// Log-probabilities of responses under several models: `scorer` and `logprob_sum`.
package struct ScoreTable: ResultsFormat {
  package let name = "log-probabilities"
  package let kind = FileKind.scores
  package let layout = RecordLayout()

  package init() {}

  package func recognizes(_ head: FileHead) -> Bool {
    head.framing == .lines && head.has("scorer") && head.has("logprob_sum")
  }
}
