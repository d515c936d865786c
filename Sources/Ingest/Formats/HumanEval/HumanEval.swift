import Results

/// The results of OpenAI's human-eval: `{samples}.jsonl_results.jsonl`, one sample a line.
package struct HumanEval: ResultsFormat {
  package let name = "human-eval"

  package init() {}

  package var layout: RecordLayout {
    var layout = RecordLayout()
    layout.problem = ["task_id"]
    layout.prompt = ["prompt"]
    layout.response = ["completion", "solution"]
    layout.answer = ["result"]
    layout.hasVotes = false
    layout.correct = ["passed"]
    return layout
  }

  package func recognizes(_ head: FileHead) -> Bool {
    head.framing == .lines && ["task_id", "result", "passed"].allSatisfy { head.has($0) }
  }

  package func conventions(of place: FilePlace) -> Facts {
    Facts([.benchmark: "humaneval"], source: .convention)
  }
}

/// Samples of code that nothing has graded; the graded twin lies beside them.
package struct CodeSamples: ResultsFormat {
  package let name = "code-samples"

  package init() {}

  package var layout: RecordLayout {
    var layout = HumanEval().layout
    layout.answer = []
    return layout
  }

  package func recognizes(_ head: FileHead) -> Bool {
    head.framing == .lines && head.has("task_id") && head.hasAny(["completion", "solution"])
      && !head.hasAny(RecordLayout.common.correct + RecordLayout.common.score)
  }

  /// Results of human-eval, EvalPlus and BigCodeBench; the latter two also grade a copy
  /// that was cleaned up.
  package func betterTwins(of name: String) -> [String] {
    var stem = name
    if stem.hasSuffix(".jsonl") { stem.removeLast(6) }
    if stem.hasSuffix(".raw") { stem.removeLast(4) }
    let stems = [stem, stem + "-sanitized_calibrated", stem + "-sanitized"]
    return [name + "_results.jsonl"]
      + stems.flatMap { [$0 + "_eval_results.json", $0 + ".eval_results.json"] }
  }
}
