import Charts
import Results
import Statistics
import TerminalUI

extension Job.Slot {
  static let hardProblems = Job.Slot("hard problems")
}

extension App {
  /// The hard problems of baseline and candidate; `nil` while they are being worked out.
  var hardProblems: [HardProblems]? {
    board.latest(.hardProblems, as: [HardProblems].self)?.value
  }

  /// The runs whose hard problems are looked at.
  private var hardRuns: [Run] {
    [selection.baseline, selection.candidate].compactMap { id in id.flatMap { snapshot.run($0) } }
  }

  mutating func refreshHardProblems() -> [Effect] {
    let runs = hardRuns
    guard !runs.isEmpty else { return [] }
    let marks = snapshot.marks
    return board.ask(
      .hardProblems, of: runs.map(\.id).joined(separator: "\n"),
      version: Fingerprint.of(runs) &+ marksNumber
    ) { world in
      runs.compactMap { run in world.reasoning(of: run, marks).map { HardProblems(run, $0) } }
    }
  }

  /// The run whose hard problems are listed.
  var hardProblemsShown: HardProblems? {
    guard let all = hardProblems, !all.isEmpty else { return nil }
    return all[safe: coverage.hardRun] ?? all.last
  }

  /// Goes from the hard problems of one run to those of the other.
  mutating func changeHardRun(by step: Int) {
    let count = hardProblems?.count ?? 0
    coverage.hardRun = max(0, min(count - 1, coverage.hardRun + step))
    coverage.list = ListState()
  }

  /// The share of hard problems with valid reasoning, and the problems.
  var validityExhibit: Exhibit? {
    guard let all = hardProblems, all.contains(where: { !$0.rows.isEmpty }) else { return nil }
    var table = DataTable(
      "hard problems",
      columns: [
        .init("run", isWords: true), .init("problem", isWords: true), .init("n"), .init("c"),
        .init("judged"), .init("valid"), .init("verdict", isWords: true),
      ])
    for hard in all {
      for row in hard.rows {
        table.append([
          .text(hard.run), .text(row.problem), .count(row.tally.n), .count(row.tally.c),
          .count(row.tally.judged), .count(row.tally.valid), .text(row.verdict),
        ])
      }
    }
    return Exhibit(
      "validity", title: "hard problems with valid reasoning", sentences: validitySentences(all),
      chart: validityChart(all), tables: [table])
  }

  private func validitySentences(_ all: [HardProblems]) -> [String] {
    all.map { hard in
      hard.sentence(name: snapshot.run(hard.run).map { label(of: $0) } ?? hard.run)
    }
  }

  private func validityChart(_ all: [HardProblems]) -> BarList {
    let rows = all.map { hard -> BarList.Row in
      let run = snapshot.run(hard.run)
      let text = "\(hard.validity.valid) of \(hard.validity.counted)"
      return BarList.Row(
        run.map { label(of: $0) } ?? hard.run,
        values: [
          BarList.Value(
            hard.validity.ratio, low: hard.interval?.lowerBound, high: hard.interval?.upperBound,
            text: text)
        ], role: mark(of: hard.run)?.role)
    }
    return BarList(
      axis: Axis("valid", format: .percent, range: 0...1),
      groups: [BarList.Group("valid of judged", role: .text)], rows: rows)
  }

  func drawValidity(
    into buffer: inout Buffer, _ layout: CoverageLayout, frame: Rect
  ) {
    guard let all = hardProblems, let shown = hardProblemsShown else {
      let text =
        hardRuns.isEmpty
        ? "There is no baseline and no candidate. b and c on Runs (1) choose them."
        : "Reading what was judged."
      return drawNothing(text, into: &buffer, frame: frame)
    }
    drawHead("hard problems with valid reasoning", into: &buffer, row: layout.rule)
    var chart = validityChart(all)
    chart.cursor = all.firstIndex(of: shown)
    chart.draw(into: &buffer, frame: layout.picture, level: glyphs)
    let lines = sentenceLines(validitySentences(all), width: layout.text.width)
    drawSentences(lines, into: &buffer, frame: layout.text)
    let name = snapshot.run(shown.run).map { label(of: $0) } ?? shown.run
    drawRule(
      "\(Format.count(shown.rows.count, "hard problem")) of \(name), the rarest solved first",
      into: &buffer, row: layout.listRule, role: coverage.isInList ? .mark : .title)
    drawHardProblems(shown, into: &buffer, frame: layout.list)
  }

  private func drawHardProblems(_ hard: HardProblems, into buffer: inout Buffer, frame: Rect) {
    let table = Table(
      columns: [
        .init(title: "problem", width: 14, isFlexible: true, most: 48),
        .init(title: "right", width: 10, alignment: .right),
        .init(title: "judged", width: 7, alignment: .right),
        .init(title: "valid", width: 6, alignment: .right),
        .init(title: "verdict", width: 18),
      ], symbols: symbols)
    let ids = hard.rows.map(\.problem)
    table.draw(
      into: &buffer, frame: frame,
      rows: coverage.list.window(of: ids, height: max(0, frame.height - 1)),
      selected: coverage.isInList ? coverage.list.position(in: ids) : nil
    ) { row, column in Self.hardCell(hard.rows[row], column) }
  }

  private static func hardCell(_ row: HardProblems.Row, _ column: Int) -> Table.CellText {
    let tally = row.tally
    switch column {
    case 0: return Table.CellText(row.problem)
    case 1: return Table.CellText("\(tally.c) of \(tally.n)")
    case 2: return Table.CellText(String(tally.judged), .dim)
    case 3: return Table.CellText(String(tally.valid))
    default:
      let role: Role = tally.valid > 0 ? .correct : tally.judged > 0 ? .incorrect : .dim
      return Table.CellText(row.verdict, role)
    }
  }
}
