import Charts
import Results
import TerminalUI

extension App {
  struct ProblemsLayout {
    let legend: Rect
    let table: Rect
    let detail: Rect
    let scale: Rect
  }

  func problemsLayout(_ frame: Rect) -> ProblemsLayout {
    var rest = frame
    let rows = min(max(1, shownProblemRuns(width: frame.width).count), max(1, frame.height / 4))
    let legend = rest.takeTop(rows + 1)
    let scale = rest.takeBottom(frame.height >= 12 ? 1 : 0)
    let detail = rest.takeBottom(frame.height >= 14 ? 1 : 0)
    return ProblemsLayout(legend: legend, table: rest, detail: detail, scale: scale)
  }

  /// The places of the runs that fit, the one under the cursor among them.
  func shownProblemRuns(width: Int) -> Range<Int> {
    let runs = problemRuns.count
    let columns = problemColumns
    let hasDifference = columns.baseline != nil && columns.candidate != nil
    let room = width - 2 - problemNameWidth - (hasDifference ? 9 : 0)
    let count = max(1, min(runs, room / ProblemMatrix.runWidth))
    let first = max(0, min(columns.chosen - count + 1, runs - count))
    return first..<min(runs, first + count)
  }

  var problemNameWidth: Int { max(9, min(20, problems.rows.value.nameWidth)) }

  func drawProblems(into buffer: inout Buffer, frame: Rect) {
    let list = problems.rows.value
    guard list.count > 0 else {
      return drawEmpty(noProblemsText, into: &buffer, frame: frame)
    }
    let layout = problemsLayout(frame)
    let matrix = ProblemMatrix(app: self, width: layout.table.width)
    drawRunLetters(matrix, into: &buffer, frame: layout.legend)
    let position = problems.list.position(in: list.ids)
    matrix.table.draw(
      into: &buffer, frame: layout.table,
      rows: problems.list.window(of: list.ids, height: layout.table.height - 1), selected: position
    ) { matrix.cell(list[$0], $1) }
    if let position { drawProblem(list[position], into: &buffer, row: layout.detail) }
    if !layout.scale.isEmpty {
      HeatScale(level: glyphs).drawLegend(
        into: &buffer, x: 1, y: layout.scale.y, width: layout.scale.width - 2)
    }
  }

  private var noProblemsText: String {
    if snapshot.runs.isEmpty { return noChartText }
    if !problems.filter.filter.isEmpty {
      return "No problem fits the filter '\(problems.filter.usedText)'. Esc shows all."
    }
    return markedRuns.isEmpty
      ? "No run is marked. Space on Runs (1) marks one." : "This run has no problems yet."
  }

  /// Which letter stands for which run, and which of them the cursor is on.
  private func drawRunLetters(_ matrix: ProblemMatrix, into buffer: inout Buffer, frame: Rect) {
    var rest = frame
    drawRule(problemsTitle(matrix), into: &buffer, row: rest.takeTop(1))
    let place = matrix.columns.chosen - matrix.shown.lowerBound
    let first = max(0, min(place - rest.height + 1, matrix.shown.count - rest.height))
    for index in matrix.shown.dropFirst(first).prefix(rest.height) {
      drawRunLetter(matrix.runs[index], among: matrix.runs, into: &buffer, row: rest.takeTop(1))
    }
  }

  private func drawRunLetter(_ run: Run, among runs: [Run], into buffer: inout Buffer, row: Rect) {
    let mark = mark(of: run.id) ?? RunMark.unmarked
    let isChosen = run.id == problemRun?.id
    let totals = run.totals
    let isUnequal = totals.nMin != totals.nMax
    let numbers =
      "n \(range(totals.nMin, totals.nMax)), "
      + "mean \(totals.meanAccuracy.map(Format.percent) ?? symbols.dash)"
    if isChosen { buffer.write(symbols.right, x: 0, y: row.y, style: Style(.mark, bold: true)) }
    let room = row.width - numbers.columns() - 5
    let x = buffer.write(
      "\(mark.letter) \(shortName(of: run, among: runs))\(comparison(of: run))", x: 2, y: row.y,
      style: Style(mark.role, bold: isChosen), width: room)
    buffer.write(
      numbers, x: x + 2, y: row.y, style: Style(isUnequal ? .warning : .dim),
      width: row.width - x - 3)
  }

  private func problemsTitle(_ matrix: ProblemMatrix) -> String {
    let benchmark = matrix.runs.first?.benchmark.map { " of \($0)" } ?? ""
    let title = "accuracy c/n of " + Format.count(problems.rows.value.count, "problem") + benchmark
    guard matrix.shown.count < matrix.runs.count else { return title }
    let (first, last) = (matrix.shown.lowerBound + 1, matrix.shown.upperBound)
    return title + ", runs \(range(first, last)) of \(matrix.runs.count)"
  }

  /// What the cell under the cursor stands for, in words.
  private func drawProblem(_ row: ProblemRow, into buffer: inout Buffer, row frame: Rect) {
    guard !frame.isEmpty, let run = problemRun else { return }
    let letter = mark(of: run.id).map { " in \($0.letter)" } ?? ""
    var parts = [tallyText(row.tallies[safe: problemColumns.chosen] ?? nil)]
    if let level = row.problem.level { parts.append("level \(level)") }
    if let subject = row.problem.subject { parts.append(subject) }
    let x = buffer.write(
      row.problem.name + letter, x: 1, y: frame.y, style: Style(.heading), width: frame.width / 2)
    buffer.write(
      parts.joined(separator: ", "), x: x + 2, y: frame.y, style: Style(.text),
      width: frame.width - x - 3)
  }

  private func tallyText(_ tally: Tally?) -> String {
    guard let tally else { return "not in this run" }
    var text = "\(Format.count(tally.c)) of \(Format.count(tally.n)) correct"
    if tally.ungraded > 0 { text += ", \(Format.count(tally.ungraded)) ungraded" }
    if tally.truncated > 0 { text += ", \(Format.count(tally.truncated)) truncated" }
    if let run = problemRun, tally.n < run.totals.nMax ?? 0 {
      text += " (* fewer than the \(Format.count(run.totals.nMax ?? 0)) of others)"
    }
    return text
  }
}

/// The table of problems by runs, as far as it fits.
struct ProblemMatrix {
  private enum Kind {
    case name, heat(run: Int), accuracy(run: Int), difference, prompt
  }

  let app: App
  let runs: [Run]
  /// The runs that fit, the one under the cursor among them.
  let shown: Range<Int>
  let columns: ProblemColumns
  let table: Table
  private let kinds: [Kind]
  private let heat: HeatScale

  /// The columns that a run takes, with the gaps.
  static let runWidth = 12

  init(app: App, width: Int) {
    self.app = app
    runs = app.problemRuns
    columns = app.problemColumns
    heat = HeatScale(level: app.glyphs)
    let nameWidth = app.problemNameWidth
    let hasDifference = columns.baseline != nil && columns.candidate != nil
    shown = app.shownProblemRuns(width: width)
    kinds =
      [.name] + shown.flatMap { [.heat(run: $0), .accuracy(run: $0)] }
      + (hasDifference ? [.difference] : []) + [.prompt]
    let (runs, chosen) = (runs, columns.chosen)
    table = Table(
      columns: kinds.map { kind in
        Self.column(kind, app: app, runs: runs, chosen: chosen, nameWidth: nameWidth)
      }, symbols: app.symbols)
  }

  private static func column(
    _ kind: Kind, app: App, runs: [Run], chosen: Int, nameWidth: Int
  ) -> Table.Column {
    func sorting(_ sorting: ProblemsState.Sorting) -> Bool? {
      app.problems.sorting == sorting ? !app.problems.isReversed : nil
    }
    switch kind {
    case .name: return Table.Column(title: "problem", width: nameWidth, sorting: sorting(.id))
    case .heat:
      return Table.Column(title: "", width: 3)
    case .accuracy(let run):
      let letter = (app.mark(of: runs[run].id) ?? RunMark.unmarked).letter
      return Table.Column(
        title: "    \(run == chosen ? app.symbols.right : " ")\(letter)", width: 7,
        sorting: run == chosen ? sorting(.accuracy) : nil)
    case .difference:
      return Table.Column(title: "C-B", width: 7, alignment: .right, sorting: sorting(.difference))
    case .prompt: return Table.Column(title: " prompt", width: 9, priority: 1, isFlexible: true)
    }
  }

  func cell(_ row: ProblemRow, _ column: Int) -> Table.CellText {
    switch kinds[column] {
    case .name: return Table.CellText(row.problem.name)
    case .heat(let run):
      let cell = heat.cell(row.tallies[run]?.accuracy, width: 3)
      var text = Table.CellText(cell.text, cell.role)
      text.isPicture = true
      return text
    case .accuracy(let run): return accuracyCell(row.tallies[run], run)
    case .difference:
      guard let difference = row.difference(columns) else { return Table.CellText("") }
      let role: Role = difference > 0 ? .correct : difference < 0 ? .incorrect : .dim
      return Table.CellText(Format.points(difference), role)
    case .prompt: return Table.CellText(" " + row.problem.title, .dim)
    }
  }

  /// The accuracy, with a star where the problem has fewer samples than others of its run.
  private func accuracyCell(_ tally: Tally?, _ run: Int) -> Table.CellText {
    guard let tally, let accuracy = tally.accuracy else {
      return Table.CellText("     " + app.symbols.dash, .dim)
    }
    let isShort = tally.n < runs[run].totals.nMax ?? 0
    let text = Format.percent(accuracy)
    let padded = String(repeating: " ", count: max(0, 6 - text.utf8.count)) + text
    return Table.CellText(
      padded + (isShort ? "*" : ""), isShort ? .warning : .text, bold: run == columns.chosen)
  }
}
