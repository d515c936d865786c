import TerminalUI
import TestSupport
import Testing

@Suite struct BufferTests {
  @Test func writesAndCutsWithAnEllipsis() {
    #expect(drawn("hello", x: 1) == " hello")
    #expect(drawn("a long line of text", x: 0) == "a long l…")
    #expect(drawn("a long line of text", x: 0, unicode: false) == "a long ..")
    #expect(drawn("hello", x: 0, width: 3) == "he…")
    #expect(drawn("hello", x: 9) == "")
  }

  @Test func neverCutsAWideGlyphInHalf() {
    #expect(drawn("日本語日本", x: 0) == "日本語日…")
    #expect(drawn("a日本語日本", x: 0) == "a日本語…")
    #expect(drawn("日", x: 8) == "        …")
  }

  @Test func blanksTheOtherHalfOfAWideGlyphThatIsOverwritten() {
    for (x, expected) in [(0, "x 本"), (1, " x本"), (2, "日x"), (3, "日 x")] {
      var buffer = Buffer(size: Size(columns: 4, rows: 1))
      buffer.write("日本", x: 0, y: 0, style: Style(.text))
      buffer.put(Glyph("x"), x: x, y: 0, style: Style(.text))
      #expect(buffer.text == expected)
      expectWhole(buffer)
    }
  }

  @Test func aWideGlyphOverTwoOthersLeavesNoHalf() {
    var buffer = Buffer(size: Size(columns: 4, rows: 1))
    buffer.write("日本", x: 0, y: 0, style: Style(.text))
    buffer.write("語", x: 1, y: 0, style: Style(.text))
    #expect(buffer.text == " 語")
    expectWhole(buffer)
  }

  @Test func whatLiesOutsideIsCut() {
    var random = SplitMix64(seed: 3)
    for _ in 0..<2000 {
      let columns = Int.random(in: 0...12, using: &random)
      let rows = Int.random(in: 0...3, using: &random)
      var buffer = Buffer(size: Size(columns: columns, rows: rows))
      for _ in 0..<4 {
        let x = Int.random(in: -14...14, using: &random)
        let y = Int.random(in: -4...4, using: &random)
        let rect = Rect(x: x, y: y, width: Int.random(in: 0...9, using: &random), height: 3)
        buffer.write(randomText(using: &random), x: x, y: y, style: Style(.text))
        buffer.writeRight("日本語 text", maxX: x, y: y, style: Style(.text))
        buffer.restyle(rect) { $0.isBold = true }
        if Bool.random(using: &random) { buffer.fill(rect, style: Style(.dim)) }
      }
      expectWhole(buffer)
    }
  }

  @Test func writeRightEndsBeforeItsColumn() {
    var buffer = Buffer(size: Size(columns: 9, rows: 1))
    buffer.writeRight("12", maxX: 8, y: 0, style: Style(.text))
    #expect(buffer.text == "      12")
  }

  @Test func onlyRowsThatDifferHaveChanged() {
    let old = Buffer(size: Size(columns: 5, rows: 3))
    var new = old
    #expect(new.changedRows(since: old) == [])
    new.write("x", x: 2, y: 1, style: Style(.text))
    #expect(new.changedRows(since: old) == [1])
    #expect(new.changedRows(since: nil) == [0, 1, 2])
    #expect(new.changedRows(since: Buffer(size: Size(columns: 4, rows: 3))) == [0, 1, 2])
  }

  private func drawn(
    _ text: String, x: Int, width: Int = .max, unicode: Bool = true
  ) -> String {
    var buffer = Buffer(size: Size(columns: 9, rows: 1), unicode: unicode)
    buffer.write(text, x: x, y: 0, style: Style(.text), width: width)
    return buffer.text
  }
}

/// Expects that every right half of a wide glyph follows its left half.
func expectWhole(_ buffer: Buffer, sourceLocation: SourceLocation = #_sourceLocation) {
  for y in 0..<buffer.size.rows {
    for x in 0..<buffer.size.columns {
      guard let cell = buffer[x, y] else { continue }
      let next = buffer[x + 1, y]?.isContinuation == true
      let isWide = Unicode.Scalar(cell.glyph.base).map { String($0).columns() == 2 } ?? false
      if isWide && !cell.isContinuation != next {
        Issue.record(
          "half a glyph at \(x),\(y) in '\(buffer.text)'", sourceLocation: sourceLocation)
      }
    }
  }
}
