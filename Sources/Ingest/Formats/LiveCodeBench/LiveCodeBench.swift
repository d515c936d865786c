import Results

/// The graded generations of LiveCodeBench: `…_eval_all.json`, one element a problem.
package struct LiveCodeBench: ResultsFormat {
  package let name = "livecodebench"
  package let records = [DocumentPath([.elements])]
  package let takesFiguresFromRecords = true

  package init() {}

  package var layout: RecordLayout {
    var layout = RecordLayout()
    layout.problem = ["question_id"]
    layout.prompt = ["question_content"]
    layout.response = ["output_list"]
    layout.answer = ["code_list"]
    layout.hasVotes = false
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

  /// The folder names the model, the file the temperature.
  ///
  /// `output/{model}/Scenario.codegeneration_{n}_{T}_eval_all.json`
  package func conventions(of place: FilePlace) -> Facts {
    Self.facts(of: place)
  }

  static func facts(of place: FilePlace) -> Facts {
    var facts = Facts([.benchmark: "livecodebench"], source: .convention)
    let words = PathFacts.stem(place.name).split(separator: "_")
    if words.first?.hasPrefix("Scenario.") == true, words.count > 2, Double(words[2]) != nil {
      facts.set(.temperature, String(words[2]), source: .convention)
    }
    if let model = place.folders.last {
      facts.set(.model, model, source: .convention)
    }
    return facts
  }
}

/// The generations of LiveCodeBench that nothing has graded; the graded twin lies beside them.
package struct LiveCodeBenchGenerations: ResultsFormat {
  package let name = "livecodebench-generations"
  package let records = [DocumentPath([.elements])]

  package init() {}

  package var layout: RecordLayout { LiveCodeBench().layout }

  package func recognizes(_ head: FileHead) -> Bool {
    // Where the responses are too long to see what follows, verdicts are read if there are any.
    head.framing == .document && head.has("question_id") && head.has("output_list", .list)
      && (head.isComplete
        ? head.has("code_list", .list) && !head.has("graded_list") : head.has("question_title"))
  }

  package func conventions(of place: FilePlace) -> Facts {
    LiveCodeBench.facts(of: place)
  }

  package func betterTwins(of name: String) -> [String] {
    name.hasSuffix(".json") ? [name.dropLast(5) + "_eval_all.json"] : []
  }
}
