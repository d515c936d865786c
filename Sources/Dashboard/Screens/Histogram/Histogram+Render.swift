import Charts
import Results
import Statistics
import TerminalUI

extension App {
  func drawHistogram(into buffer: inout Buffer, frame: Rect) {
    if view == .histogramGrid { return drawHistogramGrid(into: &buffer, frame: frame) }
    let (baseline, candidate) = histogramRuns
    guard baseline != nil || candidate != nil else {
      let text =
        snapshot.runs.isEmpty
        ? noChartText : "There is no baseline and no candidate. b and c on Runs (1) choose them."
      return drawEmpty(text, into: &buffer, frame: frame)
    }
    let layout = histogramLayout(frame)
    var legend = layout.legend
    drawHead(
      "problems by accuracy c/n" + benchmarkNote(baseline ?? candidate), into: &buffer,
      row: legend.takeTop(1))
    for (run, isBaseline) in [(baseline, true), (candidate, false)] {
      guard let run else { continue }
      drawHistogramLegend(run, isBaseline: isBaseline, into: &buffer, row: legend.takeTop(1))
    }
    guard let found = accuracyFindings else {
      return drawEmpty("Counting the problems.", into: &buffer, frame: layout.chart)
    }
    drawSentences(
      sentenceLines(histogramSentences(found), width: frame.width), into: &buffer,
      frame: layout.sentences)
    drawBin(into: &buffer, frame: layout.bin)
    cursoredHistogram(found).draw(into: &buffer, frame: layout.chart, level: glyphs)
  }

  private func histogramLayout(
    _ frame: Rect
  ) -> (legend: Rect, chart: Rect, bin: Rect, sentences: Rect) {
    var rest = frame
    let (baseline, candidate) = histogramRuns
    let legend = rest.takeTop(1 + [baseline, candidate].count { $0 != nil })
    let lines = accuracyFindings.map {
      sentenceLines(histogramSentences($0), width: frame.width).count
    }
    let room = frame.height >= 16 ? min(lines ?? 0, (frame.height - 12) / 2) : 0
    let sentences = rest.takeBottom(room)
    let bin = rest.takeBottom(frame.height >= 12 ? 2 : 1)
    return (legend, rest, bin, sentences)
  }

  private func cursoredHistogram(_ found: AccuracyFindings) -> PairedBars {
    var chart = histogramChart(found, isWide: size.columns >= 150)
    chart.cursor = histogram.bin
    return chart
  }

  /// Puts the cursor on the bin or the panel that was clicked.
  mutating func clickInHistogram(x: Int, y: Int) {
    if view == .histogramGrid {
      guard var chart = histogramGridExhibit?.chart as? PanelGrid else { return }
      chart.cursor = histogram.panel
      histogram.panel = chart.panel(atX: x, y: y, in: gridFrame(body)) ?? histogram.panel
    } else if let found = accuracyFindings {
      histogram.bin =
        cursoredHistogram(found).category(atX: x, y: y, in: histogramLayout(body).chart)
        ?? histogram.bin
    }
  }

  /// Where the small multiples lie, below the head and above two lines of text.
  private func gridFrame(_ frame: Rect) -> Rect {
    var rest = frame
    _ = rest.takeTop(1)
    _ = rest.takeBottom(frame.height >= 16 ? 2 : 0)
    return rest
  }

  /// The bin under the cursor in both runs, the one that Enter lists first.
  private func drawBin(into buffer: inout Buffer, frame: Rect) {
    guard let found = accuracyFindings, let chosen = chosenBins else { return }
    let (baseline, candidate) = histogramRuns
    let all: [(Run?, AccuracyBins?, String, Role)] = [
      (baseline, found.baseline, "B", .baseline), (candidate, found.candidate, "C", .candidate),
    ]
    let shown = all.filter { $0.1 != nil }
      .sorted { first, _ in frame.height < 2 && first.0?.id == chosen.run.id }
    for (row, part) in shown.prefix(frame.height).enumerated() {
      guard let bins = part.1 else { continue }
      let (y, isChosen) = (frame.y + row, part.0?.id == chosen.run.id)
      if isChosen {
        buffer.write(symbols.right, x: 0, y: y, style: Style(.mark, bold: true))
        buffer.cursor = Buffer.Cursor(x: 0, y: y, isVisible: false)
      }
      let label = "\(part.2) \(AccuracyHistogram.labels[histogram.bin])"
      let x = buffer.write(label, x: 2, y: y, style: Style(part.3, bold: isChosen))
      let text = bins.text(of: histogram.bin) + zeroNote(bins)
      buffer.write(text, x: max(x + 2, 15), y: y, style: Style(.text), width: frame.width - 16)
    }
  }

  /// In the first bin: what no success says of the rates.
  private func zeroNote(_ bins: AccuracyBins) -> String {
    guard histogram.bin == 0, let n = bins.unsolvedN else { return "" }
    return ", each \(RateText.none(of: n))"
  }

  private func drawHistogramLegend(
    _ run: Run, isBaseline: Bool, into buffer: inout Buffer, row: Rect
  ) {
    let totals = run.totals
    let role: Role = isBaseline ? .baseline : .candidate
    let word = isBaseline ? "B baseline  " : "C candidate "
    var x = buffer.write(word, x: 1, y: row.y, style: Style(role, bold: true))
    let numbers =
      "  \(Format.count(run.problems.count, "problem")), n \(range(totals.nMin, totals.nMax)), "
      + "mean \(totals.meanAccuracy.map(Format.percent) ?? symbols.dash)"
      + (totals.ungraded > 0 ? ", \(Format.count(totals.ungraded)) ungraded" : "")
    let name = [label(of: run), run.facts[.temperature].map { "T=\($0)" }]
      .compactMap { $0 }.joined(separator: " ")
    let room = max(8, row.width - x - numbers.columns() - 1)
    x = buffer.write(name, x: x, y: row.y, style: Style(role), width: room)
    buffer.write(numbers, x: x, y: row.y, style: Style(.dim), width: row.width - x - 1)
  }

  private func drawHistogramGrid(into buffer: inout Buffer, frame: Rect) {
    var rest = frame
    guard let exhibit = histogramGridExhibit, var chart = exhibit.chart as? PanelGrid else {
      drawHead("problems by accuracy", into: &buffer, row: rest.takeTop(1))
      let text = snapshot.runs.isEmpty ? noChartText : "Counting the problems of all runs."
      return drawEmpty(text, into: &buffer, frame: rest)
    }
    drawHead(exhibit.title, into: &buffer, row: rest.takeTop(1))
    let lines = sentenceLines(exhibit.sentences, width: frame.width)
    let grid = gridFrame(frame)
    _ = rest.takeTop(grid.height)
    drawSentences(lines, into: &buffer, frame: rest)
    chart.cursor = histogram.panel
    chart.draw(into: &buffer, frame: grid, level: glyphs)
  }
}
