import Charts
import Results
import Statistics
import TerminalUI

extension App {
  /// Problems by accuracy, of baseline and candidate.
  var histogramExhibit: Exhibit? {
    let runs = [selection.baseline, selection.candidate].map { $0.flatMap { snapshot.run($0) } }
    guard let shown = runs.first(where: { $0 != nil }) ?? nil else { return nil }
    let counts = runs.map { $0.map { AccuracyHistogram($0.tallies).counts } }
    var table = DataTable(
      "problems by accuracy",
      columns: [.init("accuracy", isWords: true), .init("baseline"), .init("candidate")])
    for (place, label) in AccuracyHistogram.labels.enumerated() {
      table.append([.text(label)] + counts.map { DataValue(count: $0?[place]) })
    }
    return Exhibit(
      "histogram", title: "problems by accuracy c/n" + (shown.benchmark.map { " on \($0)" } ?? ""),
      chart: PairedBars(
        categories: AccuracyHistogram.labels, baseline: bars(of: runs[0], .baseline),
        candidate: bars(of: runs[1], .candidate)),
      tables: [table])
  }
}
