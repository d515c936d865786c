import Charts
import Results
import Statistics
import TerminalUI

extension App {
  func drawHistogram(into buffer: inout Buffer, frame: Rect) {
    let marked = markedRuns
    let baseline = marked.first { $0.id == selection.baseline }
    let candidate = marked.first { $0.id == selection.candidate }
    guard baseline != nil || candidate != nil else {
      let text =
        snapshot.runs.isEmpty
        ? noChartText : "There is no baseline and no candidate. b and c on Runs (1) choose them."
      return drawEmpty(text, into: &buffer, frame: frame)
    }
    var rest = frame
    drawRule(
      "problems by accuracy c/n" + benchmarkNote(baseline ?? candidate), into: &buffer,
      row: rest.takeTop(1))
    for (run, isBaseline) in [(baseline, true), (candidate, false)] {
      guard let run else { continue }
      drawHistogramLegend(run, isBaseline: isBaseline, into: &buffer, row: rest.takeTop(1))
    }
    PairedBars(
      categories: frame.width >= 150 ? AccuracyHistogram.labels : Self.shortLabels,
      baseline: bars(of: baseline, .baseline),
      candidate: bars(of: candidate, .candidate)
    ).draw(into: &buffer, frame: rest, level: glyphs)
  }

  /// The bins without the zeros before their points.
  private static let shortLabels = AccuracyHistogram.labels.map { label in
    label.count == 1
      ? label
      : label.split(separator: "0.", omittingEmptySubsequences: false)
        .joined(separator: ".")
  }

  private func benchmarkNote(_ run: Run?) -> String {
    run?.benchmark.map { " on \($0)" } ?? ""
  }

  func bars(of run: Run?, _ role: Role) -> PairedBars.Series? {
    run.map {
      PairedBars.Series(
        role == .baseline ? "baseline" : "candidate", role: role,
        counts: AccuracyHistogram($0.tallies).counts)
    }
  }

  private func drawHistogramLegend(
    _ run: Run, isBaseline: Bool, into buffer: inout Buffer, row: Rect
  ) {
    let totals = run.totals
    let role: Role = isBaseline ? .baseline : .candidate
    let n = range(totals.nMin, totals.nMax)
    let word = isBaseline ? "B baseline  " : "C candidate "
    var x = buffer.write(word, x: 1, y: row.y, style: Style(role, bold: true))
    let numbers =
      "  \(Format.count(run.problems.count, "problem")), n \(n), "
      + "mean \(totals.meanAccuracy.map(Format.percent) ?? symbols.dash), "
      + "\(Format.count(totals.unsolved)) unsolved"
    let name = [label(of: run), run.facts[.temperature].map { "T=\($0)" }]
      .compactMap { $0 }.joined(separator: " ")
    let room = max(8, row.width - x - numbers.columns() - 1)
    x = buffer.write(name, x: x, y: row.y, style: Style(role), width: room)
    buffer.write(numbers, x: x, y: row.y, style: Style(.dim), width: row.width - x - 1)
  }
}
