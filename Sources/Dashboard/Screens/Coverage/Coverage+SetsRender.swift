import Charts
import Results
import Statistics
import TerminalUI

extension App {
  func drawSets(into buffer: inout Buffer, _ layout: CoverageLayout, frame: Rect) {
    guard let sets = solvedSets, let chart = setBars else {
      return drawNothing(noSetsText, into: &buffer, frame: frame)
    }
    drawHead(
      "who solves what" + onBenchmark(sets.benchmark), into: &buffer, row: layout.rule)
    chart.draw(into: &buffer, frame: layout.picture, level: glyphs)
    drawLines(sets.sentences(letters: letters(of: sets)), into: &buffer, frame: layout.text)
    guard let chosen = chosenIntersection else { return }
    let count = Format.count(chosen.ids.count, "problem")
    let title =
      chosen.members.isEmpty
      ? "solved by none: \(count)" : "solved by exactly \(name(of: chosen)): \(count)"
    drawRule(
      title, into: &buffer, row: layout.listRule, role: coverage.isInList ? .mark : .title)
    drawSetProblems(chosen, of: sets, into: &buffer, frame: layout.list)
  }

  private var noSetsText: String {
    if snapshot.runs.isEmpty { return noChartText }
    if board.isWaiting(.solvedSets) { return "" }
    return "Sets need two marked runs on one benchmark with graded problems in common. Space on "
      + "Runs (1) marks them."
  }

  private func drawSetProblems(
    _ chosen: SolvedSets.Intersection, of sets: SolvedSets, into buffer: inout Buffer, frame: Rect
  ) {
    let ids = chosen.ids
    let nameWidth = max(9, min(24, ids.prefix(500).map { $0.columns() }.max() ?? 0))
    let isWide = nameWidth + 23 * sets.members.count < frame.width - 2
    let letters = letters(of: sets)
    let columns =
      [Table.Column(title: "problem", width: nameWidth)]
      + letters.enumerated().map { place, letter in
        Table.Column(title: letter, width: isWide ? 22 : 11, priority: place)
      }
    Table(columns: columns, symbols: symbols).draw(
      into: &buffer, frame: frame,
      rows: coverage.list.window(of: ids, height: frame.height - 1),
      selected: coverage.isInList ? coverage.list.position(in: ids) : nil
    ) { row, column in
      guard column > 0 else { return Table.CellText(ids[row]) }
      guard let tally = sets.tallies(of: ids[row])[safe: column - 1] else {
        return Table.CellText(symbols.dash, .dim)
      }
      return Table.CellText(
        isWide ? RateText.words(tally) : RateText.count(tally), tally.c == 0 ? .dim : .text)
    }
  }
}
