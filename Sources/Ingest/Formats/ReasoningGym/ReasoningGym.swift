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

  /// Means of scores, which may be partial; none of a document of several data sets.
  package func figures(in document: DocumentValue, name: String) -> [StatedFigure] {
    let sets = (document["categories"]?.elements ?? []).flatMap { $0["datasets"]?.elements ?? [] }
    guard sets.count < 2, let source = sets.first ?? Optional(document) else { return [] }
    let means = ["average_score", "average_mean_score"].map { source[$0]?.figure($0, .accuracy) }
    let best = source["average_best_score"]?.figure("average_best_score", .solved)
    return (means + [best]).compactMap { $0 }.with { figure in
      figure.habit = .scores
      figure.problems = source["total_examples"]?.number.flatMap { Int(exactly: $0) }
    }
  }

  /// The folder of a run names the model, and the file the benchmark.
  ///
  /// `{model}[_{category}]_{date}_{time}/{category}/{benchmark}.json`; forks leave folders out.
  package func conventions(of place: FilePlace) -> Facts {
    let stem = PathFacts.stem(place.name)
    // All benchmarks in one file.
    var facts = Facts(
      [.benchmark: stem == "results" ? "reasoning-gym" : stem], source: .convention)
    let folders = place.folders
    if let model = folders.lazy.reversed().compactMap({ Self.model(of: $0, in: folders) }).first {
      facts.set(.model, model, source: .convention)
    }
    return facts
  }

  /// The model that a folder with a time in its name was written for.
  private static func model(of folder: String, in folders: [String]) -> String? {
    var words = folder.split(separator: "_", omittingEmptySubsequences: false)
    guard words.count > 2, words.suffix(2).map(\.count) == [8, 6],
      words.suffix(2).allSatisfy({ Int($0) != nil })
    else { return nil }
    words.removeLast(2)
    let name = words.joined(separator: "_")
    let category = folders.last.filter { $0 != folder && name.hasSuffix("_" + $0) }
    return category.map { String(name.dropLast($0.count + 1)) } ?? name
  }
}
