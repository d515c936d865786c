import Results

/// The results of EvalPlus and BigCodeBench: solutions by task, in one document.
///
/// A solution of EvalPlus is right if it passes the base tests and the further ones
/// ("plus"); where those were not run the base tests decide.
package struct EvalPlus: ResultsFormat {
  package let name = "evalplus"
  package let records = [DocumentPath([.key("eval"), .entries, .elements])]

  package init() {}

  package var layout: RecordLayout {
    var layout = RecordLayout()
    layout.problem = ["task_id"]
    layout.response = ["solution", "completion"]
    layout.correct = ["plus_status", "base_status", "status"]
    return layout
  }

  package func recognizes(_ head: FileHead) -> Bool {
    head.framing == .document && head.hasOuter("eval")
      && (head.has("base_status") || head.has("plus_status")
        || (head.has("status") && head.has("solution")))
  }

  /// Those of the further tests first, which decide.
  package func figures(in document: DocumentValue, name: String) -> [StatedFigure] {
    let stated = document["pass_at_k"]
    let both = ["plus", "base"].flatMap { tests in
      (stated?[tests]?.passFigures() ?? []).with { $0.metric = tests }
    }
    return both.isEmpty ? stated?.passFigures() ?? [] : both
  }

  /// Takes the benchmark and the model of `{humaneval|mbpp}/{model}_{backend}_temp_{T}….json`.
  package func conventions(path: [String], above: [String]) -> Facts {
    var facts = Facts()
    guard let name = path.last else { return facts }
    let stem = PathFacts.stem(name)
    let words = stem.split(separator: "_").map(String.init)
    if let folder = (above + path.dropLast()).last,
      ["humaneval", "mbpp"].contains(folder.lowercased())
    {
      facts.set(.benchmark, folder.lowercased(), source: .convention)
    }
    if let place = words.firstIndex(of: "temp"), place > 1 {
      let model = words[..<(place - 1)].joined(separator: "_")
      facts.set(.model, model.replacing("--", with: "/"), source: .convention)
    }
    return facts
  }
}
