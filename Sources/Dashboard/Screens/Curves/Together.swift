import Charts
import Results
import Statistics
import TerminalUI

extension Job.Slot {
  static let together = Job.Slot("together")
}

extension App {
  /// The run that is shown alone: the one under the cursor, else the candidate.
  var togetherRun: Run? {
    let marked = markedRuns
    return marked.first { $0.id == curves.run } ?? marked.first { $0.id == selection.candidate }
      ?? marked.first
  }

  private static let togetherMetrics: [(metric: CurveMetric, letter: Character, role: Role)] = [
    (.passAtK, "P", .series0), (.majAtK, "M", .series1), (.passHatK, "A", .series2),
  ]

  mutating func refreshTogether() -> [Effect] {
    guard let run = togetherRun else { return [] }
    let metrics = Self.togetherMetrics.map(\.metric)
    return board.ask(.together, of: run.id, version: Fingerprint.of([run])) { world in
      let measures = world.measures(of: run)
      let budgets = Budgets.powersOfTwo(upTo: run.tallies.largestN)
      return metrics.map { metric in
        metric.points(of: run, measures, at: budgets, isCancelled: { world.isCancelled })
      }
    }
  }

  /// pass@k, maj@k and pass^k of one run on one axis: what lies between them a verifier could win.
  var togetherExhibit: Exhibit? {
    guard let run = togetherRun,
      let curves = board.latest(.together, as: [[MetricPoint]].self)?.value
    else { return nil }
    let all = zip(Self.togetherMetrics, curves)
    var chart = LineChart(
      xAxis: Axis("k", scale: .log2), yAxis: Axis("share of problems", format: .percent),
      series: all.map { look, points in
        LineChart.Series(
          look.metric.name, role: look.role, marker: look.letter,
          points: points.map {
            LineChart.Point(
              x: $0.x, y: $0.value, low: $0.interval?.lowerBound,
              high: $0.interval?.upperBound)
          })
      }, cursor: Double(selection.k))
    chart.showsBands = self.curves.showsIntervals
    chart.hasColor = hasColor
    var table = DataTable(
      "pass@k, maj@k and pass^k",
      columns: [
        .init("metric", isWords: true), .init("k"), .init("value"), .init("low"), .init("high"),
      ])
    for (look, points) in all {
      for point in points {
        table.append([
          .text(look.metric.name), .count(Int(point.x)), .share(point.value),
          DataValue(share: point.interval?.lowerBound),
          DataValue(share: point.interval?.upperBound),
        ])
      }
    }
    return Exhibit(
      "together", title: "pass@k, maj@k and pass^k of \(label(of: run))",
      sentences: togetherSentences(run, curves), chart: chart, tables: [table])
  }

  private func togetherSentences(_ run: Run, _ curves: [[MetricPoint]]) -> [String] {
    let k = Double(selection.k)
    let values = curves.map { points in points.last { $0.x <= k } }
    guard let pass = values[0] else { return [] }
    let parts = zip(Self.togetherMetrics, values).compactMap { look, point in
      point.map { "\(look.metric.name) is \(Format.percent($0.value))" }
    }
    let text =
      "At k = \(Format.fixed(pass.x, 0)) " + parts.joined(separator: ", ")
      + " over \(Format.count(pass.problems, "problem"))"
    guard let vote = values[1] else {
      return [text + "; maj@k needs answers and no sample of this run has one."]
    }
    let room = (pass.value - vote.value) * 100
    return [text + ": a perfect verifier could win \(Format.fixed(room, 1)) points over voting."]
  }
}
