import Results
import Statistics
import TerminalUI

/// The problems of a cell with their tallies in both runs, or in all that were merged.
struct CoverageList {
  private enum Kind {
    case name, baseline, candidate, chance, p, prompt
    case own, other(Int), merged
  }

  let app: App
  let entries: [CoverageReview.Entry]
  private let recheck: Recheck?
  private let kinds: [Kind]
  private let table: Table

  init(app: App, review: CoverageReview, width: Int) {
    self.app = app
    entries = review.problems(in: app.coverage.cell)
    // While another cell's is waited for, the numbers of the last one are not shown.
    let merged = app.recheck?.value
    recheck = merged?.rows.count == entries.count ? merged : nil
    if let recheck {
      kinds = [.name, .own] + recheck.sources.indices.map { .other($0) } + [.merged]
    } else {
      kinds =
        [.name, .baseline, .candidate] + (review.table.isWhole ? [] : [.chance]) + [.p, .prompt]
    }
    let names = entries.prefix(500).map { $0.problem.name.columns() }.max() ?? 0
    let (recheck, nameWidth) = (recheck, max(9, min(24, names)))
    table = Table(
      columns: kinds.map { Self.column($0, recheck, nameWidth: nameWidth) },
      symbols: app.symbols)
  }

  private static func column(_ kind: Kind, _ recheck: Recheck?, nameWidth: Int) -> Table.Column {
    switch kind {
    case .name: Table.Column(title: "problem", width: nameWidth)
    case .baseline: Table.Column(title: "B baseline", width: 22)
    case .candidate: Table.Column(title: "C candidate", width: 22)
    case .chance: Table.Column(title: "chance", width: 6, alignment: .right, priority: 2)
    case .p: Table.Column(title: "Fisher p", width: 8, alignment: .right, priority: 1)
    case .prompt: Table.Column(title: " prompt", width: 9, priority: 3, isFlexible: true)
    case .own: Table.Column(title: recheck?.own ?? "", width: 20, priority: 1)
    case .other(let place):
      Table.Column(
        title: recheck?.sources[safe: place]?.title ?? "", width: 20, priority: 2 + place)
    case .merged: Table.Column(title: "merged", width: 22)
    }
  }

  func draw(into buffer: inout Buffer, frame: Rect) {
    let ids = app.coverageIDs
    table.draw(
      into: &buffer, frame: frame,
      rows: app.coverage.list.window(of: ids, height: frame.height - 1),
      selected: app.coverage.isInList ? app.coverage.list.position(in: ids) : nil
    ) { row, column in
      entries.indices.contains(row) ? cell(row, column) : Table.CellText("")
    }
  }

  private func cell(_ row: Int, _ column: Int) -> Table.CellText {
    let entry = entries[row]
    switch kinds[column] {
    case .name: return Table.CellText(entry.problem.name)
    case .baseline: return tally(entry.tallies.baseline)
    case .candidate: return tally(entry.tallies.candidate)
    case .chance: return Table.CellText(Format.percent(entry.chance))
    case .p: return Table.CellText(PValueText.words(entry.p), entry.p < 0.05 ? .text : .dim)
    case .prompt: return Table.CellText(" " + entry.problem.title, .dim)
    case .own: return tally(recheck?.rows[row].own)
    case .other(let place): return tally(recheck?.rows[row].others[safe: place] ?? nil)
    case .merged: return tally(recheck?.rows[row].merged)
    }
  }

  private func tally(_ tally: TallyCounts.Key?) -> Table.CellText {
    guard let tally else { return Table.CellText(app.symbols.dash, .dim) }
    return Table.CellText(RateText.words(tally), tally.c == 0 ? .dim : .text)
  }
}
