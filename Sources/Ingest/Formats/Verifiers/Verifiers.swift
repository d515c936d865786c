import Results

/// The rollouts of verifiers, up to its version 0.3: `results.jsonl`, one rollout a line.
///
/// A rollout that failed has reward 0 and counts as wrong, as the writer counts it.
package struct Verifiers: ResultsFormat {
  package let name = "verifiers"

  package init() {}

  package var layout: RecordLayout {
    var layout = RecordLayout()
    layout.problem = ["example_id", "id"]
    layout.prompt = ["prompt.0.content", "prompt"]
    layout.response = ["completion.0.content", "completion"]
    layout.gold = ["answer"]
    layout.score = ["reward"]
    layout.tokens = ["token_usage.output_tokens"]
    layout.finish = ["is_truncated", "stop_condition"]
    return layout
  }

  package func recognizes(_ head: FileHead) -> Bool {
    head.framing == .lines && head.has("prompt") && head.has("completion")
      && head.has("reward", .number) && (head.has("example_id") || head.has("is_completed"))
  }
}

/// The `metadata.json` that verifiers writes beside its rollouts.
package struct VerifiersMetadata: ResultsFormat {
  package let name = "verifiers-metadata"
  package let kind = FileKind.sidecar
  package let layout = RecordLayout()
  package let header: [FactName: [String]] = [
    .model: ["model"], .benchmark: ["env_id"], .temperature: ["sampling_args.temperature"],
    .topP: ["sampling_args.top_p"], .maxTokens: ["sampling_args.max_tokens"],
    .samples: ["rollouts_per_example"], .threshold: ["pass_threshold"],
  ]

  package init() {}

  package func recognizes(_ head: FileHead) -> Bool {
    head.framing == .document && head.hasOuter("env_id") && head.hasOuter("rollouts_per_example")
  }

  package func figures(in document: DocumentValue, name: String) -> [StatedFigure] {
    var reward = document["avg_reward"]?.figure("avg_reward", .accuracy)
    reward?.habit = .scores
    let least = document["pass_threshold"]?.number
    let curve = (document["pass_at_k"]?.passFigures() ?? []).with {
      $0.habit = least.map { .otherThreshold($0) }
    }
    return ([reward].compactMap { $0 } + curve).with { $0.sampleFile = "results.jsonl" }
  }
}
