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
    head.framing == .document && head.has("task_id") && head.has("reward") && head.has("trial")
  }
}
