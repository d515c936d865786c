import Charts
import Results
import Statistics
import TerminalUI

extension App {
  /// Mean entropy over temperature, and where it is that of the baseline.
  var entropyExhibit: Exhibit? {
    guard !entropySeries.isEmpty else { return nil }
    var chart = entropyChart
    chart.cursor = nil
    chart.showsLegend = true
    return Exhibit(
      "entropy", title: entropyTitle, sentences: entropySentences, chart: chart,
      tables: [entropyTable])
  }

  var entropyTitle: String {
    "entropy over temperature" + (sweepBenchmark.map { " on \($0)" } ?? "")
  }

  private var entropySeries: [LineChart.Series] {
    let entropies = sweepEntropies
    return shownSeries.compactMap { series in
      let look = mark(of: series)
      let points = series.members.compactMap { member in
        entropies[member.run.id]?.mean.map {
          LineChart.Point(
            x: member.value, y: $0.value, low: $0.interval?.lowerBound,
            high: $0.interval?.upperBound)
        }
      }
      var line = LineChart.Series(
        name(of: series), role: look.role, marker: look.letter, points: points)
      line.form = .linePoints
      return points.isEmpty ? nil : line
    }
  }

  var entropyChart: LineChart {
    var chart = LineChart(
      xAxis: Axis("temperature"),
      yAxis: Axis(
        "entropy, nats a token", scale: sweeps.isLogarithmic ? .log10 : .linear),
      series: entropySeries.reversed(), cursor: sweepTemperature)
    if let match {
      let target = match.baseline.entropy
      chart.rules = [
        LineChart.Rule(y: target.value, role: .baseline)
      ]
      if case .success(let found) = match.match {
        let range = match.range
        let ends = (range?.low ?? -.infinity)...(range?.high ?? .infinity)
        chart.marks = [
          LineChart.Mark(
            x: found.temperature, interval: range == nil ? nil : ends,
            label: "equal at \(Format.fixed(found.temperature, 2))"
              + (range.map { " (\($0.text))" } ?? ""),
            role: .candidate)
        ]
      }
    }
    chart.showsBands = sweeps.showsIntervals
    chart.showsLegend = false
    chart.hasColor = hasColor
    return chart
  }

  var entropySentences: [String] {
    var sentences: [String] = []
    switch matchResult {
    case .success(let match)?:
      sentences.append(match.matchSentence)
      sentences.append("The line across is the baseline's entropy.")
    case .failure(let absence)?: sentences.append("Not matched: \(absence).")
    case nil:
      if comparedRuns == nil {
        sentences.append("There is no baseline and no candidate; b and c on Runs (1) choose them.")
      }
    }
    let without = shownSeries.flatMap(\.runs).filter { run in
      sweepEntropies[run.id].map { $0.mean == nil } ?? false
    }
    if !without.isEmpty {
      sentences.append(
        "\(Format.count(without.count, "run")) \(without.count == 1 ? "has" : "have") no entropy: "
          + "samples or counts with mean_entropy bring it.")
    }
    sentences.append(
      "Entropy is the mean over problems of what their samples state, in nats a token; bands are "
        + "95 % over problems.")
    return sentences
  }

  private var entropyTable: DataTable {
    var table = DataTable(
      "entropy by temperature",
      columns: [
        .init("model", isWords: true), .init("temperature", "T"), .init("entropy"),
        .init("low"), .init("high"), .init("problems"), .init("tokens"),
      ])
    for series in shownSeries {
      for member in series.members {
        let own = sweepEntropies[member.run.id]
        table.append([
          .text(name(of: series)), .number(member.value, decimals: 2),
          DataValue(number: own?.mean?.value, decimals: 3),
          DataValue(number: own?.mean?.interval?.lowerBound, decimals: 3),
          DataValue(number: own?.mean?.interval?.upperBound, decimals: 3),
          DataValue(count: own?.mean?.problems),
          DataValue(number: own?.tokens?.value, decimals: 1),
        ])
      }
    }
    return table
  }
}
