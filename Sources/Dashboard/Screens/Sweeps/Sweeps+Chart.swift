import Charts
import Results
import Statistics
import TerminalUI

/// One line over temperature: a series at one k.
struct SweepLine: Sendable {
  let series: RunSeries
  let name: String
  let look: RunMark
  let k: Int
}

extension App {
  /// For one series three k: 1, the cursor's and the largest common one; for several the cursor's.
  var sweepLines: [SweepLine] {
    let shown = shownSeries
    guard shown.count == 1, let only = shown.first else {
      return shown.map {
        SweepLine(series: $0, name: name(of: $0), look: mark(of: $0), k: selection.k)
      }
    }
    let looks: [(Int, Character, Role)] = [
      (1, "1", .series0), (selection.k, "k", .series1), (max(1, only.commonN), "n", .series2),
    ]
    return looks.uniqued(by: \.0).sorted { $0.0 < $1.0 }.map { k, letter, role in
      SweepLine(
        series: only, name: "pass@\(Format.count(k))", look: RunMark(letter: letter, role: role),
        k: k)
    }
  }

  var sweepTitle: String {
    let shown = shownSeries
    let what = shown.count == 1 ? "pass@k of \(name(of: shown[0]))" : "pass@\(selection.k)"
    return what + " over temperature" + (sweepBenchmark.map { " on \($0)" } ?? "")
  }

  var sweepChart: LineChart {
    let lines = sweepLines
    var chart = LineChart(
      xAxis: Axis("temperature"),
      yAxis: Axis(
        shownSeries.count == 1 ? "pass@k" : "pass@\(selection.k)",
        scale: sweeps.isLogarithmic ? .log10 : .linear, format: .percent),
      series: sweepReferenceSeries + lines.reversed().compactMap(sweepSeries),
      cursor: sweepTemperature)
    chart.marks = lines.compactMap(bestMark)
    chart.showsBands = sweeps.showsIntervals
    chart.showsLegend = false
    chart.hasColor = hasColor
    return chart
  }

  private func sweepSeries(_ line: SweepLine) -> LineChart.Series? {
    guard let sweep = sweep(of: line.series) else { return nil }
    var series = LineChart.Series(
      line.name, role: line.look.role, marker: line.look.letter,
      points: sweep.points.compactMap { point in
        point.values[line.k].map {
          LineChart.Point(
            x: point.temperature, y: $0.value, low: $0.interval?.lowerBound,
            high: $0.interval?.upperBound)
        }
      })
    series.form = .linePoints
    return series.points.isEmpty ? nil : series
  }

  /// Published values at the same k; of several k, at that of the cursor.
  private var sweepReferenceSeries: [LineChart.Series] {
    sweepReferences.compactMap { reference in
      let points = reference.points(at: selection.k)
      guard !points.isEmpty else { return nil }
      let look = look(of: reference)
      var series = LineChart.Series(
        "published: \(reference.name)", role: look.role, marker: look.letter,
        points: points.map { LineChart.Point(x: $0.temperature, y: $0.value) })
      series.isReference = true
      return series
    }
  }

  func look(of reference: ReferenceSweep) -> RunMark {
    switch reference.role {
    case .base: RunMark(letter: "b", role: .baseline)
    case .rl: RunMark(letter: "c", role: .candidate)
    default: RunMark(letter: "p", role: .dim)
    }
  }

  /// Where most is solved, with the temperatures that are not told from it.
  private func bestMark(_ line: SweepLine) -> LineChart.Mark? {
    guard let best = sweep(of: line.series)?.best[line.k] else { return nil }
    let near = best.undecided + [best.temperature]
    let low = near.min() ?? best.temperature
    let high = near.max() ?? best.temperature
    let range =
      best.isDecided ? "" : " (undecided \(Format.temperature(low))-\(Format.temperature(high)))"
    return LineChart.Mark(
      x: best.temperature, interval: best.isDecided ? nil : low...high,
      label: "best \(line.look.letter) \(Format.temperature(best.temperature))\(range)",
      role: line.look.role)
  }
}
