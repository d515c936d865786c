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
}
