import Charts
import Results
import Statistics
import TerminalUI

extension App {
  var coverageExhibit: Exhibit? {
    switch view {
    case .sets: setsExhibit
    case .lists: listsExhibit
    case .validity: validityExhibit
    default: cellsExhibit
    }
  }

  /// The table of two by two with its measures; with the list once one is in it.
  private var cellsExhibit: Exhibit? {
    guard let review = coverageReview else { return nil }
    var tables = [review.cellTable, review.measureTable]
    if coverage.isInList { tables.append(review.problemTable(of: coverage.cell)) }
    if let recheck { tables.append(recheck.value.table) }
    var chart = matrix(of: review)
    chart.cursor = nil
    return Exhibit(
      "coverage",
      title: "who solves what" + onBenchmark(review.benchmark)
        + " at k = \(Format.count(review.k))",
      sentences: [pairNames(review)] + coverageSentences(review), chart: chart, tables: tables)
  }

  private func pairNames(_ review: CoverageReview) -> String {
    "The baseline is \(review.baseline), the candidate \(review.candidate)."
  }

  /// What the table says, then what to know before believing it.
  func coverageSentences(_ review: CoverageReview) -> [String] {
    let merged = recheck.map { $0.value.sentences(name: $0.name) } ?? []
    return merged + review.sentences + coverageWarnings
  }

  /// The warnings of the comparison as sentences.
  var coverageWarnings: [String] {
    (comparison?.value.warnings ?? []).map { $0.prefix(1).uppercased() + $0.dropFirst() + "." }
  }

  func matrix(of review: CoverageReview) -> CountMatrix {
    let counts = review.wholeCounts
    let solved = [true, false]
    var chart = CountMatrix(
      rows: ["solved", "not solved"], columns: ["solved", "not solved"],
      counts: solved.map { baseline in
        solved.map { counts[CoverageCell(baseline: baseline, candidate: $0)] ?? 0 }
      }, rowTitle: "B baseline", columnTitle: "C candidate",
      cursor: GridPlace(
        row: coverage.cell.hasBaseline ? 0 : 1, column: coverage.cell.hasCandidate ? 0 : 1))
    chart.emphasis = [
      GridPlace(row: 0, column: 1): .incorrect, GridPlace(row: 1, column: 0): .correct,
    ]
    return chart
  }

  private var listsExhibit: Exhibit? {
    guard let review = coverageReview else { return nil }
    return Exhibit(
      "lists", title: "solvable problems" + onBenchmark(review.benchmark),
      sentences: [pairNames(review)] + review.index.sentences,
      tables: [review.index.table(dash: symbols.dash)])
  }
}
