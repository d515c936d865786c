import Results

/// The rollouts of AReaL: `{rollout|eval-rollout}/{version}/{task}.jsonl`, one sample a line.
///
/// The number of a task counts submissions, so the prompt names the problem.
package struct AReaL: ResultsFormat {
  package let name = "areal"

  package init() {}

  package var layout: RecordLayout {
    var layout = RecordLayout()
    layout.prompt = ["prompt"]
    layout.response = ["completion"]
    layout.index = ["sample_idx"]
    layout.seed = ["task_id"]
    layout.score = ["reward"]
    layout.facts = [.step: ["tail_version"]]
    return layout
  }

  package func recognizes(_ head: FileHead) -> Bool {
    head.framing == .lines
      && ["task_id", "sample_idx", "prompt", "completion", "reward"].allSatisfy { head.has($0) }
  }

  /// Experiment and trial name the model.
  ///
  /// `logs/{user}/{experiment}/{trial}/{rollout|eval-rollout}/{version}/{task}.jsonl`
  package func conventions(of place: FilePlace) -> Facts {
    let folders = place.folders
    guard let place = folders.lastIndex(where: { ["rollout", "eval-rollout"].contains($0) }) else {
      return Facts()
    }
    // Benchmarks and temperatures in the names are told by the path.
    let names = folders[..<place].suffix(2).map { PathWords($0).name }.filter { !$0.isEmpty }
    return Facts([.model: names.joined(separator: "/")], source: .convention)
  }
}
