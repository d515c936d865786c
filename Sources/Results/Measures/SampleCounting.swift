/// Which samples of a problem count, and as what.
package enum SampleCounting: String, CaseIterable, Sendable {
  /// All graded samples by their verdicts.
  case asGraded = "as graded"
  /// Samples cut at the token limit are wrong, whatever their verdict.
  case truncatedAsWrong = "truncated as wrong"
  /// Samples cut at the token limit do not count.
  case truncatedAsMissing = "truncated as missing"
  /// Equal responses to a problem are one sample.
  case distinctResponses = "distinct responses"

  /// Whether it takes more of a run than its tallies.
  package var needsMeasures: Bool { self != .asGraded }

  /// What it means, in a sentence.
  package var help: String {
    switch self {
    case .asGraded: "Every graded sample counts by its verdict."
    case .truncatedAsWrong: "A sample that was cut at the token limit is wrong."
    case .truncatedAsMissing: "A sample that was cut at the token limit does not count."
    case .distinctResponses:
      "Equal responses to a problem are one sample; one with two verdicts does not count."
    }
  }
}
