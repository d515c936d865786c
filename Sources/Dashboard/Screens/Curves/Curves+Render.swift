import Charts
import Results
import Statistics
import TerminalUI

extension App {
  func drawCurves(into buffer: inout Buffer, frame: Rect) {
    let marked = markedRuns
    guard marked.contains(where: { !$0.curve.isEmpty }) else {
      let text =
        snapshot.runs.isEmpty
        ? noChartText : "No run with graded samples is marked. Space on Runs (1) marks one."
      return drawEmpty(text, into: &buffer, frame: frame)
    }
    var rest = frame
    let rows = min(marked.count, max(1, (frame.height - 10) / 2))
    let legend = rest.takeBottom(rows + 2)
    drawRule(curveTitle(marked), into: &buffer, row: rest.takeTop(1))
    var chart = LineChart(
      xAxis: Axis("k", scale: .log2), yAxis: Axis("pass@k", format: .percent),
      series: series(of: marked), cursor: Double(selection.k))
    chart.showsBands = curves.showsIntervals
    chart.showsLegend = false
    chart.hasColor = hasColor
    chart.draw(into: &buffer, frame: rest, level: glyphs)
    drawValues(of: marked, into: &buffer, frame: legend)
  }

  var noChartText: String {
    snapshot.progress.isDone ? "There are no runs to draw yet." : "Looking for results."
  }

  private func curveTitle(_ marked: [Run]) -> String {
    let benchmarks = Set(marked.map { $0.benchmark ?? "benchmark unknown" })
    return "pass@k" + (benchmarks.count == 1 ? " on \(benchmarks.first ?? "")" : "")
  }

  /// Later series lie over earlier ones: the two that are compared come last.
  private func series(of marked: [Run]) -> [LineChart.Series] {
    marked.reversed().map { run in
      let look = mark(of: run.id) ?? RunMark.unmarked
      let totals = run.totals
      let isUnequal = totals.nMin != totals.nMax
      return LineChart.Series(
        shortName(of: run, among: marked), role: look.role, marker: look.letter,
        points: run.fineCurve.map { point in
          LineChart.Point(
            x: Double(point.k), y: point.value, low: point.interval?.lowerBound,
            high: point.interval?.upperBound)
        }, dashedFrom: isUnequal ? totals.nMin.map(Double.init) : nil)
    }
  }

  private func drawValues(of marked: [Run], into buffer: inout Buffer, frame: Rect) {
    let k = selection.k
    let columns: [Table.Column] = [
      .init(title: "", width: 2),
      .init(title: "run", width: 20, isFlexible: true),
      .init(title: "pass@\(Format.count(k))", width: 10, alignment: .right),
      .init(title: "95% interval", width: 15, alignment: .right, priority: 1),
      .init(title: "problems", width: 9, alignment: .right, priority: 3),
      .init(title: "n", width: 9, alignment: .right, priority: 4),
      .init(title: "vs baseline", width: 11, alignment: .right, priority: 2),
    ]
    let table = Table(columns: columns, symbols: symbols)
    var rest = frame
    drawRule("k = \(Format.count(k))", into: &buffer, row: rest.takeTop(1))
    let baseline = marked.first { $0.id == selection.baseline }.flatMap { point($0, at: k) }
    table.draw(
      into: &buffer, frame: rest, rows: 0..<min(marked.count, rest.height - 1), selected: nil
    ) {
      valueCell(marked, row: $0, column: $1, k: k, baseline: baseline)
    }
  }

  private func valueCell(
    _ marked: [Run], row: Int, column: Int, k: Int, baseline: CurvePoint?
  ) -> Table.CellText {
    let run = marked[row]
    let look = mark(of: run.id) ?? RunMark.unmarked
    let point = point(run, at: k)
    switch column {
    case 0: return Table.CellText(String(look.letter), look.role, bold: true)
    case 1:
      return Table.CellText(shortName(of: run, among: marked) + comparison(of: run), look.role)
    case 2: return Table.CellText(point.map { Format.percent($0.value) } ?? "n < \(k)")
    case 3:
      let text = point?.interval.map {
        "\(Format.fixed($0.lowerBound * 100, 1)) to \(Format.percent($0.upperBound))"
      }
      return Table.CellText(text ?? symbols.dash, .dim)
    case 4:
      guard let point else { return Table.CellText("0", .dim) }
      let all = run.problems.count
      let isPart = point.problems < all
      return Table.CellText(
        isPart ? "\(point.problems)/\(all)" : String(all), isPart ? .warning : .dim)
    case 5: return Table.CellText(range(run.totals.nMin, run.totals.nMax), .dim)
    default:
      guard let point, let baseline, run.id != selection.baseline else {
        return Table.CellText("")
      }
      return Table.CellText(Format.points(point.value - baseline.value), .text)
    }
  }

  /// The point of a run's curve at a budget, also between those that are kept.
  private func point(_ run: Run, at k: Int) -> CurvePoint? {
    run.curve.first { $0.k == k } ?? run.fineCurve.first { $0.k == k }
      ?? Curve.points(of: run.tallies, at: [k]).first
  }
}
