import TerminalUI

extension LineChart {
  /// The line at the cursor, behind the curves, and its value below the axis.
  func drawCursor(
    into buffer: inout Buffer, _ layout: ChartLayout, _ level: GlyphLevel
  ) {
    guard let cursor, let column = layout.column(of: cursor) else { return }
    let style = Style(.cursor)
    let glyph = Symbols(level).vertical
    for y in layout.plot.y..<layout.plot.maxY {
      buffer.put(glyph, x: column, y: y, style: style)
    }
    guard showsXLabels, let axisRow = layout.axisRow else { return }
    buffer.put(Glyph(level.unicode ? "┴" : "^"), x: column, y: axisRow, style: style)
    drawLabel(of: cursor, at: column, row: axisRow + 1, into: &buffer, layout)
  }

  /// Writes the cursor's value where it is, in place of labels that it touches.
  private func drawLabel(
    of value: Double, at column: Int, row: Int, into buffer: inout Buffer, _ layout: ChartLayout
  ) {
    let label = layout.xAxis.label(of: value)
    let start = ChartLayout.labelStart(label, at: column, in: layout.frame)
    for tick in layout.xTicks {
      guard let other = tick.label else { continue }
      let otherStart = ChartLayout.labelStart(other, at: tick.position, in: layout.frame)
      guard otherStart <= start + label.utf8.count, start <= otherStart + other.utf8.count else {
        continue
      }
      let covered = Rect(x: otherStart, y: row, width: other.utf8.count, height: 1)
      buffer.fill(covered, style: Style(.text))
    }
    buffer.write(
      label, x: start, y: row, style: Style(.cursor, bold: true), inside: layout.frame)
  }
}
