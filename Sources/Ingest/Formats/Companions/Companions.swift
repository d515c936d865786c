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

/// Log-probabilities of responses under several models: `scorer` and `logprob_sum`.
package struct ScoreLines: ResultsFormat {
  package let name = "log-probabilities"
  package let kind = FileKind.scores
  package let layout = RecordLayout()

  package init() {}

  package func recognizes(_ head: FileHead) -> Bool {
    head.framing == .lines && head.has("scorer") && head.has("logprob_sum")
  }
}
