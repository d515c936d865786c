import TerminalUI

extension PairedBars {
  /// Draws a row for each category, or one for each bar where there is height for it.
  ///
  ///     (0,0.1] │▒▒▒▒▌ 45  9.0%      ███▌ 27  5.4%
  func drawRows(into buffer: inout Buffer, _ frame: Rect, _ level: GlyphLevel) {
    let columns = columns
    let isStacked = columns.count > 1 && frame.height >= columns.count * categories.count
    let rowsEach = isStacked ? columns.count : 1
    let shown = shownCategories(frame.height / rowsEach)
    var rest = frame
    let labels = rest.takeLeft(labelWidth(in: frame))
    for index in 0..<shown {
      let y = frame.y + index * rowsEach
      drawLabel(categories[index], into: &buffer, labels, y: y, rows: rowsEach, level)
      for (position, column) in columns.enumerated() {
        let part = isStacked ? 0 : position
        let width = isStacked ? rest.width : rest.width / columns.count
        let row = Rect(
          x: rest.x + part * width, y: y + (isStacked ? position : 0),
          width: isStacked || part == columns.count - 1 ? width : width - 1, height: 1)
        draw(column, index, into: &buffer, row, level)
      }
    }
    guard shown < categories.count, frame.height > 0 else { return }
    let left = "+\(categories.count - shown) more"
    buffer.write(left, x: frame.x, y: frame.maxY - 1, style: Style(.dim), inside: frame)
  }

  /// How many categories are drawn: the last row says how many are not, if there is more than one.
  private func shownCategories(_ room: Int) -> Int {
    room >= categories.count ? categories.count : max(0, room - 1)
  }

  /// The columns of the labels and of the line after them; none in a narrow frame.
  private func labelWidth(in frame: Rect) -> Int {
    let widest = categories.map { $0.columns() }.max() ?? 0
    return frame.width >= widest + 6 ? widest + 2 : 0
  }

  private func drawLabel(
    _ label: String, into buffer: inout Buffer, _ frame: Rect, y: Int, rows: Int,
    _ level: GlyphLevel
  ) {
    guard frame.width > 2 else { return }
    buffer.writeRight(label, maxX: frame.maxX - 2, y: y, style: Style(.text), width: frame.width)
    for row in y..<(y + rows) {
      buffer.put(Symbols(level).vertical, x: frame.maxX - 1, y: row, style: Style(.border))
    }
  }

  /// Draws one lying bar with its count and share behind it, as far as there is room for them.
  private func draw(
    _ column: Column, _ index: Int, into buffer: inout Buffer, _ row: Rect, _ level: GlyphLevel
  ) {
    let count = column.series.count(index)
    let texts = texts(of: column.series, index)
    let text = texts.first { $0.utf8.count + 5 <= row.width } ?? ""
    let cells = row.width - (text.isEmpty ? 0 : text.utf8.count + 1)
    let eighths = BarFill.eighths(count, of: largest, cells: cells)
    let style = Style(column.series.role)
    for x in 0..<(eighths / 8) {
      buffer.put(column.fill.glyph(level), x: row.x + x, y: row.y, style: style)
    }
    var length = eighths / 8
    if let tip = column.fill.tip(eighths: eighths % 8, upright: false, level) {
      buffer.put(tip, x: row.x + length, y: row.y, style: style)
      length += 1
    }
    let x = row.x + length + (length > 0 ? 1 : 0)
    buffer.write(text, x: x, y: row.y, style: Style(count > 0 ? .text : .dim), inside: row)
  }

  /// The count with its share, and the count alone, padded so that they line up.
  private func texts(of series: Series, _ index: Int) -> [String] {
    let count = String(series.count(index))
    guard let percent = NumberText.percent(series.count(index), of: series.total) else {
      return [count]
    }
    return [count + String(repeating: " ", count: max(1, 7 - percent.utf8.count)) + percent, count]
  }
}
