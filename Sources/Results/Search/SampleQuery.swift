/// What is looked for in the texts of samples, and in which of them.
package struct SampleQuery: Hashable, Sendable {
  /// Which of a sample's texts.
  package enum Field: String, Hashable, Sendable {
    case response, prompt
  }

  package var sought: SoughtText
  /// Whether prompts are searched as well.
  package var searchesPrompts = false
  /// The ids of runs; those that are not there are passed over.
  package var runs: [String]
  /// The ids of problems; `nil` for all of the runs.
  package var problems: Set<String>?
  package var verdicts: Set<Verdict> = [.correct, .incorrect, .ungraded]
  /// How many samples are told of, the first in the order of hits; those beyond are only counted.
  package var mostHits = 5000

  package init(_ sought: SoughtText, runs: [String]) {
    self.sought = sought
    self.runs = runs
  }
}
