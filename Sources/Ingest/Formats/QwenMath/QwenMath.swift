import Results

/// One line a problem with its samples in parallel lists: Qwen2.5-Math evaluation,
/// math-evaluation-harness, simpleRL and limit-of-RLVR.
///
/// Files are called `{split}_{prompt}_{num}_seed{S}_t{T}_s{start}_e{end}.jsonl` and lie
/// in a folder named for the benchmark, below one named for the model. Seeds add samples.
package struct QwenMath: ResultsFormat {
  package let name = "qwen-math"
  package let hasSamplingSeeds = true

  package init() {}

  package var layout: RecordLayout {
    var layout = RecordLayout()
    layout.problem = ["idx"]
    layout.prompt = ["question", "problem"]
    layout.response = ["code"]
    layout.gold = ["gt", "answer"]
    layout.answer = ["pred"]
    layout.correct = ["score"]
    layout.finish = ["finish_reason"]
    layout.level = ["level"]
    layout.subject = ["subject", "type"]
    // Data sets such as aime24x8 repeat each problem under eight ids.
    layout.groupsRepeatedPrompts = true
    return layout
  }

  package func recognizes(_ head: FileHead) -> Bool {
    guard head.framing == .lines, head.has("idx"), head.has("code", .list) else { return false }
    return head.has("pred", .list) || head.has("score", .list)
      || !head.isComplete
  }

  package func conventions(of place: FilePlace) -> Facts {
    var facts = Facts()
    guard Self.isConventional(place.name) else { return facts }
    var folders = place.folders
    guard let benchmark = folders.popLast() else { return facts }
    facts.set(.benchmark, benchmark, source: .convention)
    let names = folders.suffix(6).map { PathWords($0).name }
    if let model = names.last(where: { !$0.isEmpty }) {
      facts.set(.model, model, source: .convention)
    }
    return facts
  }

  /// Whether a name is `…_seed{S}_t{T}_s{start}_e{end}.jsonl`.
  static func isConventional(_ name: String) -> Bool {
    let words = PathFacts.stem(name).split(separator: "_")
    return words.contains { $0.hasPrefix("seed") && Int($0.dropFirst(4)) != nil }
      && words.contains { $0.hasPrefix("t") && Double($0.dropFirst()) != nil }
  }
}

/// The summary that the Qwen2.5-Math family writes beside its samples.
package struct QwenMathMetrics: ResultsFormat {
  package let name = "qwen-math-metrics"
  package let kind = FileKind.summary
  package let layout = RecordLayout()

  package init() {}

  package func recognizes(_ head: FileHead) -> Bool {
    head.name.hasSuffix("_metrics.json") && head.has("num_samples")
  }

  /// All in per cent; `acc` of Qwen is of first samples, `acc` of simpleRL of all.
  package func figures(in document: DocumentValue, name: String) -> [StatedFigure] {
    let single = [
      document["acc"]?.figure(perCent: "acc", .accuracy),
      document["pass_acc"]?.figure(perCent: "pass_acc", .solved),
    ].compactMap { $0 }
    let curve = document["pass@k"]?.passFigures(perCent: true) ?? []
    return (single + curve).with { figure in
      figure.habit = figure.quantity == .accuracy ? .firstSample : nil
      figure.problems = document["num_samples"]?.number.flatMap { Int(exactly: $0) }
      figure.sampleFile = Self.sampleFile(of: name)
    }
  }

  /// `…_e-1.jsonl` for `…_e-1_{prompt}_metrics.json`.
  static func sampleFile(of name: String) -> String {
    let words = name.dropLast("_metrics.json".count).split(
      separator: "_", omittingEmptySubsequences: false)
    let end = words.lastIndex { $0.hasPrefix("e") && Int($0.dropFirst()) != nil }
    return words[...(end ?? words.count - 1)].joined(separator: "_") + ".jsonl"
  }
}
