/// A screenful of cells being drawn.
///
/// Drawing never fails: what lies outside is cut, a wide glyph that would be
/// cut in half is left out, and text is made safe on the way in.
package struct Buffer: Equatable, Sendable {
  package let size: Size
  /// Whether characters beyond ASCII may be drawn.
  package let unicode: Bool
  package private(set) var cells: [Cell]
  /// Where the terminal's own cursor is put, for screen readers and magnifiers.
  package var cursor: Cursor?

  /// A place for the terminal's cursor.
  package struct Cursor: Equatable, Sendable {
    package var x: Int
    package var y: Int
    /// Whether it is seen: in prompts, not on rows.
    package var isVisible: Bool

    package init(x: Int, y: Int, isVisible: Bool) {
      self.x = x
      self.y = y
      self.isVisible = isVisible
    }
  }

  package init(size: Size, unicode: Bool = true) {
    self.size = Size(columns: max(0, size.columns), rows: max(0, size.rows))
    self.unicode = unicode
    cells = Array(repeating: Cell(), count: self.size.columns * self.size.rows)
  }

  package var bounds: Rect { Rect(size) }

  /// The cell at a place, or `nil` outside.
  package subscript(x: Int, y: Int) -> Cell? {
    bounds.contains(x: x, y: y) ? cells[y * size.columns + x] : nil
  }

  /// Puts one glyph at a place; nothing happens outside.
  package mutating func put(_ glyph: Glyph, x: Int, y: Int, style: Style) {
    guard bounds.contains(x: x, y: y) else { return }
    repairWide(x: x, y: y)
    cells[y * size.columns + x] = Cell(glyph, style)
  }

  /// Writes one line of text; returns the column after it.
  ///
  /// Text longer than `width` is cut and ends in an ellipsis.
  @discardableResult
  package mutating func write(
    _ text: some StringProtocol, x: Int, y: Int, style: Style, width: Int = .max
  ) -> Int {
    let room = min(width, size.columns - x)
    guard room > 0, (0..<size.rows).contains(y) else { return x }
    let length = text.columns(unicode: unicode)
    let cut = length > room
    let limit = cut ? room - (unicode ? 1 : min(2, room)) : room
    var column = x
    Sanitizer.glyphs(of: text, unicode: unicode) { glyph, width in
      guard column - x + width <= limit else { return false }
      put(glyph, width: width, x: column, y: y, style: style)
      column += width
      return true
    }
    guard cut else { return column }
    let ellipsis: [Unicode.Scalar] = unicode ? ["…"] : Array(repeating: ".", count: min(2, room))
    for scalar in ellipsis {
      put(Glyph(scalar), x: column, y: y, style: style)
      column += 1
    }
    return column
  }

  /// Writes one line of text so that it ends before the column `maxX`.
  package mutating func writeRight(
    _ text: some StringProtocol, maxX: Int, y: Int, style: Style, width: Int = .max
  ) {
    let columns = min(text.columns(unicode: unicode), width)
    write(text, x: maxX - columns, y: y, style: style, width: columns)
  }

  /// Fills a rectangle with one glyph.
  package mutating func fill(_ rect: Rect, _ glyph: Glyph = .space, style: Style) {
    let inside = rect.intersection(bounds)
    for y in inside.y..<inside.maxY {
      for x in inside.x..<inside.maxX { put(glyph, x: x, y: y, style: style) }
    }
  }

  /// Changes the style of cells and keeps their glyphs.
  package mutating func restyle(_ rect: Rect, _ change: (inout Style) -> Void) {
    let inside = rect.intersection(bounds)
    for y in inside.y..<inside.maxY {
      for x in inside.x..<inside.maxX { change(&cells[y * size.columns + x].style) }
    }
  }

  /// Puts a glyph that takes one column or two.
  package mutating func put(_ glyph: Glyph, width: Int, x: Int, y: Int, style: Style) {
    guard width == 2 else { return put(glyph, x: x, y: y, style: style) }
    let isWhole = bounds.contains(x: x, y: y) && bounds.contains(x: x + 1, y: y)
    put(isWhole ? glyph : .space, x: x, y: y, style: style)
    guard isWhole else { return put(.space, x: x + 1, y: y, style: style) }
    repairWide(x: x + 1, y: y)
    cells[y * size.columns + x + 1] = Cell(.space, style)
    cells[y * size.columns + x + 1].isContinuation = true
  }

  /// Blanks the other half of a wide glyph that is about to be overwritten.
  private mutating func repairWide(x: Int, y: Int) {
    let index = y * size.columns + x
    if cells[index].isContinuation, x > 0 { cells[index - 1].glyph = .space }
    if x + 1 < size.columns, cells[index + 1].isContinuation {
      cells[index + 1] = Cell(.space, cells[index + 1].style)
    }
  }
}

extension Buffer {
  /// The rows as text without trailing blanks: what headless mode prints and golden tests compare.
  package var text: String {
    (0..<size.rows).map(rowText).joined(separator: "\n")
  }

  private func rowText(_ y: Int) -> String {
    var row = String.UnicodeScalarView()
    for cell in cells[(y * size.columns)..<((y + 1) * size.columns)] where !cell.isContinuation {
      for value in [cell.glyph.base, cell.glyph.firstMark, cell.glyph.secondMark] where value != 0 {
        if let scalar = Unicode.Scalar(value) { row.append(scalar) }
      }
    }
    while row.last == " " { row.removeLast() }
    return String(row)
  }

  /// The rows that differ from an earlier drawing of the same size; all of them otherwise.
  package func changedRows(since shown: Buffer?) -> [Int] {
    guard let shown, shown.size == size else { return Array(0..<size.rows) }
    return (0..<size.rows).filter { y in
      let range = (y * size.columns)..<((y + 1) * size.columns)
      return cells[range] != shown.cells[range]
    }
  }
}
