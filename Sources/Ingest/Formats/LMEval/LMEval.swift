import Results

/// The samples of lm-evaluation-harness: `samples_{task}_{time}.jsonl`, one document and filter a line.
///
/// A document stands once for each filter, which are metrics of one sample, not samples. A
/// score is of what the filter made of all repeats, so repeats add no samples; only a fork, s1,
/// writes a verdict for each.
package struct LMEval: ResultsFormat {
  package let name = "lm-eval"

  package init() {}

  package var layout: RecordLayout {
    var layout = RecordLayout()
    layout.problem = ["doc_id"]
    layout.prompt = ["arguments.gen_args_0.arg_0", "arguments.0.0"]
    layout.response = ["resps.0"]
    layout.gold = ["target"]
    layout.answer = ["extracted_answers", "filtered_resps.0"]
    layout.correct = ["exact_matches"]
    // A document is a row of the data set, whose names are those of its authors.
    layout.level = ["doc.level", "doc.difficulty"]
    layout.subject = ["doc.subject", "doc.type", "doc.category"]
    layout.date = ["doc.date"]
    layout.metrics = .listed(names: "metrics", filter: "filter", others: ["doc_id"])
    layout.facts = [
      .temperature: ["arguments.gen_args_0.arg_1.temperature", "arguments.0.1.temperature"]
    ]
    return layout
  }

  package func recognizes(_ head: FileHead) -> Bool {
    head.framing == .lines && head.has("doc_id") && head.has("doc")
      && (head.has("resps", .list) || !head.isComplete)
  }

  /// `{model}/samples_{task}_{time}.jsonl`, where `__` stands for `/` in the model's name.
  package func conventions(of place: FilePlace) -> Facts {
    var facts = Facts()
    guard place.name.hasPrefix("samples_") else { return facts }
    var words = PathFacts.stem(place.name).split(separator: "_").map(String.init).dropFirst()
    if let last = words.last, last.contains("T"), last.hasPrefix("20") { words.removeLast() }
    facts.set(.benchmark, words.joined(separator: "_"), source: .convention)
    if let model = place.folders.last, model.contains("__") {
      facts.set(.model, model.replacing("__", with: "/"), source: .convention)
    }
    return facts
  }
}

/// The summary that lm-evaluation-harness writes beside its samples, which names the model.
package struct LMEvalResults: ResultsFormat {
  package let name = "lm-eval-results"
  package let kind = FileKind.sidecar
  package let layout = RecordLayout()
  package let header: [FactName: [String]] = [.model: ["model_name"]]

  package init() {}

  package func recognizes(_ head: FileHead) -> Bool {
    head.framing == .document && head.name.hasPrefix("results")
      && head.hasOuter("results") && head.hasOuter("versions")
  }

  /// `results.{task}."{metric},{filter}"`; the same time ties `results_{time}.json` to the samples.
  package func figures(in document: DocumentValue, name: String) -> [StatedFigure] {
    let time = PathFacts.stem(name).dropFirst("results_".count)
    return (document["results"]?.entries ?? []).flatMap { task, values in
      let number = document["n-samples"]?[task]?["effective"]?.number
      return values.entries.compactMap { $0.value.figure($0.key, .accuracy) }.with { figure in
        figure.metric = figure.name
        figure.problems = number.flatMap { Int(exactly: $0) }
        figure.sampleFile = "samples_\(task)_\(time).jsonl"
      }
    }
  }
}

/// The results of evalchemy: responses and accuracies, without a verdict for each response.
package struct Evalchemy: ResultsFormat {
  package let name = "evalchemy"
  package let kind = FileKind.summary
  package let layout = RecordLayout()

  package init() {}

  package func recognizes(_ head: FileHead) -> Bool {
    guard head.framing == .document, head.hasOuter("results") else { return false }
    return (head.has("model_outputs", .list) && head.has("model_answers", .list))
      || (head.has("num_total") && (head.has("accuracy_avg") || head.has("run_stats")))
  }
}
