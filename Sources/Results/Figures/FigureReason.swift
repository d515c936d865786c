/// Why a writer's figure differs from kscope's of the same samples.
package enum FigureReason: Equatable, Sendable {
  // Known ways to compute it, which give the writer's value.
  case ungradedAsWrong, pooled, withReplacement, firstSample, scores, scoresOrZero
  case otherThreshold(Double)
  // Everything else is a doubt.
  case otherProblems(stated: Int, here: Int)
  case tooFewSamples(k: Int)
  case unknown

  /// Whether the figure is right in its own way.
  package var explains: Bool {
    switch self {
    case .otherProblems, .tooFewSamples, .unknown: false
    default: true
    }
  }

  package var sentence: String {
    switch self {
    case .ungradedAsWrong: "it counts samples without a verdict as wrong"
    case .pooled: "it is over all samples at once, not over problems"
    case .withReplacement: "it draws samples with replacement"
    case .firstSample: "it counts only the first sample of each problem"
    case .scores: "it is a mean of scores, not of verdicts"
    case .scoresOrZero: "it is a mean of scores, 0 for samples without one"
    case .otherThreshold(let least):
      "it counts scores from \(Facts.formatted(least)) as right"
    case .otherProblems(let stated, let here):
      "it is of \(Format.count(stated, "problem")), here \(here == 1 ? "is" : "are") "
        + Format.count(here)
    case .tooFewSamples(let k): "no problem here has \(Format.count(k)) graded samples"
    case .unknown: "no reason is known"
    }
  }
}
