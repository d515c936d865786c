import Results

/// The results of EvalPlus and BigCodeBench: solutions by task, in one document.
///
/// A solution of EvalPlus has two verdicts: by the base tests, and by these and further ones
/// ("plus"), which goes first where it was taken.
package struct EvalPlus: ResultsFormat {
  package let name = "evalplus"
  package let records = [DocumentPath([.key("eval"), .entries, .elements])]

  package init() {}

  package var layout: RecordLayout {
    var layout = RecordLayout()
    layout.problem = ["task_id"]
    layout.response = ["solution", "completion"]
    layout.correct = ["status"]
    layout.metrics = .named([
      .init(name: "plus", keys: ["plus_status", "base_status"]),
      .init(name: "base", keys: ["base_status"]),
    ])
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

  package func conventions(of place: FilePlace) -> Facts {
    Self.facts(of: place)
  }

  /// The file names the model and the temperature, and the folder or the file the benchmark.
  ///
  /// `{humaneval|mbpp}/{model}_{backend}_temp_{T}.eval_results.json`, or
  /// `{model}--{revision}--bigcodebench-{split}--{backend}-{T}-{n}-….json`
  static func facts(of place: FilePlace) -> Facts {
    var facts = Facts()
    let stem = withoutSuffix(PathFacts.stem(place.name))
    noteBigCodeBench(stem, in: &facts)
    if let folder = place.folders.last, ["humaneval", "mbpp"].contains(folder.lowercased()) {
      facts.set(.benchmark, folder.lowercased(), source: .convention)
    }
    let words = stem.split(separator: "_").map(String.init)
    if let temp = words.lastIndex(of: "temp"), temp > 1 {
      let model = words[..<(temp - 1)].joined(separator: "_")
      facts.set(.model, model.replacing("--", with: "/"), source: .convention)
      if temp + 1 < words.count {
        facts.set(.temperature, words[temp + 1], source: .convention)
      }
    }
    return facts
  }

  private static func withoutSuffix(_ stem: String) -> String {
    [".eval", "_eval"].first { stem.hasSuffix($0) }.map { String(stem.dropLast($0.count)) } ?? stem
  }

  private static func noteBigCodeBench(_ stem: String, in facts: inout Facts) {
    let parts = stem.split(separator: "--").map(String.init)
    guard let place = parts.lastIndex(where: { $0.hasPrefix("bigcodebench") }), place > 0 else {
      return
    }
    facts.set(.benchmark, parts[place], source: .convention)
    let model = parts[..<place].filter { $0 != "main" }.joined(separator: "/")
    facts.set(.model, model, source: .convention)
    let words = parts[(place + 1)...].joined(separator: "-").split(separator: "-").map(String.init)
    if words.count > 1 { facts.set(.temperature, words[1], source: .convention) }
  }
}

/// The results of EvalPlus before 0.2: statuses by task, without the solutions.
///
///     "HumanEval/0": {"nfiles": 2, "base": [["success", […]], …], "plus": [["failed", […]], …]}
package struct EvalPlusLegacy: ResultsFormat {
  package let name = "evalplus-legacy"
  package let layout = RecordLayout()
  package let records = [DocumentPath([.key("eval"), .entries, .verdicts(["base", "plus"])])]

  package init() {}

  package func recognizes(_ head: FileHead) -> Bool {
    head.framing == .document && head.hasOuter("eval") && head.has("nfiles")
      && head.has("base", .list)
  }

  package func conventions(of place: FilePlace) -> Facts {
    EvalPlus.facts(of: place)
  }
}
