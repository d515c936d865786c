import TerminalUI

extension Chart {
  package func svg(into document: inout SVGDocument, frame: SVGRect) {}
}

extension Buffer {
  mutating func list(_ texts: [String], cursor: Int?, _ frame: Rect) {
    for (index, text) in texts.prefix(frame.height).enumerated() {
      let style = Style(index == cursor ? .selection : .text)
      write(text, x: frame.x, y: frame.y + index, style: style, inside: frame)
    }
  }
}

extension BarList {
  package func draw(into buffer: inout Buffer, frame: Rect, level: GlyphLevel) {
    buffer.list(
      rows.map { row in
        row.label + " " + row.values.map { $0.value.map(axis.label) ?? "" }.joined(separator: " ")
      }, cursor: cursor, frame)
  }

  /// The row at a line of the screen, for the mouse; `nil` beside the rows.
  package func row(at y: Int, in frame: Rect) -> Int? {
    rows.indices.contains(y - frame.y) ? y - frame.y : nil
  }

  /// The rows that are shown, for "12-30 of 64".
  package func rowsShown(in frame: Rect) -> Range<Int> { 0..<min(rows.count, frame.height) }
}

extension Dumbbells {
  package func draw(into buffer: inout Buffer, frame: Rect, level: GlyphLevel) {
    buffer.list(rows.map { $0.label + " " + $0.text }, cursor: cursor, frame)
  }

  /// The row at a line of the screen, for the mouse; `nil` beside the rows.
  package func row(at y: Int, in frame: Rect) -> Int? {
    rows.indices.contains(y - frame.y) ? y - frame.y : nil
  }

  /// The rows that are shown, for "12-30 of 64".
  package func rowsShown(in frame: Rect) -> Range<Int> { 0..<min(rows.count, frame.height) }
}

extension SetBars {
  package func draw(into buffer: inout Buffer, frame: Rect, level: GlyphLevel) {
    buffer.list(
      intersections.map { set in
        sets.indices.map { set.members.contains($0) ? String(sets[$0].marker) : "." }.joined()
          + " \(set.count)"
      }, cursor: cursor, frame)
  }

  /// The intersection at a line of the screen, for the mouse; `nil` beside them.
  package func row(at y: Int, in frame: Rect) -> Int? {
    intersections.indices.contains(y - frame.y) ? y - frame.y : nil
  }

  /// The intersections that are shown, for "1-9 of 15".
  package func rowsShown(in frame: Rect) -> Range<Int> {
    0..<min(intersections.count, frame.height)
  }
}

extension HeatMap {
  package func draw(into buffer: inout Buffer, frame: Rect, level: GlyphLevel) {
    let scale = HeatScale(level: buffer.unicode ? level : .ascii)
    let texts = rows.indices.map { row in
      rows[row] + " "
        + columns.indices.map {
          scale.cell(value(GridPlace(row: row, column: $0)), width: 1).text
        }.joined()
    }
    buffer.list(texts, cursor: cursor?.row, frame)
  }

  /// The cell at a place of the screen, for the mouse; `nil` beside the cells.
  package func cell(atX x: Int, y: Int, in frame: Rect) -> GridPlace? { nil }

  /// The rows and columns that are shown.
  package func shown(in frame: Rect) -> (rows: Range<Int>, columns: Range<Int>) {
    (rows.indices, columns.indices)
  }
}

extension CountMatrix {
  package func draw(into buffer: inout Buffer, frame: Rect, level: GlyphLevel) {
    let texts = rows.indices.map { row in
      rows[row] + " "
        + columns.indices.map { String(count(GridPlace(row: row, column: $0))) }
        .joined(separator: " ")
    }
    buffer.list(texts, cursor: cursor?.row, frame)
  }

  /// The cell at a place of the screen, for the mouse; `nil` beside the cells.
  package func cell(atX x: Int, y: Int, in frame: Rect) -> GridPlace? { nil }
}

extension BoxPlot {
  package func draw(into buffer: inout Buffer, frame: Rect, level: GlyphLevel) {
    buffer.list(
      boxes.map { "\($0.label) \(BoxSummary($0.values).map { yAxis.label(of: $0.median) } ?? "")" },
      cursor: cursor, frame)
  }

  /// The box at a column of the screen, for the mouse; `nil` beside the boxes.
  package func box(at x: Int, in frame: Rect) -> Int? { nil }
}

extension PairedBars {
  /// The category at a place of the screen, for the mouse; `nil` beside the bars.
  package func category(atX x: Int, y: Int, in frame: Rect) -> Int? { nil }
}

extension PanelGrid {
  package func draw(into buffer: inout Buffer, frame: Rect, level: GlyphLevel) {
    buffer.list(panels.flatMap { $0.map(\.title) }, cursor: nil, frame)
  }

  /// The panel at a place of the screen, for the mouse; `nil` beside the panels.
  package func panel(atX x: Int, y: Int, in frame: Rect) -> GridPlace? { nil }

  /// The rows and columns of panels that are shown, for "rows 1-2 of 4".
  package func shown(in frame: Rect) -> (rows: Range<Int>, columns: Range<Int>) {
    (panels.indices, 0..<(panels.map(\.count).max() ?? 0))
  }
}
