import Charts
import Results
import Statistics
import TerminalUI

extension App {
  /// The difference of the two compared runs over k, with the band that holds at all of them.
  var differenceExhibit: Exhibit? {
    guard let comparison = comparison?.value, !comparison.differences.points.isEmpty else {
      return nil
    }
    return Exhibit(
      "difference", title: differenceTitle(comparison),
      sentences: comparisonSentences + [Self.bandSentence(comparison)],
      chart: differenceChart(comparison), tables: [Self.differenceTable(comparison)])
  }

  func differenceTitle(_ comparison: Comparison) -> String {
    "pass@k of \(label(of: comparison.candidate)) less that of \(label(of: comparison.baseline))"
      + (comparison.benchmark.map { " on \($0)" } ?? "")
  }

  private static func bandSentence(_ comparison: Comparison) -> String {
    let band = comparison.band
    return
      "The band holds at all k at once with \(Format.fixed(band.level * 100, 0)) % "
      + "(\(Format.count(band.draws.count)) draws, seed \(band.draws.seed)); "
      + "undecided is not the same as equal."
  }

  func differenceChart(_ comparison: Comparison) -> LineChart {
    let points = comparison.differences.points.map { point in
      let interval = comparison.band.intervals[point.k]
      return LineChart.Point(
        x: Double(point.k), y: point.value, low: interval?.lowerBound,
        high: interval?.upperBound)
    }
    var series = LineChart.Series(
      "candidate less baseline", role: .candidate, marker: "C", points: points)
    let smallest = comparison.problems.smallestCommonN
    if smallest < comparison.problems.largestCommonN { series.dashedFrom = Double(smallest) }
    var chart = LineChart(
      xAxis: Axis("k", scale: .log2), yAxis: Axis("difference", format: .signedPercent),
      series: [series], cursor: Double(selection.k))
    chart.rules = [LineChart.Rule(y: 0)]
    chart.marks = crossingMarks(comparison)
    chart.strip = Self.strip(comparison)
    chart.showsBands = curves.showsIntervals
    chart.showsLegend = false
    chart.hasColor = hasColor
    return chart
  }

  private static func differenceTable(_ comparison: Comparison) -> DataTable {
    var table = DataTable(
      "difference of pass@k",
      columns: [
        .init("k"), .init("problems"), .init("baseline"), .init("candidate"),
        .init("difference"), .init("error", "± SE"), .init("low"), .init("high"),
        .init("state", "better", isWords: true),
      ])
    for point in comparison.differences.points {
      let interval = comparison.band.intervals[point.k]
      table.append([
        .count(point.k), .count(point.problems), .share(point.baseline),
        .share(point.candidate), .difference(point.value),
        DataValue(share: point.standardError), DataValue(difference: interval?.lowerBound),
        DataValue(difference: interval?.upperBound),
        DataValue(text: comparison.state(at: point.k)?.rawValue),
      ])
    }
    return table
  }
}
