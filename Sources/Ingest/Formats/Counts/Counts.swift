import Results

/// Tallies without samples, one problem a line: `{"id": …, "n": 256, "c": 21}`.
package struct Counts: ResultsFormat {
  package let name = "counts"
  package let kind = FileKind.counts

  package init() {}

  package var layout: RecordLayout {
    var layout = RecordLayout()
    layout.problem = ["id", "problem_id", "task_id", "idx"]
    layout.prompt = ["prompt", "question", "problem"]
    layout.n = ["n"]
    layout.c = ["c"]
    layout.truncated = ["truncated", "length_stops"]
    layout.stated = [
      .meanTokens: ["mean_tokens"], .meanTokensCorrect: ["mean_tokens_correct"],
      .meanTokensIncorrect: ["mean_tokens_incorrect"], .meanEntropy: ["mean_entropy"],
      .truncatedCorrect: ["truncated_correct", "length_stops_correct"],
      .judged: ["cot_judged_correct"], .valid: ["cot_valid_correct"],
    ]
    layout.group = ["group"]
    layout.level = ["level"]
    layout.subject = ["subject"]
    layout.date = ["date"]
    layout.directAnswer = ["direct_answer"]
    layout.facts = KscopeSamples.facts
    return layout
  }

  package func recognizes(_ head: FileHead) -> Bool {
    head.framing == .lines && head.has("n", .number) && head.has("c", .number)
      && head.hasAny(layout.problem)
  }
}
