import Charts
import Results
import TerminalUI

extension App {
  /// Whether every run has room for its numbers beside the shade; else shades alone are shown.
  func problemNumbersFit(width: Int) -> Bool {
    problemRuns.count <= problemRunRoom(width: width) / ProblemMatrix.runWidth
      || problemRuns.count <= 1
  }

  /// The places of the runs that fit, the one under the cursor among them.
  func shownProblemRuns(width: Int) -> Range<Int> {
    let runs = problemRuns.count
    let each =
      problemNumbersFit(width: width) ? ProblemMatrix.runWidth : ProblemMatrix.shadeWidth
    let count = max(1, min(runs, problemRunRoom(width: width) / each))
    let first = max(0, min(problemColumns.chosen - count + 1, runs - count))
    return first..<min(runs, first + count)
  }

  private func problemRunRoom(width: Int) -> Int {
    let columns = problemColumns
    let hasDifference = columns.baseline != nil && columns.candidate != nil
    return width - 2 - problemNameWidth - (hasDifference ? 9 : 0)
  }

  var problemNameWidth: Int { max(9, min(20, problems.rows.value.nameWidth)) }
}

/// The table of problems by runs, as far as it fits.
struct ProblemMatrix {
  private enum Kind {
    case name, heat(run: Int), accuracy(run: Int), difference, prompt
  }

  let app: App
  let runs: [Run]
  let headings: [String]
  /// The runs that fit, the one under the cursor among them.
  let shown: Range<Int>
  let columns: ProblemColumns
  let table: Table
  private let kinds: [Kind]
  private let heat: HeatScale
  private let showsNumbers: Bool

  /// The columns that a run takes, with the gaps: with numbers, and without.
  static let runWidth = 12
  static let shadeWidth = 6

  init(app: App, width: Int) {
    self.app = app
    runs = app.problemRuns
    headings = app.problemHeadings
    columns = app.problemColumns
    heat = HeatScale(level: app.glyphs)
    let nameWidth = app.problemNameWidth
    let hasDifference = columns.baseline != nil && columns.candidate != nil
    shown = app.shownProblemRuns(width: width)
    let showsNumbers = app.problemNumbersFit(width: width)
    self.showsNumbers = showsNumbers
    kinds =
      [.name]
      + shown.flatMap { run -> [Kind] in
        showsNumbers ? [.heat(run: run), .accuracy(run: run)] : [.heat(run: run)]
      }
      + (hasDifference ? [.difference] : []) + [.prompt]
    let (headings, chosen) = (headings, columns.chosen)
    table = Table(
      columns: kinds.map { kind in
        Self.column(
          kind, app: app, headings: headings, chosen: chosen, nameWidth: nameWidth,
          showsNumbers: showsNumbers)
      }, symbols: app.symbols)
  }

  private static func column(
    _ kind: Kind, app: App, headings: [String], chosen: Int, nameWidth: Int, showsNumbers: Bool
  ) -> Table.Column {
    func sorting(_ sorting: ProblemsState.Sorting) -> Bool? {
      app.problemSorting == sorting ? !app.problems.isReversed : nil
    }
    func heading(_ run: Int) -> String {
      (run == chosen ? app.symbols.right : " ") + headings[run]
    }
    switch kind {
    case .name: return Table.Column(title: "problem", width: nameWidth, sorting: sorting(.id))
    case .heat(let run):
      guard !showsNumbers else { return Table.Column(title: "", width: 3) }
      return Table.Column(
        title: heading(run), width: shadeWidth - 1,
        sorting: run == chosen ? sorting(.accuracy) : nil)
    case .accuracy(let run):
      let text = heading(run)
      return Table.Column(
        title: String(repeating: " ", count: max(0, 6 - text.count)) + text, width: 7,
        sorting: run == chosen ? sorting(.accuracy) : nil)
    case .difference:
      return Table.Column(
        title: "C-B", width: 7, alignment: .right,
        sorting: sorting(.difference) ?? sorting(.change))
    case .prompt: return Table.Column(title: " prompt", width: 9, priority: 1, isFlexible: true)
    }
  }

  func cell(_ row: ProblemRow, _ column: Int) -> Table.CellText {
    switch kinds[column] {
    case .name: return Table.CellText(row.problem.name)
    case .heat(let run):
      let width = showsNumbers ? 3 : Self.shadeWidth - 1
      let cell = heat.cell(row.tallies[run]?.accuracy, width: width)
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
