import Results

/// The trials of tau-bench: a list of tasks with their rewards.
package struct TauBench: ResultsFormat {
  package let name = "tau-bench"
  package let records = [DocumentPath([.elements])]

  package init() {}

  package var layout: RecordLayout {
    var layout = RecordLayout()
    layout.problem = ["task_id"]
    layout.prompt = ["info.task.instruction"]
    layout.response = ["traj"]
    layout.index = ["trial"]
    layout.score = ["reward"]
    return layout
  }

  package func recognizes(_ head: FileHead) -> Bool {
    // The number of the trial comes behind the conversation, which may be long.
    head.framing == .document && head.has("task_id") && head.has("reward")
      && (head.has("trial") || (!head.isComplete && head.has("info") && head.has("traj")))
  }

  /// The file names model and temperature.
  ///
  /// `{strategy}-{model}-{T}_range_{start}-{end}_user-{model}-{strategy}_{time}.json`
  package func conventions(of place: FilePlace) -> Facts {
    var facts = Facts([.benchmark: benchmark(place.folders)], source: .convention)
    let stem = PathFacts.stem(place.name)
    guard let end = stem.firstRange(of: "_range_") else { return facts }
    var words = stem[..<end.lowerBound].split(separator: "-", omittingEmptySubsequences: false)
    if let last = words.last, Double(last) != nil {
      facts.set(.temperature, String(words.removeLast()), source: .convention)
    }
    let strategies = ["tool-calling", "few-shot", "act", "react"]
    var model = words.joined(separator: "-")
    if let strategy = strategies.first(where: { model.hasPrefix($0 + "-") }) {
      model.removeFirst(strategy.count + 1)
    }
    facts.set(.model, model, source: .convention)
    return facts
  }

  /// A folder may name the environment, which nothing else does.
  private func benchmark(_ folders: [String]) -> String {
    let environment = folders.last { ["retail", "airline"].contains($0.lowercased()) }
    return "tau-bench" + (environment.map { "-" + $0.lowercased() } ?? "")
  }
}
