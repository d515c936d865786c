/// Why pass@k is not extrapolated beyond the samples there are.
package enum ExtrapolationRefusal: Error, Equatable, Sendable, CustomStringConvertible {
  case fewProblems(Int)
  case noSuccess(problems: Int)
  case noFailure(problems: Int)
  /// Each problem was solved always or never, so nothing tells how rates are spread.
  case allOrNothing(problems: Int)
  /// No problem has three samples.
  case fewSamples(Int)
  case fewPoints(Int)
  case flatCurve(from: Int, to: Int)
  case abruptCurve(after: Int)

  package var description: String {
    switch self {
    case .fewProblems(let count):
      "extrapolating pass@k needs 3 problems or more and this run has \(count); add problems"
    case .noSuccess(let problems):
      "none of the \(problems) problems was ever solved, so pass@k beyond n cannot be told "
        + "from 0; draw more samples"
    case .noFailure(let problems):
      "every sample of the \(problems) problems is correct, so pass@k is 1 at any k; "
        + "take a harder benchmark"
    case .allOrNothing(let problems):
      "each of the \(problems) problems is solved always or never, so nothing tells how "
        + "pass@k goes on; draw samples at a temperature above 0"
    case .fewSamples(let n):
      "no problem has more than \(n) samples and extrapolating needs 3 or more; draw more samples"
    case .fewPoints(let count):
      "a power law needs pass@k above 0 at 3 values of k or more and this curve has \(count); "
        + "draw more samples"
    case .flatCurve(let first, let last):
      "pass@k hardly rises from k = \(first) to \(last), so no power law describes it; "
        + "draw more samples, at a temperature above 0"
    case .abruptCurve(let k):
      "pass@k jumps to its last value right after k = \(k), so no power law describes it; "
        + "take a harder benchmark"
    }
  }
}
