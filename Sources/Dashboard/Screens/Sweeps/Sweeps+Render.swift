import Charts
import Results
import Statistics
import TerminalUI

extension App {
  func drawSweeps(into buffer: inout Buffer, frame: Rect) {
    switch view {
    case .entropy:
      draw(
        entropyExhibit, entropyChart, title: entropyTitle, empty: noEntropyText, into: &buffer,
        frame: frame)
    case .entropyMatch: drawMatch(into: &buffer, frame: frame)
    case .temperaturePanels: drawTemperaturePanels(into: &buffer, frame: frame)
    case .temperatureTable: drawTemperatureTable(into: &buffer, frame: frame)
    default: drawTemperatures(into: &buffer, frame: frame)
    }
  }

  var noSweepText: String {
    guard !snapshot.runs.isEmpty || !snapshot.references.isEmpty else { return noChartText }
    guard sweepSeries.isEmpty else { return "Reading what the samples tell." }
    return
      "No model was sampled at two temperatures with all else equal. Runs whose run.json or path "
      + "states a temperature, such as t0.6 and t1.0, make a series."
  }

  private var noEntropyText: String {
    let isWaiting = board.isWaiting(.entropies)
    guard !sweepSeries.isEmpty, !isWaiting else { return noSweepText }
    return "No sample of these runs has an entropy. Samples, or counts, with mean_entropy in nats "
      + "bring it (docs/format.md)."
  }

  /// A chart with its legend at the right of the title's row below it, and its sentences.
  private func draw(
    _ exhibit: Exhibit?, _ chart: LineChart, title: String, empty: String,
    into buffer: inout Buffer, frame: Rect
  ) {
    var rest = frame
    drawHead(title, into: &buffer, row: rest.takeTop(1))
    guard let exhibit else { return drawEmpty(empty, into: &buffer, frame: rest) }
    var chart = chart
    chart.showsLegend = true
    let lines = sentenceLines(exhibit.sentences, width: frame.width)
    drawSentences(
      lines, into: &buffer, frame: rest.takeBottom(min(lines.count, max(1, rest.height / 4))))
    chart.draw(into: &buffer, frame: rest, level: glyphs)
  }

  private func drawTemperatures(into buffer: inout Buffer, frame: Rect) {
    let lines = sweepLines
    var rest = frame
    drawHead(sweepTitle, into: &buffer, row: rest.takeTop(1))
    guard lines.contains(where: { sweep(of: $0.series) != nil }) || !sweepReferences.isEmpty else {
      return drawEmpty(noSweepText, into: &buffer, frame: rest)
    }
    let rows = min(lines.count + sweepReferences.count, max(1, (frame.height - 12) / 2))
    let legend = rest.takeBottom(rows + 2)
    let text = sentenceLines(sweepSentences, width: frame.width)
    drawSentences(
      text, into: &buffer, frame: rest.takeBottom(min(text.count, max(0, (rest.height - 9) / 2))))
    sweepChart.draw(into: &buffer, frame: rest, level: glyphs)
    drawSweepValues(lines, into: &buffer, frame: legend)
  }

  /// Below the lines: what each is, and its value at the temperature of the cursor.
  private func drawSweepValues(_ lines: [SweepLine], into buffer: inout Buffer, frame: Rect) {
    guard let temperature = sweepTemperature else { return }
    var rest = frame
    drawRule("T = \(Format.temperature(temperature))", into: &buffer, row: rest.takeTop(1))
    let columns: [Table.Column] = [
      .init(title: "", width: 2), .init(title: "model", width: 18, isFlexible: true, most: 48),
      .init(title: "pass@k", width: 7, alignment: .right),
      .init(title: "95% interval", width: 15, alignment: .right, priority: 1),
      .init(title: "problems", width: 8, alignment: .right, priority: 3),
      .init(title: "n", width: 5, alignment: .right, priority: 4),
      .init(title: "best T", width: 7, alignment: .right),
      .init(title: "undecided", width: 16, alignment: .right, priority: 2),
    ]
    let references = sweepReferences
    let count = min(lines.count + references.count, rest.height - 1)
    Table(columns: columns, symbols: symbols).draw(
      into: &buffer, frame: rest, rows: 0..<max(0, count), selected: nil
    ) { row, column in
      row < lines.count
        ? cell(lines[row], column, at: temperature)
        : cell(references[row - lines.count], column, at: temperature)
    }
  }

  private func cell(_ line: SweepLine, _ column: Int, at temperature: Double) -> Table.CellText {
    let sweep = sweep(of: line.series)
    let value = sweep?.points.first { $0.temperature == temperature }?.values[line.k]
    let best = sweep?.best[line.k]
    switch column {
    case 0: return Table.CellText(String(line.look.letter), line.look.role, bold: true)
    case 1: return Table.CellText(line.name, line.look.role)
    case 2: return Table.CellText(value.map { Format.percent($0.value) } ?? symbols.dash)
    case 3:
      let text = value?.interval.map {
        "\(Format.fixed($0.lowerBound * 100, 1)) to \(Format.percent($0.upperBound))"
      }
      return Table.CellText(text ?? symbols.dash, .dim)
    case 4: return Table.CellText(value.map { Format.count($0.problems) } ?? symbols.dash, .dim)
    case 5:
      let totals = line.series.member(at: temperature)?.run.totals
      return Table.CellText(range(totals?.nMin, totals?.nMax), .dim)
    case 6: return Table.CellText(best.map { Format.temperature($0.temperature) } ?? symbols.dash)
    default:
      guard let best else { return Table.CellText(symbols.dash, .dim) }
      let near = best.undecided.map(Format.temperature).joined(separator: " ")
      return Table.CellText(near.isEmpty ? "decided" : near, near.isEmpty ? .text : .warning)
    }
  }

  private func cell(
    _ reference: ReferenceSweep, _ column: Int, at temperature: Double
  ) -> Table.CellText {
    let look = look(of: reference)
    switch column {
    case 0: return Table.CellText(String(look.letter), look.role, bold: true)
    case 1: return Table.CellText("published: " + reference.name, look.role)
    case 2:
      let value = reference.points(at: selection.k).first { $0.temperature == temperature }?.value
      return Table.CellText(value.map(Format.percent) ?? symbols.dash)
    case 4:
      let problems = reference.curves.first?.curve.problems
      return Table.CellText(problems.map(Format.count) ?? symbols.dash, .dim)
    default: return Table.CellText(symbols.dash, .dim)
    }
  }

  private func drawMatch(into buffer: inout Buffer, frame: Rect) {
    var rest = frame
    drawHead(matchTitle, into: &buffer, row: rest.takeTop(1))
    guard match != nil || !matchReferences.isEmpty else {
      let waits = comparedRuns != nil && matchResult == nil
      let text = waits ? "Reading what the samples tell." : matchSentences.first ?? noSweepText
      return drawEmpty(text, into: &buffer, frame: rest)
    }
    let lines = sentenceLines(matchSentences, width: frame.width)
    let room = max(3, frame.height / 4)
    drawSentences(lines, into: &buffer, frame: rest.takeBottom(min(lines.count, room)))
    if let match, rest.height >= 14 {
      let table = match.table(at: matchBudget(match))
      draw(
        table, into: &buffer, frame: rest.takeBottom(table.rows.count + 1),
        leaving: ["k", "problems"],
        yielding: [
          "entropy_error": 6, "pass_1_reach": 5, "pass_k_reach": 4, "closed_low": 3,
          "closed_high": 3, "pass_1": 2,
        ])
    }
    var chart = matchChart
    chart.showsLegend = true
    chart.draw(into: &buffer, frame: rest, level: glyphs)
  }

  private func drawTemperaturePanels(into buffer: inout Buffer, frame: Rect) {
    var rest = frame
    drawHead("pass@k by temperature", into: &buffer, row: rest.takeTop(1))
    let rows = temperaturePanels
    guard !rows.isEmpty else { return drawEmpty(noSweepText, into: &buffer, frame: rest) }
    var chart = temperaturePanelsChart(rows)
    chart.cursor = sweeps.panel
    drawSentences(
      sentenceLines([panelsLegend], width: frame.width), into: &buffer,
      frame: rest.takeBottom(rest.height >= 12 ? 1 : 0))
    chart.draw(into: &buffer, frame: rest, level: glyphs)
  }
}
