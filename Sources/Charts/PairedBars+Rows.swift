import TerminalUI

extension PairedBars {
  /// Draws a row for each category, or one for each bar where there is height for it.
  ///
  ///     (0,0.1] │▒▒▒▒▌ 45  9.0%      ███▌ 27  5.4%
  func draw(_ rows: ListRows, into buffer: inout Buffer, _ level: GlyphLevel) {
    let (columns, frame) = (columns, rows.frame)
    let isStacked = rows.height > 1
    var rest = frame
    let labels = rest.takeLeft(labelWidth(in: frame))
    for index in rows.shown {
      let y = rows.y(of: index)
      drawLabel(index, into: &buffer, labels, y: y, rows: rows.height, level)
      for (position, column) in columns.enumerated() {
        let part = isStacked ? 0 : position
        let width = isStacked ? rest.width : rest.width / columns.count
        let row = Rect(
          x: rest.x + part * width, y: y + (isStacked ? position : 0),
          width: isStacked || part == columns.count - 1 ? width : width - 1, height: 1)
        draw(column, index, into: &buffer, row, level)
      }
    }
    guard rows.shown.count < categories.count, frame.height > 0 else { return }
    let left = "+\(categories.count - rows.shown.count) more"
    buffer.write(left, x: frame.x, y: frame.maxY - 1, style: Style(.dim), inside: frame)
  }

  /// The rows of the categories, two each where that shows all of them; where it does not, the
  /// last line says how many there are beside.
  func rows(in frame: Rect) -> ListRows {
    let isStacked = columns.count > 1 && frame.height >= columns.count * categories.count
    let room = isStacked ? columns.count : 1
    let isCut = frame.height / room < categories.count
    return ListRows(
      frame, count: categories.count, first: 0, cursor: cursor, height: room,
      reserved: isCut ? 1 : 0)
  }

  /// The columns of the labels and of the line after them; none in a narrow frame.
  private func labelWidth(in frame: Rect) -> Int {
    let widest = categories.map { $0.columns() }.max() ?? 0
    return frame.width >= widest + 6 ? widest + 2 : 0
  }

  private func drawLabel(
    _ index: Int, into buffer: inout Buffer, _ frame: Rect, y: Int, rows: Int,
    _ level: GlyphLevel
  ) {
    guard frame.width > 2 else { return }
    let isChosen = index == cursor
    let style = Style(isChosen ? .selection : .text, bold: isChosen)
    buffer.writeRight(
      categories[index], maxX: frame.maxX - 2, y: y, style: style, width: frame.width)
    for row in y..<(y + rows) {
      buffer.put(Symbols(level).vertical, x: frame.maxX - 1, y: row, style: Style(.border))
    }
    guard isChosen else { return }
    buffer.write(
      Symbols(level).right, x: frame.maxX - 1, y: y, style: style, inside: frame.row(y))
  }

  /// Draws one lying bar with its count and share behind it, as far as there is room for them.
  private func draw(
    _ column: Column, _ index: Int, into buffer: inout Buffer, _ row: Rect, _ level: GlyphLevel
  ) {
    let (count, measure) = (column.series.count(index), measure(column.series, index))
    let texts = texts(of: column.series, index)
    let text = texts.first { $0.utf8.count + 5 <= row.width } ?? ""
    let cells = row.width - (text.isEmpty ? 0 : text.utf8.count + 1)
    let eighths = BarFill.eighths(measure, of: longest, cells: cells)
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
