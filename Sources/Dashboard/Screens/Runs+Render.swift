import Results
import Statistics
import TerminalUI

extension App {
  struct RunsLayout {
    let table: Rect
    let detail: Rect
  }

  func runsLayout(_ frame: Rect) -> RunsLayout {
    var rest = frame
    let detail = rest.takeBottom(frame.height >= 14 ? min(8, frame.height / 3) : 0)
    return RunsLayout(table: rest, detail: detail)
  }

  func drawRuns(into buffer: inout Buffer, frame: Rect) {
    let shown = shownRuns
    guard !shown.isEmpty else {
      return drawEmpty(noRunsText, into: &buffer, frame: frame)
    }
    let layout = runsLayout(frame)
    let ids = shown.map(\.id)
    let position = runs.list.position(in: ids)
    let rows = runs.list.window(of: ids, height: layout.table.height - 1)
    runTable(shown).draw(into: &buffer, frame: layout.table, rows: rows, selected: position) {
      runCell(shown[$0], $1)
    }
    if let position { drawDetail(of: shown[position], into: &buffer, frame: layout.detail) }
  }

  private var noRunsText: String {
    if !runs.filter.isEmpty { return "No run fits the filter '\(runs.filter)'. Esc shows all." }
    if !snapshot.progress.isDone { return "Looking for results…" }
    let files = snapshot.foreignFiles + snapshot.files.count
    return files == 0
      ? "There is no file here yet. Results appear as soon as they are written."
      : "None of the \(Format.count(files)) files here holds results that kscope knows. 0 shows what they are."
  }

  private func runTable(_ shown: [Run]) -> Table {
    func sorting(_ column: RunsState.Sorting) -> Bool? {
      runs.sorting == column ? !runs.isReversed : nil
    }
    let hasRate = shown.contains { $0.rate != nil }
    let benchmarkWidth = shown.map { ($0.benchmark ?? "").columns() }.max() ?? 0
    let nWidth = shown.map { Format.range($0.totals.nMin, $0.totals.nMax).columns() }.max() ?? 0
    let hasTruncated = shown.contains { $0.totals.truncated != nil }
    return Table(
      columns: [
        .init(title: "", width: 1),
        .init(
          title: "model", width: 16, isFlexible: true, sorting: sorting(.name)),
        .init(title: "role", width: 8, priority: 3, sorting: sorting(.role)),
        .init(title: "step", width: 5, alignment: .right, priority: 4, sorting: sorting(.step)),
        .init(
          title: "benchmark", width: max(10, min(20, benchmarkWidth)), priority: 2,
          sorting: sorting(.benchmark)),
        .init(title: "T", width: 4, alignment: .right, priority: 5, sorting: sorting(.temperature)),
        .init(
          title: "problems", width: 8, alignment: .right, priority: 7, sorting: sorting(.problems)),
        .init(title: "n", width: max(3, nWidth), alignment: .right, sorting: sorting(.samples)),
        .init(title: "pass@1", width: 7, alignment: .right, sorting: sorting(.passOne)),
        .init(title: "pass@n", width: 7, alignment: .right, sorting: sorting(.passMax)),
        .init(
          title: "unsolved", width: 9, alignment: .right, priority: 6, sorting: sorting(.unsolved)),
        .init(
          title: "ungraded", width: 9, alignment: .right, priority: 10, sorting: sorting(.ungraded)),
        .init(
          title: "cut", width: 6, alignment: .right, priority: hasTruncated ? 9 : 11,
          sorting: sorting(.truncated)),
        .init(
          title: "changed", width: 10, alignment: .right, priority: 8,
          sorting: sorting(.lastChange)),
        .init(title: "/s", width: 6, alignment: .right, priority: hasRate ? 1 : 12),
      ], symbols: symbols)
  }

  private func runCell(_ run: Run, _ column: Int) -> Table.CellText {
    let totals = run.totals
    let dash = symbols.dash
    switch column {
    case 0: return markCell(run)
    case 1: return Table.CellText(label(of: run))
    case 2: return Table.CellText(run.facts[.role] ?? dash, roleColor(run))
    case 3: return Table.CellText(run.facts[.step] ?? dash)
    case 4: return Table.CellText(run.benchmark ?? dash)
    case 5: return Table.CellText(run.facts[.temperature] ?? dash)
    case 6: return Table.CellText(Format.count(run.problems.count))
    case 7: return Table.CellText(Format.range(totals.nMin, totals.nMax))
    case 8: return Table.CellText(run.curve.first.map { Format.percent($0.value) } ?? dash)
    case 9: return Table.CellText(run.curve.last.map { Format.percent($0.value) } ?? dash)
    case 10:
      return Table.CellText(Format.count(totals.unsolved), totals.unsolved > 0 ? .text : .dim)
    case 11:
      return Table.CellText(Format.count(totals.ungraded), totals.ungraded > 0 ? .ungraded : .dim)
    case 12:
      let cut = totals.truncated
      return Table.CellText(cut.map(Format.count) ?? dash, (cut ?? 0) > 0 ? .warning : .dim)
    case 13:
      let text = run.lastChange.map { Format.moment($0, today: snapshot.today) } ?? dash
      return Table.CellText(text, .dim)
    default: return Table.CellText(run.rate.map { Format.fixed($0, 1) } ?? "", .notice)
    }
  }

  private func markCell(_ run: Run) -> Table.CellText {
    if run.id == selection.baseline { return Table.CellText("B", .baseline, bold: true) }
    if run.id == selection.candidate { return Table.CellText("C", .candidate, bold: true) }
    return Table.CellText(selection.marked.contains(run.id) ? symbols.marked : " ", .mark)
  }

  private func roleColor(_ run: Run) -> Role {
    switch run.role {
    case .base: .baseline
    case .rl: .candidate
    case nil: .dim
    default: .text
    }
  }

  private func drawDetail(of run: Run, into buffer: inout Buffer, frame: Rect) {
    var rest = frame
    drawRule(run.name, into: &buffer, row: rest.takeTop(1))
    for (label, text) in details(of: run) {
      let row = rest.takeTop(1)
      guard !row.isEmpty else { return }
      buffer.write(label, x: 1, y: row.y, style: Style(.heading))
      buffer.write(text, x: 12, y: row.y, style: Style(.text), width: row.width - 13)
    }
  }

  private func details(of run: Run) -> [(String, String)] {
    let totals = run.totals
    var samples =
      "\(Format.range(totals.nMin, totals.nMax)) a problem, \(Format.count(totals.samples)) in all"
    if totals.samplesWithText < totals.samples { samples += "; " + textNote(run) }
    var pass = passText(run.curve.first)
    if let last = run.curve.last, last.k > 1 { pass += "   " + passText(last) }
    let state = [
      "\(Format.count(totals.unsolved)) of \(Format.count(run.problems.count)) problems unsolved",
      "\(Format.count(totals.ungraded)) samples ungraded",
      totals.truncated.map { "\(Format.count($0)) cut at the token limit" },
      totals.missing > 0 ? "\(Format.count(totals.missing)) problems without a graded sample" : nil,
    ]
    let facts = FactName.allCases.compactMap { name in
      run.facts.entries[name].map { "\(name.rawValue) \($0.value) (\($0.source.label))" }
    }
    return [
      ("samples", samples), ("pass@k", pass),
      ("problems", state.compactMap { $0 }.joined(separator: ", ")),
      ("files", "\(run.format): " + run.files.joined(separator: ", ")),
      ("facts", facts.joined(separator: ", ")), ("id", run.id),
    ]
  }

  /// How many samples a problem has, and how many of them can be read.
  func textNote(_ run: Run) -> String {
    let totals = run.totals
    let texts = run.problems.map(\.samplesWithText)
    let shown = Format.range(texts.min(), texts.max())
    return "\(Format.range(totals.nMin, totals.nMax)) samples, \(shown) with text"
  }

  private func passText(_ point: CurvePoint?) -> String {
    point.map { point in
      let value = "pass@\(point.k) \(Format.percent(point.value))"
      guard let interval = point.interval else { return value }
      return value
        + " (\(Format.percent(interval.lowerBound)) to \(Format.percent(interval.upperBound)))"
    } ?? "nothing graded yet"
  }
}
