import Charts
import Results
import TerminalUI

extension App {
  struct ProblemsLayout {
    let legend: Rect
    let table: Rect
    let scale: Rect
  }

  func problemsLayout(_ frame: Rect) -> ProblemsLayout {
    var rest = frame
    let rows = min(problemRuns.count, max(1, frame.height / 4))
    let legend = rest.takeTop(rows + 1)
    let scale = rest.takeBottom(frame.height >= 12 ? 1 : 0)
    return ProblemsLayout(legend: legend, table: rest, scale: scale)
  }

  func drawProblems(into buffer: inout Buffer, frame: Rect) {
    let shown = problemRuns
    let rows = problemRows
    guard !rows.isEmpty else {
      return drawEmpty(noProblemsText, into: &buffer, frame: frame)
    }
    let layout = problemsLayout(frame)
    drawRunLetters(shown, into: &buffer, frame: layout.legend)
    let ids = rows.map(\.problem.id)
    let window = problems.list.window(of: ids, height: layout.table.height - 1)
    let matrix = ProblemMatrix(app: self, runs: shown, width: layout.table.width)
    matrix.table.draw(
      into: &buffer, frame: layout.table, rows: window, selected: problems.list.position(in: ids)
    ) { matrix.cell(rows[$0], $1) }
    if !layout.scale.isEmpty {
      HeatScale(level: glyphs).drawLegend(
        into: &buffer, x: 1, y: layout.scale.y, width: layout.scale.width - 2)
    }
  }

  private var noProblemsText: String {
    if snapshot.runs.isEmpty { return noChartText }
    if !problems.filter.isEmpty {
      return "No problem fits the filter '\(problems.filter)'. Esc shows all."
    }
    return "No run is marked. Space on Runs (1) marks one."
  }

  /// Which letter stands for which run, and which of them the cursor is on.
  private func drawRunLetters(_ shown: [Run], into buffer: inout Buffer, frame: Rect) {
    var rest = frame
    drawRule(problemsTitle(shown), into: &buffer, row: rest.takeTop(1))
    let marked = selection.markedRuns(of: snapshot.runs)
    for (index, run) in marked.enumerated() where shown.contains(where: { $0.id == run.id }) {
      let row = rest.takeTop(1)
      guard !row.isEmpty else { return }
      let look = look(of: run, at: index)
      let isChosen = run.id == problemRun?.id
      let name = shortName(of: run, among: shown)
      let word =
        run.id == selection.baseline
        ? " (baseline)" : run.id == selection.candidate ? " (candidate)" : ""
      var x = buffer.write(
        isChosen ? symbols.right : " ", x: 0, y: row.y, style: Style(.mark, bold: true))
      x = buffer.write(
        "\(look.letter) \(name)\(word)", x: x, y: row.y, style: Style(look.role, bold: isChosen),
        width: row.width - 30)
      buffer.write(
        "  n \(Format.range(run.totals.nMin, run.totals.nMax)), "
          + "mean \(run.totals.meanAccuracy.map(Format.percent) ?? symbols.dash)", x: x, y: row.y,
        style: Style(.dim), width: row.width - x - 1)
    }
  }

  private func problemsTitle(_ shown: [Run]) -> String {
    let benchmark = shown.first?.benchmark.map { " of \($0)" } ?? ""
    return "accuracy c/n of the \(Format.count(problemRows.count)) problems\(benchmark)"
  }
}

/// The table of problems by runs.
struct ProblemMatrix {
  let app: App
  let runs: [Run]
  let table: Table
  private let letters: [(letter: Character, role: Role)]
  private let baseline: Int?
  private let candidate: Int?
  private let heat: HeatScale

  init(app: App, runs: [Run], width: Int) {
    self.app = app
    self.runs = runs
    let marked = app.selection.markedRuns(of: app.snapshot.runs)
    letters = runs.map { run in
      app.look(of: run, at: marked.firstIndex { $0.id == run.id } ?? 0)
    }
    baseline = app.problemColumn(of: app.selection.baseline)
    candidate = app.problemColumn(of: app.selection.candidate)
    heat = HeatScale(level: app.glyphs)
    table = Self.table(
      app, runs, letters.map(\.letter), hasDifference: baseline != nil && candidate != nil)
  }

  private static func table(
    _ app: App, _ runs: [Run], _ letters: [Character], hasDifference: Bool
  ) -> Table {
    let isSortedUp = !app.problems.isReversed
    let sorting = app.problems.sorting
    var columns = [
      Table.Column(
        title: "problem", width: 12, sorting: sorting == .id ? isSortedUp : nil)
    ]
    for (index, run) in runs.enumerated() {
      let isChosen = run.id == app.problemRun?.id
      columns.append(Table.Column(title: "", width: 3, priority: index > 5 ? 9 : 0))
      columns.append(
        Table.Column(
          title: String(letters[index]), width: 6, alignment: .right, priority: index > 5 ? 9 : 0,
          sorting: sorting == .accuracy && isChosen ? isSortedUp : nil))
    }
    columns.append(
      Table.Column(
        title: hasDifference ? "C-B" : "", width: hasDifference ? 8 : 1, alignment: .right,
        sorting: sorting == .difference ? isSortedUp : nil))
    columns.append(Table.Column(title: "", width: 1))
    columns.append(Table.Column(title: "prompt", width: 8, priority: 1, isFlexible: true))
    return Table(columns: columns, symbols: app.symbols)
  }

  func cell(_ row: ProblemRow, _ column: Int) -> Table.CellText {
    let last = 2 * runs.count
    switch column {
    case 0:
      return Table.CellText(
        row.problem.isHashed ? String(row.problem.id.prefix(9)) : row.problem.id)
    case 1...max(1, last) where last > 0:
      return runCell(row, (column - 1) / 2, isHeat: column % 2 == 1)
    case last + 1:
      guard let difference = row.difference(baseline: baseline, candidate: candidate) else {
        return Table.CellText("")
      }
      let role: Role = difference > 0 ? .correct : difference < 0 ? .incorrect : .dim
      return Table.CellText(Format.points(difference), role)
    case last + 3: return Table.CellText(row.problem.title, .dim)
    default: return Table.CellText("")
    }
  }

  private func runCell(_ row: ProblemRow, _ index: Int, isHeat: Bool) -> Table.CellText {
    let tally = row.tallies[index]
    if isHeat {
      let cell = heat.cell(tally?.accuracy, width: 3)
      return Table.CellText(cell.text, cell.role)
    }
    guard let tally, let accuracy = tally.accuracy else {
      return Table.CellText(app.symbols.dash, .dim)
    }
    let isChosen = runs[index].id == app.problemRun?.id
    return Table.CellText(Format.fixed(accuracy * 100, 1) + "%", .text, bold: isChosen)
  }
}
