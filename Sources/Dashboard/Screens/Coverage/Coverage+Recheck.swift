import Results
import Statistics

extension App {
  /// The runs that can be rechecked, first the one that does not solve the problems listed.
  private var recheckedRuns: [(run: Run, name: String)] {
    guard let (baseline, candidate) = comparedRuns else { return [] }
    let both = [(run: baseline, name: "the baseline"), (run: candidate, name: "the candidate")]
    return coverage.cell == .baselineOnly ? both.reversed() : both
  }

  /// The run that is rechecked, and those it is merged with; `nil` while none is.
  private var rechecked: (run: Run, name: String, sources: [Run])? {
    guard view == .coverage, coverage.recheck > 0 else { return nil }
    let able = recheckedRuns.map { (run: $0.run, name: $0.name, sources: sources(for: $0.run)) }
      .filter { !$0.sources.isEmpty }
    return able[safe: coverage.recheck - 1]
  }

  private func sources(for run: Run) -> [Run] { Recheck.sources(for: run, in: snapshot.runs) }

  /// The problems of the cell with the samples of other runs of the same model.
  var recheck: (value: Recheck, name: String)? {
    guard let rechecked, let finding = board.latest(.recheck, as: Recheck.self) else { return nil }
    return (finding.value, rechecked.name)
  }

  /// Turns to the next run that can be rechecked, and after the last one to none.
  mutating func rechecks() {
    guard view == .coverage else {
      notice = "R rechecks the problems of a cell; v shows the table of two by two"
      return
    }
    coverage.recheck += 1
    guard rechecked == nil else { return }
    if coverage.recheck == 1 {
      notice = "no run here differs from baseline or candidate in how it was sampled alone"
    }
    coverage.recheck = 0
  }

  mutating func refreshRecheck() -> [Effect] {
    guard let rechecked, let review = coverageReview else { return [] }
    let (run, sources, ids) = (rechecked.run, rechecked.sources, review.ids(in: coverage.cell))
    let names = ([run] + sources).map(\.id).joined(separator: "\n")
    let pair = [review.baseline, review.candidate].compactMap { snapshot.run($0) }
    return board.ask(
      .recheck, of: "\(names)\n\(coverage.cell)\n\(review.k)",
      version: Fingerprint.of([run] + sources + pair)
    ) { _ in Recheck(of: run, problems: ids, with: sources) }
  }
}
