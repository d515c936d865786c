import Results
import Statistics
import TerminalUI

extension App {
  /// A row of the table: its run and temperature.
  struct SweepRow: Sendable {
    let id: String
    let temperature: Double
  }

  /// The runs of the series that are shown, in the order of the table.
  var sweepRows: [SweepRow] {
    shownSeries.flatMap { series in
      series.members.map { SweepRow(id: $0.run.id, temperature: $0.value) }
    }
  }

  /// The row under the cursor.
  var sweepRow: SweepRow? {
    let rows = sweepRows
    return sweeps.list.position(in: rows.map(\.id)).map { rows[$0] }
  }

  var temperatureTable: TemperatureTable? {
    let shown = shownSeries.compactMap { series in sweep(of: series) }
    guard !shown.isEmpty else { return nil }
    return TemperatureTable(
      shown, names: shown.map { name(of: $0.series) }, k: selection.k, entropies: sweepEntropies,
      crossings: board.latest(.meetings, as: [String: TemperatureTable.Meeting].self)?.value)
  }

  var temperatureTableExhibit: Exhibit? {
    guard let table = temperatureTable else { return nil }
    return Exhibit(
      "temperature-table",
      title: "runs by temperature" + (sweepBenchmark.map { " on \($0)" } ?? ""),
      sentences: sweepSentences + [meetingSentence], tables: [table.table])
  }

  var meetingSentence: String {
    "k* is where a curve falls to that of the base at the same temperature, with its 95 % interval "
      + "over problems."
  }

  func drawTemperatureTable(into buffer: inout Buffer, frame: Rect) {
    var rest = frame
    guard let exhibit = temperatureTableExhibit, let table = exhibit.tables.first else {
      drawHead("runs by temperature", into: &buffer, row: rest.takeTop(1))
      return drawEmpty(noSweepText, into: &buffer, frame: rest)
    }
    drawHead(exhibit.title, into: &buffer, row: rest.takeTop(1))
    let lines = sentenceLines(exhibit.sentences, width: frame.width)
    let room = max(0, rest.height - table.rows.count - 2)
    drawSentences(lines, into: &buffer, frame: rest.takeBottom(min(lines.count, room)))
    let ids = sweepRows.map(\.id)
    draw(
      table, into: &buffer, frame: rest,
      rows: sweeps.list.window(of: ids, height: max(0, rest.height - 1)),
      selected: sweeps.list.position(in: ids), leaving: ["k"],
      yielding: [
        "problems": 6, "tokens": 5, "pass_k_reach": 4, "pass_1_reach": 3,
        "entropy_reach": 2, "n": 1,
      ])
  }
}
