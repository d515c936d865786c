import Results

/// The rollouts of AReaL: `{version}/{task}.jsonl`, one file a problem, one sample a line.
///
/// The number of a task holds for one version alone, so the prompt names the problem.
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
}
