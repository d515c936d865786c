import Results

/// The documents of reasoning-gym's evaluation: questions with their completions.
///
/// A score is a share in 0...1; only 1 is right.
package struct ReasoningGym: ResultsFormat {
  package let name = "reasoning-gym"

  package init() {}

  package var layout: RecordLayout {
    var layout = RecordLayout()
    layout.prompt = ["question"]
    layout.gold = ["expected_answer"]
    layout.list = ["completions"]
    layout.response = ["full_model_response"]
    layout.answer = ["model_answer"]
    layout.score = ["score"]
    return layout
  }

  package let records = [
    DocumentPath([
      .key("categories"), .elements, .key("datasets"), .elements, .key("results"), .elements,
    ]),
    DocumentPath([.key("results"), .elements]),
  ]

  package let header: [FactName: [String]] = [
    .model: ["metadata.model", "model"], .temperature: ["metadata.temperature", "temperature"],
    .topP: ["metadata.top_p", "top_p"], .maxTokens: ["metadata.max_tokens", "max_tokens"],
  ]

  package func recognizes(_ head: FileHead) -> Bool {
    head.framing == .document && head.has("question") && head.has("completions", .list)
      && head.has("best_score")
  }

  /// Files are called for the benchmark, in a folder for the checkpoint.
  package func conventions(path: [String], above: [String]) -> Facts {
    guard let name = path.last else { return Facts() }
    return Facts([.benchmark: PathFacts.stem(name)], source: .convention)
  }
}
