import Results

/// The scored generations of CRUXEval: verdicts and texts by problem, in one document.
package struct CruxEval: ResultsFormat {
  package let name = "cruxeval"
  package let layout = RecordLayout()
  package let records = [
    DocumentPath([.pairs(verdicts: "raw_scored_generations", texts: "raw_generations")])
  ]

  package init() {}

  /// The verdicts come behind all texts, so that a file's start rarely shows them; a file
  /// without them is a reject.
  package func recognizes(_ head: FileHead) -> Bool {
    head.framing == .document
      && (head.hasOuter("raw_scored_generations") || head.hasOuter("raw_generations"))
  }

  package func figures(in document: DocumentValue, name: String) -> [StatedFigure] {
    [1, 5].compactMap { k in
      document["pass_at_\(k)"]?.figure(perCent: "pass_at_\(k)", .passAtK(k))
    }
  }

  /// `sample_scored_{model}_temp{T}_{input|output}.json`: two benchmarks.
  package func conventions(of place: FilePlace) -> Facts {
    var facts = Facts()
    var words = PathFacts.stem(place.name).split(separator: "_").map(String.init)
    guard let task = words.popLast(), ["input", "output"].contains(task) else { return facts }
    facts.set(.benchmark, "cruxeval-" + task, source: .convention)
    words.removeAll { ["sample", "scored"].contains($0) }
    let model = words.filter { !$0.hasPrefix("temp") }.joined(separator: "_")
    if !model.isEmpty { facts.set(.model, model, source: .convention) }
    return facts
  }
}
