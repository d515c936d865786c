import Results

/// The logs of Inspect as one JSON document: samples with the scores of one or more scorers.
///
/// An epoch is a sample of the problem. A sample that ended in an error has no scores and is
/// not graded.
package struct Inspect: ResultsFormat {
  package let name = "inspect"
  package let records = [DocumentPath([.key("samples"), .elements])]

  package init() {}

  package var layout: RecordLayout {
    var layout = RecordLayout()
    layout.problem = ["id"]
    layout.prompt = ["input.-1.content", "input"]
    layout.response = [
      "output.completion", "output.choices.0.message.content",
      "output.choices.0.message.content.0.text",
    ]
    layout.index = ["epoch"]
    layout.gold = ["target"]
    layout.finish = ["output.choices.0.stop_reason"]
    layout.tokens = ["output.usage.output_tokens"]
    layout.level = ["metadata.level", "metadata.difficulty"]
    layout.subject = ["metadata.subject", "metadata.type", "metadata.category"]
    layout.date = ["metadata.date"]
    layout.metrics = .entries(of: "scores", value: "value")
    return layout
  }

  package let header: [FactName: [String]] = [
    .model: ["eval.model"], .benchmark: ["eval.task"],
    .temperature: ["plan.config.temperature", "eval.model_generate_config.temperature"],
    .topP: ["plan.config.top_p", "eval.model_generate_config.top_p"],
    .maxTokens: ["plan.config.max_tokens", "eval.model_generate_config.max_tokens"],
    .samples: ["eval.config.epochs"],
  ]

  /// One for each scorer, key of its verdicts and reducer of epochs.
  package func figures(in document: DocumentValue, name: String) -> [StatedFigure] {
    (document["results"]?["scores"]?.elements ?? []).compactMap { score in
      guard let name = score["name"]?.text, let scorer = score["scorer"]?.text,
        let quantity = Self.quantity(of: score["reducer"]?.text)
      else { return nil }
      let metrics = score["metrics"]
      let metric = ["accuracy", "mean"].first { metrics?[$0] != nil } ?? ""
      let shown = quantity == .accuracy ? metric : score["reducer"]?.text ?? metric
      var figure = metrics?[metric]?["value"]?.figure(shown, quantity)
      figure?.metric = name == scorer ? scorer : scorer + "." + name
      figure?.habit = quantity == .accuracy || quantity == .solved ? .scores : nil
      return figure
    }
  }

  /// What a reducer makes of the epochs of a sample; `nil` for what is no share of right ones.
  static func quantity(of reducer: String?) -> StatedFigure.Quantity? {
    guard let reducer else { return .accuracy }
    if reducer.hasPrefix("pass_at_") {
      return Int(reducer.dropFirst("pass_at_".count)).filter { $0 > 0 }.map { .passAtK($0) }
    }
    return ["mean": .accuracy, "max": .solved, "at_least_1": .solved][reducer]
  }

  package func unfinished(in document: DocumentValue) -> Unfinished? {
    document["status"]?.text.flatMap(Self.unfinished)
  }

  /// What a log's status says; `nil` for `success`.
  static func unfinished(_ status: String) -> Unfinished? {
    let causes: [String: Unfinished.Cause] = [
      "started": .noEnd, "cancelled": .cancelled, "error": .error,
    ]
    return causes[status].map { Unfinished($0, retry: "inspect eval-retry") }
  }

  package func recognizes(_ head: FileHead) -> Bool {
    head.framing == .document && head.hasOuter("eval") && head.hasOuter("version")
      && (head.hasOuter("samples") || head.hasOuter("plan"))
  }
}
