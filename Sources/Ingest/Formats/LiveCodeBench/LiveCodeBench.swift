import Results

/// The graded generations of LiveCodeBench: `…_eval_all.json`, one element a problem.
package struct LiveCodeBench: ResultsFormat {
  package let name = "livecodebench"
  package let records = [DocumentPath([.elements])]

  package init() {}

  package var layout: RecordLayout {
    var layout = RecordLayout()
    layout.problem = ["question_id"]
    layout.prompt = ["question_content"]
    layout.response = ["output_list"]
    layout.answer = ["code_list"]
    layout.correct = ["graded_list"]
    layout.level = ["difficulty"]
    layout.group = ["platform"]
    layout.date = ["contest_date"]
    return layout
  }

  package func recognizes(_ head: FileHead) -> Bool {
    head.framing == .document && head.has("question_id")
      && (head.has("graded_list", .list)
        || (!head.isComplete && head.has("question_content") && isGraded(head.name)))
  }

  private func isGraded(_ name: String) -> Bool { name.contains("_eval_all") }

  /// The mean of what every problem has.
  package func figures(in document: DocumentValue, name: String) -> [StatedFigure] {
    let values = document.elements.compactMap { $0["pass@1"]?.number }
    guard !values.isEmpty else { return [] }
    let mean = values.reduce(0, +) / Double(values.count)
    var figure = StatedFigure("pass@1", .passAtK(1), mean)
    figure.problems = values.count
    return [figure]
  }

  /// Takes the model and the temperature of `output/{model}/Scenario.codegeneration_{n}_{T}….json`.
  package func conventions(path: [String], above: [String]) -> Facts {
    var facts = Facts([.benchmark: "livecodebench"], source: .convention)
    let words = PathFacts.stem(path.last ?? "").split(separator: "_")
    if words.first?.hasPrefix("Scenario.") == true, words.count > 2, Double(words[2]) != nil {
      facts.set(.temperature, String(words[2]), source: .convention)
    }
    if let model = (above + path.dropLast()).last {
      facts.set(.model, model, source: .convention)
    }
    return facts
  }
}
