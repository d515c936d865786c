import Results

/// kscope's own format, one sample a line: `docs/format.md`.
package struct KscopeSamples: ResultsFormat {
  package let name = "kscope"

  package init() {}

  package var layout: RecordLayout {
    var layout = RecordLayout()
    layout.problem = ["problem_id"]
    layout.prompt = ["prompt"]
    layout.response = ["response", "text"]
    layout.gold = ["gold"]
    layout.answer = ["answer"]
    layout.correct = ["correct"]
    layout.score = ["score"]
    layout.tokens = ["n_tokens"]
    layout.finish = ["finish_reason"]
    layout.entropy = ["mean_entropy"]
    layout.logProbability = ["logprob_sum"]
    layout.reasoning = ["cot_valid"]
    layout.group = ["group"]
    layout.level = ["level"]
    layout.subject = ["subject"]
    layout.date = ["date"]
    layout.directAnswer = ["direct_answer"]
    layout.facts = [
      .run: ["run_id"], .model: ["model"], .role: ["role"], .benchmark: ["benchmark"],
      .step: ["step"], .temperature: ["temperature"], .topP: ["top_p"],
      .maxTokens: ["max_tokens"], .algorithm: ["algorithm"],
    ]
    return layout
  }

  package func recognizes(_ head: FileHead) -> Bool {
    head.framing == .lines && head.has("problem_id")
      && (head.has("correct") || head.has("sample_idx")) && !head.has("scorer")
      && !head.hasAny(RecordLayout.common.list.filter { head.has($0, .list) })
      && !head.has("correct", .list) && !head.has("score", .list)
  }
}
