import Results
import Statistics

extension Job.Slot {
  static let comparison = Job.Slot("comparison")
}

extension App {
  /// The two runs that are compared; `nil` where there are not two.
  var comparedRuns: (baseline: Run, candidate: Run)? {
    guard let baseline = selection.baseline.flatMap({ snapshot.run($0) }),
      let candidate = selection.candidate.flatMap({ snapshot.run($0) })
    else { return nil }
    return (baseline, candidate)
  }

  /// The newest comparison of baseline and candidate; `nil` while none was worked out.
  var comparison: JobBoard.Finding<Comparison>? {
    comparedRuns == nil ? nil : board.latest(.comparison, as: Comparison.self)
  }

  /// Asks for the comparison of the two runs, where it is not at hand.
  mutating func refreshComparison() -> [Effect] {
    guard let (baseline, candidate) = comparedRuns else { return [] }
    return board.ask(
      .comparison, of: "\(baseline.id)\n\(candidate.id)",
      version: Fingerprint.of([baseline, candidate])
    ) { _ in Comparison(baseline: baseline, candidate: candidate) }
  }

  /// Says below a chart what it shows, or that this is being worked out.
  var comparisonSentences: [String] {
    guard let (baseline, candidate) = comparedRuns else {
      return ["There is no baseline and no candidate; b and c on Runs (1) choose them."]
    }
    if baseline.benchmark != candidate.benchmark {
      return ["Baseline and candidate are on different benchmarks, so they are not compared."]
    }
    guard let comparison else { return [] }
    return [comparison.value.sentence]
  }
}
