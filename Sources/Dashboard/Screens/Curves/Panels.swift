import Charts
import Results
import Statistics
import TerminalUI

extension App {
  /// Benchmarks by models, of all runs that are there.
  var runGrid: RunGrid { curves.grid.value }

  mutating func refreshGrid() {
    let key = CurvesState.GridKey(revision: revision, marked: selection.order)
    guard !curves.grid.isCurrent(for: key) else { return }
    curves.grid.set(
      RunGrid(snapshot.runs, references: snapshot.references, marked: markedRuns), for: key)
  }

  /// Small multiples: a panel for each benchmark and model.
  var panelsExhibit: Exhibit? {
    let grid = runGrid
    guard !grid.benchmarks.isEmpty else { return nil }
    return Exhibit(
      "panels", title: "pass@k by benchmark and model",
      sentences: [
        "Each panel: B is the base model, C what was trained from it; bands are 95 % intervals."
      ],
      chart: panelsChart(grid), tables: [Self.panelsTable(grid)])
  }

  func panelsChart(_ grid: RunGrid) -> PanelGrid {
    let panels = grid.benchmarks.indices.map { row in
      grid.families.indices.map { column in panel(grid, row, column) }
    }
    var chart = PanelGrid(panels: panels)
    chart.sharesX = false
    chart.sharesY = .none
    return chart
  }

  private func panel(_ grid: RunGrid, _ row: Int, _ column: Int) -> PanelGrid.Panel {
    let names = [grid.benchmarks[row], grid.families.count > 1 ? grid.families[column] : ""]
    let title = names.filter { !$0.isEmpty }.joined(separator: ", ")
    guard let cell = grid[row, column] else { return PanelGrid.Panel(title, .note("no runs")) }
    var chart = LineChart(
      xAxis: Axis("k", scale: .log2),
      yAxis: Axis("", scale: curves.isLogarithmic ? .log10 : .linear, format: .percent),
      series: cell.references.map { LineChart.Series(published: $0) }
        + cell.runs.enumerated().reversed().map { panelSeries($1, in: cell, at: $0) })
    chart.showsBands = curves.showsIntervals
    chart.hasColor = hasColor
    return PanelGrid.Panel(title, .curves(chart))
  }

  /// Base and trained model look the same in all panels, whatever is compared elsewhere.
  private func panelSeries(_ run: Run, in cell: RunGrid.Cell, at place: Int) -> LineChart.Series {
    let look: RunMark
    switch run.id {
    case cell.baseline?.id: look = RunMark(letter: "B", role: .baseline)
    case cell.candidate?.id: look = RunMark(letter: "C", role: .candidate)
    default: look = .other(place - 2)
    }
    return LineChart.Series(panelName(look, run), look, of: run)
  }

  private func panelName(_ look: RunMark, _ run: Run) -> String {
    switch look.letter {
    case "B": "base"
    case "C": run.role == .rl ? "RL" : "candidate"
    default: shortName(of: run, among: [run])
    }
  }

  private static func panelsTable(_ grid: RunGrid) -> DataTable {
    var table = DataTable(
      "pass@k by benchmark and model",
      columns: [
        .init("benchmark", isWords: true), .init("model", isWords: true),
        .init("run", isWords: true), .init("k"), .init("value"), .init("low"), .init("high"),
      ])
    for cell in grid.cells.joined().compactMap(\.self) {
      for run in cell.runs {
        for point in run.fineCurve {
          table.append([
            .text(cell.benchmark), .text(cell.family), .text(run.id), .count(point.k),
            .share(point.value), DataValue(share: point.interval?.lowerBound),
            DataValue(share: point.interval?.upperBound),
          ])
        }
      }
      for curve in cell.references {
        for point in curve.points {
          table.append([
            .text(cell.benchmark), .text(cell.family), .text("published: " + curve.name),
            .count(point.k), .share(point.value), .missing, .missing,
          ])
        }
      }
    }
    return table
  }
}
