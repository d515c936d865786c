import Charts
import Glibc
import Results
import Statistics
import TerminalUI

extension App {
  /// The curves of the marked runs with all that belongs to them, as they are drawn.
  func curvesChart(_ marked: [Run]) -> LineChart {
    let references = shownReferences(beside: marked)
    var chart = LineChart(
      xAxis: curvesXAxis, yAxis: curvesYAxis,
      series: references.map(referenceSeries) + marked.reversed().compactMap(curveSeries),
      cursor: curves.metric.axis == .tau ? nil : cursorX(marked))
    chart.showsBands = curves.showsIntervals
    chart.showsLegend = false
    chart.hasColor = hasColor
    if let comparison, isPlainPassAtK {
      chart.marks = crossingMarks(comparison.value)
      chart.strip = Self.strip(comparison.value)
    }
    zoom(&chart, marked)
    return chart
  }

  /// Whether what is drawn is what the comparison compares.
  var isPlainPassAtK: Bool { !linesNeedWork }

  private var curvesXAxis: Axis {
    if curves.metric.axis == .tau { return Axis("τ", range: 0...1) }
    return curves.countsTokens ? Axis("generated tokens", scale: .log10) : Axis("k", scale: .log2)
  }

  private var curvesYAxis: Axis {
    Axis(curves.metric.name, scale: curves.isLogarithmic ? .log10 : .linear, format: .percent)
  }

  private func cursorX(_ marked: [Run]) -> Double? {
    // Each run takes its own tokens for k samples, so that there is no one place for k.
    curves.countsTokens ? nil : Double(selection.k)
  }

  /// Later series lie over earlier ones: the two that are compared come last.
  private func curveSeries(_ run: Run) -> LineChart.Series? {
    guard let points = linePoints(of: run) else { return nil }
    let scale = curves.countsTokens ? measuredLine(of: run)?.tokens?.value : 1
    guard let scale else { return nil }
    let look = mark(of: run.id) ?? RunMark.unmarked
    let totals = run.totals
    var series = LineChart.Series(
      shortName(of: run, among: markedRuns), role: look.role, marker: look.letter,
      points: points.map { Self.chartPoint($0, scale: scale) },
      dashedFrom: totals.nMin == totals.nMax ? nil : totals.nMin.map { Double($0) * scale })
    if case .success(let extrapolation)? = extrapolation(of: run) {
      series.extrapolatedFrom = Double(extrapolation.largestN)
      series.points += extrapolation.points.filter { $0.k > extrapolation.largestN }.map {
        LineChart.Point(
          x: Double($0.k), y: $0.value, low: $0.interval?.lowerBound,
          high: $0.interval?.upperBound)
      }
    }
    return series
  }

  private static func chartPoint(_ point: MetricPoint, scale: Double) -> LineChart.Point {
    LineChart.Point(
      x: point.x * scale, y: point.value, low: point.interval?.lowerBound,
      high: point.interval?.upperBound)
  }

  private func referenceSeries(_ curve: ReferenceCurve) -> LineChart.Series {
    let look = RunMark(letter: referenceLetter(curve), role: referenceRole(curve))
    return LineChart.Series(curve.name, look, published: curve)
  }

  /// Where the curves cross, with its interval.
  func crossingMarks(_ comparison: Comparison) -> [LineChart.Mark] {
    guard let k = comparison.crossing.k else { return [] }
    let crossing = comparison.crossing
    let ends = [crossing.low, crossing.high].map { $0.map { Format.fixed($0, 0) } ?? "?" }
    let hasInterval = crossing.withoutCrossing != nil
    let interval = (crossing.low ?? 0)...(crossing.high ?? .infinity)
    return [
      LineChart.Mark(
        x: k, interval: hasInterval ? interval : nil,
        label: "k* \(Format.fixed(k, 1))" + (hasInterval ? " (\(ends[0])-\(ends[1]))" : ""))
    ]
  }

  /// Who leads where, as the band says.
  static func strip(_ comparison: Comparison) -> LineChart.Strip {
    let order: [DifferenceState] = [.candidate, .undecided, .baseline]
    return LineChart.Strip(
      states: [
        .init("candidate better", glyph: "C", role: .candidate),
        .init("undecided", glyph: ".", role: .dim),
        .init("baseline better", glyph: "B", role: .baseline),
      ],
      spans: comparison.stateSpans.map { span in
        .init(span.range, state: order.firstIndex(of: span.state) ?? 1)
      })
  }

  /// Cuts x round the cursor, y to what is left, and folds y where that is asked for.
  private func zoom(_ chart: inout LineChart, _ marked: [Run]) {
    let all = chart.series.flatMap(\.points)
    if curves.zoom > 0, curves.metric.axis == .budget, !curves.countsTokens,
      let largest = all.map(\.x).max(), largest > 1
    {
      let octaves = log2(largest)
      let half = octaves / exp2(Double(curves.zoom)) / 2
      let middle = min(max(log2(Double(selection.k)), half), octaves - half)
      chart.xAxis.range = exp2(middle - half)...exp2(middle + half)
    }
    let shown = all.filter { chart.xAxis.range?.contains($0.x) ?? true }
    if chart.xAxis.range != nil {
      let values = shown.flatMap { [$0.y, $0.low ?? $0.y, $0.high ?? $0.y] }
      chart.yAxis = chart.yAxis.fitted(to: values, isRounded: true)
    }
    if curves.isFolded {
      chart.showsBands = false
      chart.yAxis.fold = fold(of: chart)
    }
  }

  /// What lies between where all curves start and where all end; else the widest gap.
  private func fold(of chart: LineChart) -> ClosedRange<Double>? {
    let lines = chart.series.map { series in
      series.points.filter { chart.xAxis.range?.contains($0.x) ?? true }
    }
    let values = lines.joined().map(\.y)
    guard let starts = lines.compactMap(\.first?.y).max(),
      let ends = lines.compactMap(\.last?.y).min(), let low = values.min(),
      let high = values.max(), ends - starts > 0.25 * (high - low)
    else { return chart.yAxis.proposedFold(for: values) }
    let margin = 0.1 * (ends - starts)
    return (starts + margin)...(ends - margin)
  }
}
