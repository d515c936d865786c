import Results
import TerminalUI

extension App {
  /// Draws a table as it is exported, with as many columns as fit.
  ///
  /// - Parameters:
  ///   - rows: The rows to show; all that fit without it.
  ///   - leaving: The keys of columns that are not drawn, as all their values are said elsewhere.
  ///   - yielding: Which columns give way first, by their keys: those with the largest number.
  func draw(
    _ table: DataTable, into buffer: inout Buffer, frame: Rect, rows: Range<Int>? = nil,
    selected: Int? = nil, leaving: Set<String> = [], yielding: [String: Int] = [:]
  ) {
    let kept = table.columns.indices.filter { !leaving.contains(table.columns[$0].key) }
    let texts = table.rows.map { row in row.map { glyphs.unicode ? $0.label : $0.label.asASCII } }
    let columns = kept.map { place in
      let column = table.columns[place]
      let title = glyphs.unicode ? column.heading : column.heading.asASCII
      let width = ([title] + texts.map { $0[place] }).map { $0.columns(unicode: glyphs.unicode) }
        .max()
      let isName = place == 0
      return Table.Column(
        title: title, width: isName ? min(16, width ?? 4) : width ?? 4,
        alignment: column.isWords ? .left : .right, priority: yielding[column.key] ?? 0,
        isFlexible: isName)
    }
    // Numbers stand beside the names that they are of.
    let natural = columns.reduce(3) { $0 + $1.width + 1 } - (columns.first?.width ?? 0)
    let names = texts.reduce(12) { max($0, $1[0].columns(unicode: glyphs.unicode)) }
    var frame = frame
    frame.width = min(frame.width, natural + names)
    let shown = rows ?? 0..<min(table.rows.count, max(0, frame.height - 1))
    Table(columns: columns, symbols: symbols).draw(
      into: &buffer, frame: frame, rows: shown, selected: selected
    ) { row, column in
      let value = table.rows[row][kept[column]]
      let isDim = value == .missing
      return Table.CellText(
        isDim ? symbols.dash : texts[row][kept[column]], isDim ? .dim : .text)
    }
  }
}

extension String {
  /// The text with what headings have beyond ASCII written out.
  fileprivate var asASCII: String {
    replacing("±", with: "+-").replacing("≈", with: "~").replacing("∞", with: "inf")
  }
}
