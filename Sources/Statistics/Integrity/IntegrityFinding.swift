/// Something about numbers that makes what is concluded from them doubtful.
package enum IntegrityFinding: Equatable, Sendable, CustomStringConvertible {
  /// More correct samples than samples, or fewer than none.
  case impossibleTally(run: String, problem: String, n: Int, c: Int)
  /// pass@k falls as k grows.
  case fallingCurve(run: String, from: Int, to: Int)
  /// pass@k rises faster from `middle` to `to` than from `from` to `middle`.
  case convexCurve(run: String, from: Int, middle: Int, to: Int)
  case unequalBudgets(first: Budget, second: Budget)
  /// Ids of problems that one run alone has, each list in order.
  case unequalProblems(
    first: String, onlyInFirst: [String], second: String, onlyInSecond: [String])
  /// Each problem was solved always or never.
  case allOrNothing(run: String, problems: Int)
  /// All samples of each problem are one response.
  case oneResponse(run: String, problems: Int)
  case repeatedSamples(run: String, SampleRepeats)

  /// How many samples the problems of a run have.
  package struct Budget: Equatable, Sendable {
    package let run: String
    package let samples: ClosedRange<Int>

    package init(run: String, samples: ClosedRange<Int>) {
      self.run = run
      self.samples = samples
    }
  }

  package var description: String {
    switch self {
    case .impossibleTally(let run, let problem, let n, let c):
      "problem '\(problem)' of \(run) has \(c) correct of \(n) samples; c must be from 0 to n, "
        + "so correct the file or its columns"
    case .fallingCurve(let run, let lower, let upper):
      "the curve of \(run) falls from k = \(lower) to \(upper), which pass@k over the same "
        + "problems never does; compare it with its source, or compute it from the samples"
    case .convexCurve(let run, let lower, let middle, let upper):
      "the curve of \(run) is not concave at k = \(middle): it rises faster from there to "
        + "\(upper) than from \(lower), which no unbiased estimate over the same problems does; "
        + "compare it with its source, or compute it from the samples"
    case .unequalBudgets(let first, let second):
      "\(first.run) has \(Self.text(first.samples)) samples for each problem and \(second.run) "
        + "\(Self.text(second.samples)); compare them at k up to "
        + "\(min(first.samples.lowerBound, second.samples.lowerBound)), or draw what is missing"
    case .unequalProblems(let first, let onlyInFirst, let second, let onlyInSecond):
      Self.text(onlyInFirst, only: first) + " and " + Self.text(onlyInSecond, only: second)
        + "; compare the problems that both have"
    case .allOrNothing(let run, let problems):
      "each of the \(problems) problems of \(run) is solved always or never, so its flat curve "
        + "may be one answer repeated; draw the samples anew at a temperature above 0"
    case .oneResponse(let run, let problems):
      "all samples of each of the \(problems) problems of \(run) are one response, so its flat "
        + "curve is no boundary; draw the samples anew at a temperature above 0"
    case .repeatedSamples(let run, let repeats):
      "\(repeats.repeated) of \(repeats.samples) samples of \(run) repeat an earlier response to "
        + "their problem, which leaves \(Self.text(repeats.effective)) different ones for each; "
        + "check that no batch was sampled twice with one seed"
    }
  }

  private static func text(_ range: ClosedRange<Int>) -> String {
    range.count == 1 ? "\(range.lowerBound)" : "\(range.lowerBound) to \(range.upperBound)"
  }

  private static func text(_ problems: [String], only run: String) -> String {
    guard !problems.isEmpty else { return "no problem is in \(run) alone" }
    let named = problems.prefix(3).map { "'\($0)'" }.joined(separator: ", ")
    let count = problems.count == 1 ? "1 problem is" : "\(problems.count) problems are"
    return "\(count) in \(run) alone (\(named)\(problems.count > 3 ? ", …" : ""))"
  }
}
