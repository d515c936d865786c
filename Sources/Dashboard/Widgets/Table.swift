import TerminalUI

/// A table with a heading, of which some columns give way on narrow screens.
struct Table {
  enum Alignment { case left, right }

  struct Column {
    let title: String
    /// The width in cells; of a flexible column the least one.
    let width: Int
    var alignment = Alignment.left
    /// Columns with the largest number give way first; 0 never does.
    var priority = 0
    var isFlexible = false
    /// The most a flexible column takes: numbers are to stand near the names they are of.
    var most = Int.max
    /// Whether the table is sorted by this column, and which way.
    var sorting: Bool?
  }

  struct CellText {
    var text: String
    var style: Style
    /// Whether it is a picture, which keeps its looks in the row under the cursor.
    var isPicture = false
    /// Whether it gives way at its start, as paths do: their ends tell them apart.
    var isPath = false
    /// What of it stands out, in bytes of UTF-8: it is always on the screen.
    var match: Range<Int>?

    init(_ text: String, _ role: Role = .text, bold: Bool = false) {
      self.text = text
      style = Style(role, bold: bold)
    }
  }

  /// A column that fits, and where it lies.
  struct Place {
    let column: Int
    let x: Int
    let width: Int
  }

  let columns: [Column]
  let symbols: Symbols

  /// The columns that fit, with their places.
  ///
  /// A flexible column takes what is left, and gives of its own width once all that
  /// may give way has.
  func layout(width: Int) -> [Place] {
    var kept = Array(columns.indices)
    while total(kept) > width,
      let last = kept.filter({ columns[$0].priority > 0 })
        .max(by: { columns[$0].priority < columns[$1].priority })
    {
      kept.removeAll { $0 == last }
    }
    var spare = width - total(kept)
    var x = 0
    return kept.map { index in
      var width = columns[index].width
      if columns[index].isFlexible {
        width = min(columns[index].most, max(4, width + spare))
        spare = 0
      }
      defer { x += width + 1 }
      return Place(column: index, x: x, width: width)
    }
  }

  private func total(_ kept: [Int]) -> Int {
    kept.reduce(0) { $0 + columns[$1].width + 1 } - 1
  }

  /// Draws the heading into the first row of the frame and the rows below it.
  ///
  /// - Parameters:
  ///   - rows: The numbers of the rows to show, from the top.
  ///   - selected: The number of the row under the cursor.
  func draw(
    into buffer: inout Buffer, frame: Rect, rows: Range<Int>, selected: Int?,
    cell: (_ row: Int, _ column: Int) -> CellText
  ) {
    guard !frame.isEmpty else { return }
    let places = layout(width: frame.width - 2)
    for place in places { drawHeading(place, into: &buffer, frame: frame) }
    for (line, row) in rows.enumerated() where line + 1 < frame.height {
      let y = frame.y + line + 1
      if row == selected { drawCursor(into: &buffer, frame: frame, y: y) }
      for place in places {
        var text = cell(row, place.column)
        if row == selected, !text.isPicture {
          text.style = Style(.selection, bold: text.style.isBold)
        }
        write(text, place, into: &buffer, x: frame.x + 1 + place.x, y: y)
      }
    }
  }

  private func drawCursor(into buffer: inout Buffer, frame: Rect, y: Int) {
    buffer.fill(Rect(x: frame.x, y: y, width: frame.width, height: 1), style: Style(.selection))
    buffer.write(symbols.selected, x: frame.x, y: y, style: Style(.selection))
    buffer.cursor = Buffer.Cursor(x: frame.x, y: y, isVisible: false)
  }

  private func drawHeading(_ place: Place, into buffer: inout Buffer, frame: Rect) {
    let column = columns[place.column]
    var title = column.title
    if let isAscending = column.sorting { title += isAscending ? symbols.up : symbols.down }
    // Headings may be underlined: spaces before a word are a place, not a part of it.
    let indent = title.prefix { $0 == " " }.count
    let word = Place(column: place.column, x: place.x + indent, width: place.width - indent)
    write(
      CellText(String(title.dropFirst(indent)), .heading, bold: column.sorting != nil), word,
      into: &buffer, x: frame.x + 1 + word.x, y: frame.y)
  }

  private func write(
    _ cell: CellText, _ place: Place, into buffer: inout Buffer, x: Int, y: Int
  ) {
    if cell.isPath, cell.text.columns(unicode: buffer.unicode) > place.width {
      return writeEnd(of: cell, width: place.width, into: &buffer, x: x, y: y)
    }
    if let match = cell.match {
      return writeMatch(match, of: cell, place.width, into: &buffer, x: x, y: y)
    }
    switch columns[place.column].alignment {
    case .left: buffer.write(cell.text, x: x, y: y, style: cell.style, width: place.width)
    case .right:
      buffer.writeRight(
        cell.text, maxX: x + place.width, y: y, style: cell.style, width: place.width)
    }
  }

  /// Writes a text with a match in it; what stands before gives way where the match would not fit.
  private func writeMatch(
    _ match: Range<Int>, of cell: CellText, _ width: Int, into buffer: inout Buffer, x: Int, y: Int
  ) {
    let bytes = Array(cell.text.utf8)
    func text(_ range: Range<Int>) -> String {
      String(decoding: bytes[range.clamped(to: 0..<bytes.count)], as: UTF8.self)
    }
    let (found, isDrawnFlat) = (text(match), cell.style.role == .selection)
    var before = text(0..<match.lowerBound)[...]
    let room = max(width / 3, width - found.columns(unicode: buffer.unicode) - width / 4)
    if before.columns(unicode: buffer.unicode) > room {
      let sign = buffer.unicode ? "…" : ".."
      before = before.suffix(room)
      while before.columns(unicode: buffer.unicode) > room - sign.count {
        before = before.dropFirst()
      }
      before = sign + before
    }
    let end = x + width
    var next = buffer.write(before, x: x, y: y, style: cell.style, width: width)
    let style =
      isDrawnFlat ? Style(.selection, bold: true, underlined: true) : Style(.match)
    next = buffer.write(found, x: next, y: y, style: style, width: max(0, end - next))
    buffer.write(
      text(match.upperBound..<bytes.count), x: next, y: y, style: cell.style,
      width: max(0, end - next))
  }

  private func writeEnd(
    of cell: CellText, width: Int, into buffer: inout Buffer, x: Int, y: Int
  ) {
    let sign = buffer.unicode ? "…" : ".."
    var end = cell.text[...]
    while !end.isEmpty, end.columns(unicode: buffer.unicode) > width - sign.count {
      end = end.dropFirst()
    }
    buffer.write(sign + end, x: x, y: y, style: cell.style, width: width)
  }
}
