import Charts
import Results
import Statistics
import TerminalUI

extension App {
  /// What the open view of *Sweeps* shows.
  var sweepsExhibit: Exhibit? {
    switch view {
    case .entropy: entropyExhibit
    case .entropyMatch: matchExhibit
    case .temperaturePanels: temperaturePanelsExhibit
    case .temperatureTable: temperatureTableExhibit
    default: temperatureExhibit
    }
  }

  private var temperatureExhibit: Exhibit? {
    let lines = sweepLines
    guard lines.contains(where: { sweep(of: $0.series) != nil }) || !sweepReferences.isEmpty else {
      return nil
    }
    var chart = sweepChart
    chart.cursor = nil
    chart.showsLegend = true
    return Exhibit(
      "sweeps", title: sweepTitle, sentences: sweepSentences, chart: chart,
      tables: [sweepPointsTable(lines)])
  }

  /// Where most is solved, a sentence a line, and what stands beside it.
  var sweepSentences: [String] {
    var sentences = sweepLines.compactMap { line in
      sweep(of: line.series)?.sentence(at: line.k, name: name(of: line.series))
    }
    if sentences.isEmpty, !sweepReferences.isEmpty {
      sentences.append("Only published curves were given at several temperatures: no intervals.")
    }
    let left = shownSeries.flatMap(\.leftOut)
    if !left.isEmpty {
      sentences.append(
        "\(Format.count(left.count, "run")) at a temperature with a run of more samples "
          + "\(left.count == 1 ? "is" : "are") left out: "
          + left.prefix(3).map(\.id).joined(separator: ", ") + ".")
    }
    return sentences
  }

  private func sweepPointsTable(_ lines: [SweepLine]) -> DataTable {
    var table = DataTable(
      "pass@k by temperature",
      columns: [
        .init("model", isWords: true), .init("kind", isWords: true), .init("k"),
        .init("temperature", "T"), .init("value"), .init("low"), .init("high"), .init("problems"),
        .init("lead", "best less this"), .init("lead_reach", "± 95%"),
        .init("state", isWords: true),
      ])
    for line in lines {
      guard let sweep = sweep(of: line.series) else { continue }
      for point in sweep.points {
        guard let value = point.values[line.k] else { continue }
        let rival = sweep.best[line.k]?.rivals.first { $0.temperature == point.temperature }
        let isBest = sweep.best[line.k]?.temperature == point.temperature
        let state = isBest ? "best" : rival.map { $0.lead.isToldFromZero ? "less" : "undecided" }
        table.append([
          .text(name(of: line.series)), .text("measured"), .count(line.k),
          .number(point.temperature, decimals: 2), .share(value.value),
          DataValue(share: value.interval?.lowerBound),
          DataValue(share: value.interval?.upperBound), .count(value.problems),
          DataValue(difference: rival?.lead.value), DataValue(share: rival?.lead.reach),
          DataValue(text: state),
        ])
      }
    }
    for reference in sweepReferences {
      for point in reference.points(at: selection.k) {
        table.append(
          [
            .text(reference.name), .text("published"), .count(selection.k),
            .number(point.temperature, decimals: 2), .share(point.value),
          ] + Array(repeating: .missing, count: 6))
      }
    }
    return table
  }
}
