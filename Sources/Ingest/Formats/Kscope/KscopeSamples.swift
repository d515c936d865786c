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
    layout.index = ["sample_idx"]
    layout.seed = ["seed"]
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
    layout.logProbabilities = ["logprobs"]
    layout.scorer = ["scorer"]
    layout.scorerSum = ["sum"]
    layout.scorerTokens = ["tokens"]
    layout.facts = Self.facts
    return layout
  }

  /// Facts that a sample may state of its run, under their own names.
  ///
  /// A seed is not among them: that of a sample is a sampling seed.
  static let facts: [FactName: [String]] = {
    let names = FactName.allCases.filter { ![.seed, .seeds, .samples, .sourceHash].contains($0) }
    var facts = Dictionary(uniqueKeysWithValues: names.map { ($0, [$0.rawValue]) })
    facts[.run] = ["run_id", "run"]
    return facts
  }()

  package func recognizes(_ head: FileHead) -> Bool {
    head.framing == .lines && head.has("problem_id")
      && (head.has("correct") || head.has("sample_idx")) && !head.has("scorer")
      && !head.hasAny(RecordLayout.common.list.filter { head.has($0, .list) })
      && !head.has("correct", .list) && !head.has("score", .list)
  }
}
