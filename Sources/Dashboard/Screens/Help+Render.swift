import TerminalUI

extension App {
  /// Draws the keys over the screen, those of the screen that is open first.
  func drawHelp(into buffer: inout Buffer) {
    let lines = helpLines
    let width = min(size.columns - 4, 74)
    let height = min(size.rows - 2, lines.count + 2)
    let frame = Rect(
      x: (size.columns - width) / 2, y: max(0, (size.rows - height) / 2), width: width,
      height: height)
    buffer.fill(frame, style: Style(.text))
    drawBox(frame, title: "keys on \(screen.title)", into: &buffer)
    let room = height - 2
    let top = max(0, min(help?.top ?? 0, lines.count - room))
    for (row, line) in lines[top...].prefix(room).enumerated() {
      let y = frame.y + 1 + row
      buffer.write(line.keys, x: frame.x + 2, y: y, style: Style(.key, bold: true), width: 18)
      buffer.write(line.text, x: frame.x + 21, y: y, style: Style(.text), width: width - 23)
    }
    guard lines.count > room else { return }
    buffer.writeRight(
      " \(symbols.down) more with j ", maxX: frame.maxX - 2, y: frame.maxY - 1, style: Style(.hint))
  }

  private var helpLines: [(keys: String, text: String)] {
    let own = keymap.bindings.filter { !$0.screens.isEmpty && $0.holds(on: screen) }
    let common = keymap.bindings.filter { $0.screens.isEmpty }
    return (own + common).map { binding in
      let keys = binding.keys.map { asciiLabel($0) }.joined(separator: " ")
      return (keys, binding.help)
    }
  }

  private func asciiLabel(_ key: Key) -> String {
    guard !glyphs.unicode else { return key.label }
    return switch key {
    case .up: "Up"
    case .down: "Down"
    case .left: "Left"
    case .right: "Right"
    default: key.label
    }
  }

  private func drawBox(_ frame: Rect, title: String, into buffer: inout Buffer) {
    let style = Style(.border)
    let corners: [Glyph] =
      glyphs.unicode
      ? [Glyph("┌"), Glyph("┐"), Glyph("└"), Glyph("┘")]
      : Array(repeating: Glyph("+"), count: 4)
    for x in frame.x..<frame.maxX {
      buffer.put(symbols.horizontal, x: x, y: frame.y, style: style)
      buffer.put(symbols.horizontal, x: x, y: frame.maxY - 1, style: style)
    }
    for y in frame.y..<frame.maxY {
      buffer.put(symbols.vertical, x: frame.x, y: y, style: style)
      buffer.put(symbols.vertical, x: frame.maxX - 1, y: y, style: style)
    }
    buffer.put(corners[0], x: frame.x, y: frame.y, style: style)
    buffer.put(corners[1], x: frame.maxX - 1, y: frame.y, style: style)
    buffer.put(corners[2], x: frame.x, y: frame.maxY - 1, style: style)
    buffer.put(corners[3], x: frame.maxX - 1, y: frame.maxY - 1, style: style)
    buffer.write(" \(title) ", x: frame.x + 2, y: frame.y, style: Style(.title, bold: true))
  }
}
