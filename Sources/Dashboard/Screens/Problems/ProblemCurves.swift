import Charts
import Results
import Statistics
import TerminalUI

extension App {
  /// pass@k of the problem under the cursor in the runs shown.
  var problemExhibit: Exhibit? {
    guard let row = problemRow else { return nil }
    let curves = problemCurves(row)
    guard !curves.isEmpty else { return nil }
    return Exhibit(
      "problem", title: "pass@k of \(row.problem.name)", sentences: problemSentences(row),
      chart: problemChart(curves), tables: [Self.problemTable(row.problem.id, curves)])
  }

  private func problemCurves(_ row: ProblemRow) -> [(run: Run, curve: ProblemCurve)] {
    zip(problemRuns, row.tallies).compactMap { run, tally in
      tally.flatMap { ProblemCurve(n: $0.n, c: $0.c) }.map { (run, $0) }
    }
  }

  /// Later series lie over earlier ones: baseline and candidate come last.
  private func problemChart(_ curves: [(run: Run, curve: ProblemCurve)]) -> LineChart {
    let runs = curves.map(\.run)
    let series = curves.enumerated().reversed().map { place, part in
      let look = mark(of: part.run.id) ?? RunMark.other(place)
      return LineChart.Series(
        shortName(of: part.run, among: runs), role: look.role, marker: look.letter,
        points: part.curve.points.map { point in
          LineChart.Point(
            x: Double(point.k), y: point.value, low: point.interval.lowerBound,
            high: point.interval.upperBound)
        })
    }
    var chart = LineChart(
      xAxis: Axis("k", scale: .log2), yAxis: Axis("pass@k", format: .percent, range: 0...1),
      series: series, cursor: Double(selection.k))
    chart.hasColor = hasColor
    return chart
  }

  /// c and n of each run, and what the bands are.
  private func problemSentences(_ row: ProblemRow) -> [String] {
    let runs = problemRuns
    let rates = zip(runs, row.tallies).compactMap { run, tally -> String? in
      guard let tally, tally.n > 0 else { return nil }
      return shortName(of: run, among: runs) + " " + tallyText(tally)
    }
    return [
      rates.joined(separator: "; ") + ".",
      "Lines are the unbiased estimate; bands are Wilson's 95 % interval of the rate p = c/n, "
        + "carried over by 1 - (1 - p)^k, so near k = n a line, which must end at 0 or 1 there, "
        + "may leave its band.",
    ]
  }

  private static func problemTable(
    _ id: String, _ curves: [(run: Run, curve: ProblemCurve)]
  ) -> DataTable {
    var table = DataTable(
      "pass@k of \(id)",
      columns: [
        .init("run", isWords: true), .init("c"), .init("n"), .init("k"),
        .init("pass_k", "pass@k"), .init("low", "95% low"), .init("high", "95% high"),
      ])
    for (run, curve) in curves {
      for point in curve.points {
        table.append([
          .text(run.id), .count(curve.tally.c), .count(curve.tally.n), .count(point.k),
          .share(point.value), .share(point.interval.lowerBound),
          .share(point.interval.upperBound),
        ])
      }
    }
    return table
  }

  func drawProblemCurves(into buffer: inout Buffer, frame: Rect) {
    var rest = frame
    guard let exhibit = problemExhibit, let row = problemRow else {
      drawHead("pass@k of one problem", into: &buffer, row: rest.takeTop(1))
      return drawEmpty("No run shown has graded samples of it.", into: &buffer, frame: rest)
    }
    let place = (problems.list.position(in: problemIDs) ?? 0) + 1
    let title = "\(exhibit.title) (\(Format.count(place)) of \(problemCountText))"
    drawHead(title, into: &buffer, row: rest.takeTop(1))
    let prompt = row.problem.title
    if !prompt.isEmpty, frame.height >= 14 {
      let line = rest.takeTop(1)
      buffer.write(prompt, x: 1, y: line.y, style: Style(.dim), width: line.width - 2)
    }
    let lines = sentenceLines(exhibit.sentences, width: frame.width)
    let room = min(lines.count, max(0, rest.height / 3))
    drawSentences(lines, into: &buffer, frame: rest.takeBottom(room))
    exhibit.chart?.draw(into: &buffer, frame: rest, level: glyphs)
  }
}
