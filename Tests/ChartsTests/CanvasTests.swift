import Charts
import TerminalUI
import Testing

@Suite struct CanvasTests {
  @Test(arguments: [(GlyphLevel.braille, "⣇"), (.block, "▙"), (.ascii, ":")])
  func dotsBecomeGlyphs(_ level: GlyphLevel, _ glyph: String) {
    var canvas = Canvas(size: Size(columns: 1, rows: 1), level: level)
    for y in 0..<canvas.dots.rows { canvas.set(x: 0, y: y, role: .series0) }
    canvas.set(x: canvas.dots.columns - 1, y: canvas.dots.rows - 1, role: .series0)
    #expect(drawn(canvas).text == glyph)
  }

  @Test func aLaterRoleHidesAnEarlierOneInItsCell() {
    var canvas = Canvas(size: Size(columns: 2, rows: 1), level: .braille)
    for x in 0..<4 { canvas.set(x: x, y: 0, role: .series0) }
    canvas.set(x: 0, y: 3, role: .series1)
    let buffer = drawn(canvas)
    #expect(buffer.text == "⡀⠉")
    #expect(buffer[0, 0]?.style.role == .series1 && buffer[1, 0]?.style.role == .series0)
  }

  @Test func linesAreCutAtTheEdges() {
    var canvas = Canvas(size: Size(columns: 4, rows: 2), level: .ascii)
    var dash = Dash.solid
    canvas.line(
      from: Place(x: -1e9, y: -0.5e9), to: Place(x: 1e9, y: 0.5e9), role: .series0, dash: &dash)
    canvas.line(from: Place(x: 0, y: 5), to: Place(x: 4, y: 5), role: .series0, dash: &dash)
    canvas.line(from: Place(x: 0, y: .nan), to: Place(x: 4, y: 1), role: .series0, dash: &dash)
    #expect(drawn(canvas).text == "'.\n  '.")
  }

  @Test func dotsOffTheGridAreIgnored() {
    var canvas = Canvas(size: Size(columns: 2, rows: 2), level: .block)
    for (x, y) in [(-1, 0), (0, -1), (4, 0), (0, 4), (.max, .max)] {
      canvas.set(x: x, y: y, role: .series0)
    }
    #expect(drawn(canvas).text == "\n")
  }

  private func drawn(_ canvas: Canvas) -> Buffer {
    var buffer = Buffer(size: canvas.size)
    canvas.draw(into: &buffer, x: 0, y: 0)
    return buffer
  }
}
