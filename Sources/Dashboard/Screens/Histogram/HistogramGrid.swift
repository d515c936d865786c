import Charts
import Results
import Statistics
import TerminalUI

/// Benchmarks by models, with the histograms of the two runs of each.
struct HistogramGridFindings: Sendable {
  struct Panel: Sendable {
    let baseline: [Int]?
    let candidate: [Int]?
  }

  let grid: RunGrid
  /// As the cells of the grid; `nil` where there is no run.
  let panels: [[Panel?]]

  init(_ grid: RunGrid) {
    func counts(_ run: Run?) -> [Int]? { run.map { AccuracyHistogram($0.tallies).counts } }
    self.grid = grid
    panels = grid.cells.map { row in
      row.map { cell in
        cell.map { Panel(baseline: counts($0.baseline), candidate: counts($0.candidate)) }
      }
    }
  }
}

extension App {
  /// Asks for the histograms of all benchmarks and models, where they are not at hand.
  mutating func refreshHistogramGrid() -> [Effect] {
    let (runs, marked) = (snapshot.runs, markedRuns)
    guard !runs.isEmpty else { return [] }
    return board.ask(
      .histogramGrid, of: marked.map(\.id).joined(separator: "\n"),
      version: Fingerprint.of(runs)
    ) { _ in HistogramGridFindings(RunGrid(runs, marked: marked)) }
  }

  var histogramGrid: HistogramGridFindings? {
    board.latest(.histogramGrid, as: HistogramGridFindings.self)?.value
  }

  mutating func moveInGrid(_ command: Command) {
    guard let grid = histogramGrid?.grid else { return }
    let (rows, columns) = (grid.benchmarks.count, grid.families.count)
    var place = histogram.panel
    switch command {
    case .left: place.column -= 1
    case .right: place.column += 1
    case .up: place.row -= 1
    case .down: place.row += 1
    case .first: place = GridPlace(row: 0, column: 0)
    case .last: place = GridPlace(row: rows - 1, column: columns - 1)
    default: return
    }
    histogram.panel = GridPlace(
      row: max(0, min(rows - 1, place.row)), column: max(0, min(columns - 1, place.column)))
  }

  /// Compares the two runs of the panel under the cursor, and shows them alone.
  mutating func zoomIntoPanel() -> [Effect] {
    let place = histogram.panel
    guard let cell = histogramGrid?.grid[place.row, place.column] else {
      notice = "there is no run in this panel"
      return []
    }
    selection.choose(
      cell.runs.map(\.id), baseline: cell.baseline?.id, candidate: cell.candidate?.id)
    selection.settle(in: snapshot.runs)
    views[.histogram] = .histogram
    return []
  }

  /// Small multiples: a panel for each benchmark and model.
  var histogramGridExhibit: Exhibit? {
    guard let found = histogramGrid, !found.grid.benchmarks.isEmpty else { return nil }
    let grid = found.grid
    let panels = grid.benchmarks.indices.map { row in
      grid.families.indices.map { histogramPanel(found, row, $0) }
    }
    var chart = PanelGrid(panels: panels)
    chart.sharesY = histogram.showsShares ? .all : .row
    chart.leastPanel.rows = 8
    return Exhibit(
      "histogram-grid", title: "problems by accuracy, by benchmark and model",
      sentences: [
        "Each panel: problems by accuracy c/n in twelve bins from 0 to 1, base model shaded and "
          + "what was trained from it solid, in "
          + (histogram.showsShares ? "per cent." : "counts.")
      ], chart: chart, tables: [Self.histogramGridTable(found)])
  }

  private func histogramPanel(
    _ found: HistogramGridFindings, _ row: Int, _ column: Int
  ) -> PanelGrid.Panel {
    let grid = found.grid
    let names = [grid.benchmarks[row], grid.families.count > 1 ? grid.families[column] : ""]
    let title = names.filter { !$0.isEmpty }.joined(separator: ", ")
    guard let cell = grid[row, column], let panel = found.panels[row][column] else {
      return PanelGrid.Panel(title, .note("no runs"))
    }
    let words = ["base", cell.candidate?.role == .rl ? "RL" : "candidate"]
    var bars = PairedBars(
      categories: Self.shortBins,
      baseline: panel.baseline.map { .init(words[0], role: .baseline, counts: $0) },
      candidate: panel.candidate.map { .init(words[1], role: .candidate, counts: $0) })
    bars.showsShares = histogram.showsShares
    return PanelGrid.Panel(title, .bars(bars))
  }

  private static func histogramGridTable(_ found: HistogramGridFindings) -> DataTable {
    var table = DataTable(
      "problems by accuracy, by benchmark and model",
      columns: [
        .init("benchmark", isWords: true), .init("model", isWords: true),
        .init("run", isWords: true), .init("accuracy", isWords: true), .init("problems"),
        .init("share"),
      ])
    for (cells, panels) in zip(found.grid.cells, found.panels) {
      for case (let cell?, let panel?) in zip(cells, panels) {
        let runs = [(cell.baseline, panel.baseline), (cell.candidate, panel.candidate)]
        for case (let run?, let counts?) in runs {
          let total = counts.reduce(0, +)
          for (label, count) in zip(AccuracyHistogram.labels, counts) {
            table.append([
              .text(cell.benchmark), .text(cell.family), .text(run.id), .text(label),
              .count(count),
              DataValue(share: total > 0 ? Double(count) / Double(total) : nil),
            ])
          }
        }
      }
    }
    return table
  }
}
