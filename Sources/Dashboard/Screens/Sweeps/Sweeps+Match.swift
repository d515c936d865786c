import Charts
import Results
import Statistics
import TerminalUI

extension App {
  /// Baseline, candidate, and the candidate at equal entropy.
  var matchExhibit: Exhibit? {
    let published = matchReferences
    guard match != nil || !published.isEmpty else { return nil }
    var chart = matchChart
    chart.cursor = nil
    chart.showsLegend = true
    return Exhibit(
      "entropy-match", title: matchTitle, sentences: matchSentences, chart: chart,
      tables: match.map { [$0.table(at: matchBudget($0)), matchPoints($0)] }
        ?? [publishedPoints(published)])
  }

  var matchTitle: String { "equal entropy" + (sweepBenchmark.map { " on \($0)" } ?? "") }

  /// The k at the cursor, as far as the runs reach.
  func matchBudget(_ match: EntropyMatch) -> Int {
    match.gap(at: selection.k)?.k ?? match.gaps.last { $0.k <= selection.k }?.k ?? match.largestK
  }

  var matchSentences: [String] {
    switch matchResult {
    case .success(let match)?:
      let k = matchBudget(match)
      return [match.answer(at: k), match.matchSentence].compactMap(\.self) + match.notes(at: k)
    case .failure(let absence)?:
      return ["Entropies cannot be matched: \(absence)."] + publishedSentence
    case nil:
      return comparedRuns == nil
        ? ["There is no baseline and no candidate; b and c on Runs (1) choose them."]
          + publishedSentence : []
    }
  }

  private var publishedSentence: [String] {
    matchReferences.isEmpty
      ? [] : ["Drawn are published curves at several temperatures, without their entropies."]
  }

  var matchChart: LineChart {
    var chart = LineChart(
      xAxis: Axis("k", scale: .log2),
      yAxis: Axis("pass@k", scale: sweeps.isLogarithmic ? .log10 : .linear, format: .percent),
      series: publishedSeries + (match.map(matchSeries) ?? []),
      cursor: match.map { Double(matchBudget($0)) } ?? Double(selection.k))
    chart.showsBands = sweeps.showsIntervals
    chart.showsLegend = false
    chart.hasColor = hasColor
    return chart
  }

  /// The lines that are drawn, the last one on top; their names begin with what tells them apart.
  private func matchSeries(_ match: EntropyMatch) -> [LineChart.Series] {
    let own = match.candidate.run.role == .rl ? "RL" : "candidate"
    let name = { (place: EntropyMatch.Place) in "T=" + Format.temperature(place.temperature) }
    var series: [LineChart.Series] = []
    if case .success(let found) = match.match, !match.isMeasured {
      let text = "T=\(Format.fixed(found.temperature, 2)) \(own), interpolated"
      series.append(line(text, .series1, "I", match) { $0.interpolated?.value })
      series[0].extrapolatedFrom = 0
    }
    if match.nearest.run.id != match.candidate.run.id {
      let text = "\(name(match.nearest)) \(own), nearest"
      series.append(line(text, .series0, "N", match) { $0.nearest.value })
    }
    series.append(
      line("\(name(match.candidate)) \(own)", .candidate, "C", match) { $0.candidate.value })
    let base = match.baseline.run.role == .base ? "base" : "baseline"
    series.append(line("\(name(match.baseline)) \(base)", .baseline, "B", match) { $0.baseline })
    return series
  }

  private func line(
    _ name: String, _ role: Role, _ letter: Character, _ match: EntropyMatch,
    _ value: (EntropyGap) -> ProblemMean?
  ) -> LineChart.Series {
    LineChart.Series(
      name, role: role, marker: letter,
      points: match.gaps.compactMap { gap in
        value(gap).map {
          LineChart.Point(
            x: Double(gap.k), y: $0.value, low: $0.interval.map { max(0, $0.lowerBound) },
            high: $0.interval.map { min(1, $0.upperBound) })
        }
      })
  }

  // Published curves.

  /// The base at the first temperature it was published at, and the others at all of theirs.
  var matchReferences: [ReferenceCurve] {
    let all = sweepReferences
    let own = comparedRuns?.baseline.facts.number(.temperature)
    let lowest = all.filter { $0.role == .base }.flatMap { $0.curves.map(\.temperature) }.min()
    let wanted = own ?? lowest
    return all.flatMap { sweep in
      sweep.curves.filter { sweep.role != .base || $0.temperature == wanted }.map(\.curve)
    }.uniqued(by: \.name)
  }

  /// Their names begin with what tells them apart.
  private var publishedSeries: [LineChart.Series] {
    let letters = Array("cdefghijklmno")
    let curves = matchReferences
    let trained = curves.filter { $0.role != .base }.map(\.id)
    return curves.map { curve in
      let place = trained.firstIndex(of: curve.id)
      let temperature = curve.facts.number(.temperature).map(Format.temperature) ?? "?"
      let what = curve.role == .rl ? "RL" : curve.role?.rawValue ?? ""
      let look = RunMark(
        letter: place.map { letters[$0 % letters.count] } ?? "b",
        role: place == nil ? .baseline : .dim)
      return LineChart.Series("T=\(temperature) \(what), published", look, published: curve)
    }
  }

  private func publishedPoints(_ curves: [ReferenceCurve]) -> DataTable {
    var table = DataTable(
      "published curves",
      columns: [
        .init("curve", isWords: true), .init("temperature", "T"), .init("k"), .init("value"),
      ])
    for curve in curves {
      for point in curve.points {
        table.append([
          .text(curve.name), DataValue(number: curve.facts.number(.temperature), decimals: 2),
          .count(point.k), .share(point.value),
        ])
      }
    }
    return table
  }

  /// Every point that is drawn.
  private func matchPoints(_ match: EntropyMatch) -> DataTable {
    var table = DataTable(
      "pass@k at equal entropy",
      columns: [
        .init("k"), .init("problems"), .init("baseline"), .init("candidate"), .init("nearest"),
        .init("interpolated"), .init("gap_before", "gap before"), .init("gap_after", "gap after"),
        .init("gap_reach", "± 95%"), .init("closed"), .init("low"), .init("high"),
      ])
    for gap in match.gaps {
      let closed = gap.candidate.gap.isToldFromZero ? gap.matched.closed : nil
      table.append([
        .count(gap.k), .count(gap.baseline.problems), .share(gap.baseline.value),
        .share(gap.candidate.value.value), .share(gap.nearest.value.value),
        DataValue(share: gap.interpolated?.value.value), .difference(gap.candidate.gap.value),
        .difference(gap.matched.gap.value), DataValue(share: gap.matched.gap.reach),
        DataValue(share: closed?.value), DataValue(share: closed?.interval?.lowerBound),
        DataValue(share: closed?.interval?.upperBound),
      ])
    }
    return table
  }
}
