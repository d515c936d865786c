import TerminalUI

/// Where the rows of a list go, and which of them are shown.
struct ListRows {
  let shown: Range<Int>
  /// The lines of the screen that one row takes.
  let height: Int
  let frame: Rect

  /// - Parameters:
  ///   - frame: The room for rows alone.
  ///   - reserved: Lines at the bottom that are kept free.
  init(
    _ frame: Rect, count: Int, first: Int, cursor: Int?, height: Int = 1, reserved: Int = 0
  ) {
    self.frame = frame
    self.height = max(1, height)
    let least = reserved > 0 ? 0 : 1
    let room = frame.isEmpty ? 0 : max(least, (frame.height - reserved) / self.height)
    shown = .shown(of: count, first: first, room: room, cursor: cursor)
  }

  /// The first line of a row that is shown.
  func y(of row: Int) -> Int { frame.y + (row - shown.lowerBound) * height }

  /// The row at a line of the screen.
  func row(at y: Int) -> Int? {
    guard (frame.y..<frame.maxY).contains(y) else { return nil }
    let row = shown.lowerBound + (y - frame.y) / height
    return shown.contains(row) ? row : nil
  }
}

/// The labels at the left of rows, with a sign at the one that the keys act on.
struct RowLabels {
  let frame: Rect
  private let gutter: Int
  private let cursor: Int?
  private let symbols: Symbols

  /// Cuts the labels off the left of a frame: at most `share` of it, none of a narrow one.
  init(
    _ labels: [String], cursor: Int?, of frame: inout Rect, share: Double = 0.4,
    _ level: GlyphLevel, unicode: Bool
  ) {
    gutter = cursor == nil ? 0 : 2
    let widest = labels.lazy.map { $0.columns(unicode: unicode) }.max() ?? 0
    let most = Int(Double(frame.width) * share)
    let width = min(widest + gutter, max(most, gutter))
    self.frame = frame.takeLeft(frame.width < 8 ? 0 : width)
    if !self.frame.isEmpty { _ = frame.takeLeft(1) }
    self.cursor = cursor
    symbols = Symbols(level)
  }

  func draw(_ label: String, row: Int, y: Int, into buffer: inout Buffer, isRight: Bool = false) {
    let isChosen = row == cursor
    let style = Style(isChosen ? .selection : .text, bold: isChosen)
    if isChosen {
      buffer.write(symbols.selected, x: frame.x, y: y, style: style, inside: frame)
    }
    let room = frame.width - gutter
    let width = min(room, label.columns(unicode: buffer.unicode))
    let x = isRight ? frame.maxX - width : frame.x + gutter
    buffer.write(label, x: x, y: y, style: style, inside: frame)
  }
}
