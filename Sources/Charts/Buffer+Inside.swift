import TerminalUI

extension Buffer {
  /// Writes a line of text of which nothing is drawn outside a rectangle.
  ///
  /// - Returns: The column after it. A text that begins outside is left out.
  @discardableResult
  mutating func write(
    _ text: some StringProtocol, x: Int, y: Int, style: Style, inside frame: Rect
  ) -> Int {
    guard frame.contains(x: x, y: y) else { return x }
    return write(text, x: x, y: y, style: style, width: frame.maxX - x)
  }

  /// Writes a line of text that ends before the column `maxX`, cut to lie inside a rectangle.
  mutating func writeRight(
    _ text: some StringProtocol, maxX: Int, y: Int, style: Style, inside frame: Rect
  ) {
    let end = min(maxX, frame.maxX)
    guard (frame.y..<frame.maxY).contains(y), end > frame.x else { return }
    writeRight(text, maxX: end, y: y, style: style, width: end - frame.x)
  }

  /// Puts one glyph at a place of a rectangle; nothing happens outside.
  mutating func put(_ glyph: Glyph, x: Int, y: Int, style: Style, inside frame: Rect) {
    if frame.contains(x: x, y: y) { put(glyph, x: x, y: y, style: style) }
  }
}
