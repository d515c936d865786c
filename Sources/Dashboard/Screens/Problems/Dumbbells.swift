import Charts
import Results
import Statistics
import TerminalUI

extension App {
  /// Each problem in baseline and candidate, as listed.
  var dumbbellsExhibit: Exhibit? {
    let list = problems.rows.value
    guard list.count > 0, comparedRuns != nil else { return nil }
    return Exhibit(
      "dumbbells", title: dumbbellsTitle, sentences: problems.sentences.value,
      chart: dumbbellsChart(0..<list.count), tables: [dumbbellsTable])
  }

  private var dumbbellsTitle: String {
    "c/n of \(problemCountText) in both runs, by \(shortSorting)"
  }

  /// The rows of a part of the list: a chart of all of them is for files alone.
  private func dumbbellsChart(_ rows: Range<Int>) -> Dumbbells {
    let (list, columns) = (problems.rows.value, problemColumns)
    return Dumbbells(
      axis: Axis("accuracy", format: .percent, range: 0...1),
      rows: rows.map { dumbbell(list[$0], columns) })
  }

  private func dumbbell(_ row: ProblemRow, _ columns: ProblemColumns) -> Dumbbells.Row {
    func value(_ place: Int?) -> Dumbbells.Value? {
      guard let tally = place.flatMap({ row.tallies[$0] }), let accuracy = tally.accuracy else {
        return nil
      }
      let bounds = WilsonInterval.bounds(successes: tally.c, trials: tally.n)
      return .init(accuracy, low: bounds?.lowerBound, high: bounds?.upperBound)
    }
    return Dumbbells.Row(
      row.problem.name, baseline: value(columns.baseline), candidate: value(columns.candidate),
      text: row.difference(columns).map(Format.points) ?? symbols.dash)
  }

  /// How many problems gain and lose more than their intervals allow.
  var dumbbellSentences: [String] {
    let (list, columns) = (problems.rows.value, problemColumns)
    var (up, down, apart) = (0, 0, 0)
    for place in 0..<list.count {
      guard let (baseline, candidate) = list.tallies(of: place, columns),
        let first = baseline.accuracy, let second = candidate.accuracy, first != second
      else { continue }
      if second > first { up += 1 } else { down += 1 }
      if areApart(baseline, candidate) { apart += 1 }
    }
    return [
      "Of \(Format.count(list.count, "problem")) \(Format.count(up)) gain and "
        + "\(Format.count(down)) lose; for \(Format.count(apart)) the 95 % intervals (Wilson's, "
        + "of each run's samples) lie apart."
    ]
  }

  private func areApart(_ first: Tally, _ second: Tally) -> Bool {
    guard let first = WilsonInterval.bounds(successes: first.c, trials: first.n),
      let second = WilsonInterval.bounds(successes: second.c, trials: second.n)
    else { return false }
    return !first.overlaps(second)
  }

  private var dumbbellsTable: DataTable {
    var table = DataTable(
      "problems in both runs",
      columns: [
        .init("problem", isWords: true), .init("c_baseline", "c B"), .init("n_baseline", "n B"),
        .init("c_candidate", "c C"), .init("n_candidate", "n C"), .init("baseline"),
        .init("baseline_low", "95% low"), .init("baseline_high", "95% high"),
        .init("candidate"), .init("candidate_low", "95% low"),
        .init("candidate_high", "95% high"), .init("difference"),
      ])
    let (list, columns) = (problems.rows.value, problemColumns)
    for place in 0..<list.count {
      let row = list[place]
      let tallies = [columns.baseline, columns.candidate].map { $0.flatMap { row.tallies[$0] } }
      let counts = tallies.flatMap { [DataValue(count: $0?.c), DataValue(count: $0?.n)] }
      let shares = tallies.flatMap { tally -> [DataValue] in
        let bounds = tally.flatMap { WilsonInterval.bounds(successes: $0.c, trials: $0.n) }
        return [
          DataValue(share: tally?.accuracy), DataValue(share: bounds?.lowerBound),
          DataValue(share: bounds?.upperBound),
        ]
      }
      table.append(
        [.text(row.problem.id)] + counts + shares
          + [DataValue(difference: row.difference(columns))])
    }
    return table
  }

  /// Puts the cursor on the row that was clicked.
  mutating func clickInDumbbells(y: Int) {
    let (layout, ids) = (problemsLayout(body), problemIDs)
    let shown = problems.list.window(of: ids, height: layout.table.height)
    var chart = dumbbellsChart(shown)
    chart.cursor = problems.list.position(in: ids).map { $0 - shown.lowerBound }
    guard let row = chart.row(at: y, in: layout.table) else { return }
    problems.list.select(shown.lowerBound + row, in: ids)
  }

  func drawDumbbells(into buffer: inout Buffer, frame: Rect) {
    var rest = frame
    drawHead(dumbbellsTitle, into: &buffer, row: rest.takeTop(1))
    guard comparedRuns != nil, problemColumns.baseline != nil, problemColumns.candidate != nil
    else {
      return drawEmpty(
        "There is no baseline and no candidate on this benchmark. b and c on Runs (1) choose "
          + "them.", into: &buffer, frame: rest)
    }
    let layout = problemsLayout(frame)
    let ids = problemIDs
    let shown = problems.list.window(of: ids, height: layout.table.height)
    var chart = dumbbellsChart(shown)
    chart.cursor = problems.list.position(in: ids).map { $0 - shown.lowerBound }
    chart.draw(into: &buffer, frame: layout.table, level: glyphs)
    let table = layout.table
    let line = (table.y..<table.maxY).first { y in
      chart.cursor != nil && chart.row(at: y, in: table) == chart.cursor
    }
    if let line { buffer.cursor = Buffer.Cursor(x: table.x, y: line, isVisible: false) }
    if let row = problemRow { drawProblem(row, into: &buffer, row: layout.detail) }
    drawSentences(
      sentenceLines(problems.sentences.value, width: frame.width), into: &buffer,
      frame: layout.sentences)
  }
}
