import TerminalUI

extension App {
  /// How many lines the help has, and how many of them are shown.
  var helpLayout: (lines: Int, room: Int) {
    let lines = helpLines.count
    return (lines, max(1, min(size.rows - 4, lines)))
  }

  /// Draws the keys over the screen, those of the screen that is open first.
  func drawHelp(into buffer: inout Buffer) {
    let lines = helpLines
    let room = helpLayout.room
    let width = min(size.columns - 4, 74)
    let frame = Rect(
      x: (size.columns - width) / 2, y: max(0, (size.rows - room - 2) / 2), width: width,
      height: room + 2)
    buffer.fill(frame, style: Style(.text))
    drawBox(frame, title: "keys on \(view.place)", into: &buffer)
    let top = max(0, min(help?.top ?? 0, lines.count - room))
    for (row, line) in lines[top...].prefix(room).enumerated() {
      let y = frame.y + 1 + row
      buffer.write(line.keys, x: frame.x + 2, y: y, style: Style(.key, bold: true), width: 12)
      buffer.write(line.text, x: frame.x + 15, y: y, style: Style(.text), width: width - 17)
    }
    let more = lines.count - room - top
    guard lines.count > room else { return }
    let text = more > 0 ? " \(symbols.down) \(more) more with j " : " \(symbols.up) back with k "
    buffer.writeRight(text, maxX: frame.maxX - 2, y: frame.maxY - 1, style: Style(.hint))
  }

  private var helpLines: [(keys: String, text: String)] {
    let own = keymap.bindings.filter { !$0.isEverywhere && $0.holds(in: view) }
    let common = keymap.bindings.filter { $0.isEverywhere }
    return (own + common).map { binding in
      let keys = binding.keys.map { keyLabel($0) }.joined(separator: " ")
      return (keys, binding.help)
    }
  }

  /// The name of a key in the glyphs at hand.
  func keyLabel(_ key: Key) -> String {
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
