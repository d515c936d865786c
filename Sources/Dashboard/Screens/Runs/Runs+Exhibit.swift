import Results
import Statistics

extension App {
  /// The runs as they are listed.
  var runsExhibit: Exhibit? {
    guard !shownRuns.isEmpty else { return nil }
    var table = DataTable("runs", columns: Self.runColumns)
    for run in shownRuns { table.append(runRow(run)) }
    return Exhibit("runs", title: Format.count(shownRuns.count, "run"), tables: [table])
  }

  private static let runColumns: [DataTable.Column] = [
    .init("id", isWords: true), .init("model", isWords: true), .init("role", isWords: true),
    .init("benchmark", isWords: true), .init("step"), .init("temperature", "T"),
    .init("problems"), .init("n_min", "n min"), .init("n_max", "n max"),
    .init("pass_1", "pass@1"), .init("pass_1_error", "± SE"), .init("pass_n", "pass@n"),
    .init("pass_n_error", "± SE"), .init("unsolved"), .init("ungraded"), .init("truncated"),
  ]

  private func runRow(_ run: Run) -> [DataValue] {
    let (totals, first, last) = (run.totals, run.passAtOne, run.passAtMost)
    return [
      .text(run.id), DataValue(text: run.facts[.model]), DataValue(text: run.facts[.role]),
      DataValue(text: run.benchmark), DataValue(count: run.facts.integer(.step)),
      DataValue(text: run.facts[.temperature]), .count(run.problems.count),
      DataValue(count: totals.nMin), DataValue(count: totals.nMax),
      DataValue(share: first?.value), DataValue(share: first?.standardError),
      DataValue(share: last?.value), DataValue(share: last?.standardError),
      .count(totals.unsolved), .count(totals.ungraded), DataValue(count: totals.truncated),
    ]
  }
}
