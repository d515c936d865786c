import Charts
import Results
import Statistics
import TerminalUI

/// One panel: the curves of one benchmark and model family at one temperature.
struct TemperaturePanel: Sendable {
  let title: String
  let runs: [Run]
  let references: [ReferenceCurve]
}

extension App {
  /// Benchmarks and families by temperature; where there is one alone, its temperatures in rows
  /// that fit.
  var temperaturePanels: [[TemperaturePanel]] {
    let found = sweeps.found.value
    let published = sweeps.showsReferences ? found.references : []
    let keys =
      found.series.map { [$0.benchmark ?? "", Self.family(of: $0)] }
      + published.map { [$0.benchmark, $0.family] }
    let rows = keys.uniqued().map { key in
      panels(
        key, found.series.filter { [$0.benchmark ?? "", Self.family(of: $0)] == key },
        published.filter { [$0.benchmark, $0.family] == key }, isOnly: Set(keys).count == 1)
    }
    guard rows.count == 1, let only = rows.first else { return rows }
    let columns = max(1, min(only.count, (size.columns - 6) / 30))
    return stride(from: 0, to: only.count, by: columns).map { start in
      Array(only[start..<min(only.count, start + columns)])
    }
  }

  private static func family(of series: RunSeries) -> String {
    series.runs.first.map { RunGrid.family(of: $0.facts) } ?? ""
  }

  private func panels(
    _ key: [String], _ series: [RunSeries], _ published: [ReferenceSweep], isOnly: Bool
  ) -> [TemperaturePanel] {
    let temperatures = Set(
      series.flatMap(\.values) + published.flatMap { $0.curves.map(\.temperature) })
    return temperatures.sorted().map { temperature in
      let name = isOnly ? "" : key.filter { !$0.isEmpty }.joined(separator: ", ") + ", "
      return TemperaturePanel(
        title: name + "T=" + Format.temperature(temperature),
        runs: series.compactMap { $0.member(at: temperature)?.run },
        references: published.compactMap { $0.curve(at: temperature) }.uniqued(by: \.name))
    }
  }

  var temperaturePanelsExhibit: Exhibit? {
    let rows = temperaturePanels
    guard !rows.isEmpty else { return nil }
    return Exhibit(
      "temperature-panels", title: "pass@k by temperature", sentences: [panelsLegend],
      chart: temperaturePanelsChart(rows), tables: [Self.panelsTable(rows)])
  }

  var panelsLegend: String {
    "A panel a temperature: B is base, C trained from it"
      + (sweeps.found.value.references.isEmpty || !sweeps.showsReferences
        ? "" : ", b and c published") + "; bands are 95 %."
  }

  func temperaturePanelsChart(_ rows: [[TemperaturePanel]]) -> PanelGrid {
    var chart = PanelGrid(panels: rows.map { row in row.map(chartPanel) })
    chart.sharesX = false
    chart.sharesY = sweepBenchmarks > 1 ? .row : .all
    return chart
  }

  private var sweepBenchmarks: Int {
    let found = sweeps.found.value
    return Set(found.series.map { $0.benchmark ?? "" } + found.references.map(\.benchmark)).count
  }

  private func chartPanel(_ panel: TemperaturePanel) -> PanelGrid.Panel {
    var chart = LineChart(
      xAxis: Axis("k", scale: .log2),
      yAxis: Axis("", scale: sweeps.isLogarithmic ? .log10 : .linear, format: .percent),
      series: panel.references.map { LineChart.Series(published: $0) }
        + panel.runs.enumerated().reversed().map { panelSeries($1, at: $0) })
    chart.showsBands = sweeps.showsIntervals
    chart.hasColor = hasColor
    return PanelGrid.Panel(panel.title, .curves(chart))
  }

  /// Base and trained model look the same in all panels, whatever is compared elsewhere.
  private func panelSeries(_ run: Run, at place: Int) -> LineChart.Series {
    let look: (RunMark, String) =
      switch run.role {
      case .base: (RunMark(letter: "B", role: .baseline), "base")
      case .rl: (RunMark(letter: "C", role: .candidate), "RL")
      default: (.other(place), label(of: run))
      }
    return LineChart.Series(look.1, look.0, of: run)
  }

  private static func panelsTable(_ rows: [[TemperaturePanel]]) -> DataTable {
    var table = DataTable(
      "pass@k by temperature",
      columns: [
        .init("panel", isWords: true), .init("run", isWords: true), .init("k"), .init("value"),
        .init("low"), .init("high"),
      ])
    for panel in rows.joined() {
      for run in panel.runs {
        for point in run.fineCurve {
          table.append([
            .text(panel.title), .text(run.id), .count(point.k), .share(point.value),
            DataValue(share: point.interval?.lowerBound),
            DataValue(share: point.interval?.upperBound),
          ])
        }
      }
      for curve in panel.references {
        for point in curve.points {
          table.append([
            .text(panel.title), .text("published: " + curve.name), .count(point.k),
            .share(point.value), .missing, .missing,
          ])
        }
      }
    }
    return table
  }
}
