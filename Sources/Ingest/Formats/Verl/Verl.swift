import Results

/// The dumps of verl's validation and rollouts: `{step}.jsonl`, one sample a line.
///
/// No field names the problem: it is the prompt. A statement `acc` goes before the
/// score, unless the two contradict each other in many rows, which happens
/// where extras were written beside the wrong rows.
package struct Verl: ResultsFormat {
  package let name = "verl"

  package init() {}

  package var layout: RecordLayout {
    var layout = RecordLayout()
    layout.prompt = ["input"]
    layout.response = ["output"]
    layout.gold = ["gts"]
    layout.answer = ["pred"]
    layout.correct = ["acc"]
    layout.score = ["score", "reward"]
    layout.finish = ["finish_reason", "overlong"]
    layout.tokens = ["response_tokens", "response_length"]
    layout.turn = ["uid"]
    layout.facts = [.step: ["step"], .benchmark: ["data_source"]]
    return layout
  }

  package func recognizes(_ head: FileHead) -> Bool {
    guard head.framing == .lines else { return false }
    if !head.isComplete, Self.isConventional(head.name) {
      return head.keys.first?.name == "input"
    }
    return ["input", "output", "score", "step"].allSatisfy { head.has($0) }
  }

  /// Whether a name is `{step}.jsonl`, which tells where the first line is too long to.
  private static func isConventional(_ name: String) -> Bool {
    Int(PathFacts.stem(name)) != nil && name.hasSuffix(".jsonl")
  }
}
