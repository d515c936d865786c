import TerminalUI
import TestSupport
import Testing

@Suite struct SanitizerTests {
  /// Code points that must never reach a terminal, whatever stands around them.
  static let hostile: [ClosedRange<UInt32>] = [
    0x00...0x1F, 0x7F...0x9F, 0xAD...0xAD, 0x61C...0x61C, 0x180E...0x180E, 0x200B...0x200F,
    0x2028...0x202E, 0x2060...0x206F, 0xFE00...0xFE0F, 0xFEFF...0xFEFF, 0xFFF9...0xFFFB,
    0xE0000...0xE0FFF,
  ]

  static func isHostile(_ value: UInt32) -> Bool { hostile.contains { $0.contains(value) } }

  @Test(arguments: [
    ("plain", "plain"), ("\u{1B}[31mred", "^[[31mred"), ("\u{7F}", "^?"), ("a\u{0}b", "a^@b"),
    ("\u{9B}2J", "<U+009B>2J"), ("a\u{202E}b", "a<U+202E>b"), ("x\u{200B}y", "x<U+200B>y"),
    ("\u{FEFF}", "<U+FEFF>"), ("\u{E0041}", "<U+E0041>"), ("né", "né"), ("日本", "日本"),
    ("a\tb", "a       b"), ("12345678\tb", "12345678        b"), ("\u{301}a", " \u{301}a"),
    ("a\r\nb\rc", "a\nb^Mc"),
  ])
  func makesTextSafe(_ text: String, _ expected: String) {
    #expect(text.sanitized() == expected)
  }

  @Test func asciiDrawingsNameWhatTheyCannotShow() {
    #expect("né 日".sanitized(unicode: false) == "n\\u{e9} \\u{65e5}")
    #expect("\u{1B}\u{9B}".sanitized(unicode: false) == "^[\\u{9b}")
  }

  /// In the columns that all terminals give.
  @Test(arguments: [
    ("👩\u{200D}👧x", "👩👧x", 5), ("👍🏽x", "👍x", 3), ("❤\u{FE0F}x", "❤x", 2),
    ("👩🏽\u{200D}🚀", "👩🚀", 4), ("1\u{FE0F}\u{20E3}x", "1x", 2),
    ("🏳\u{FE0F}\u{200D}🌈", "🏳🌈", 3), ("🇩🇪x", "🇩🇪x", 3),
  ])
  func emojiAreDrawnByTheirParts(_ text: String, _ drawn: String, columns: Int) {
    var glyphs = String.UnicodeScalarView()
    var measure = Sanitizer.Measure(unicode: true)
    for scalar in text.unicodeScalars { _ = measure.add(scalar) }
    Sanitizer.glyphs(of: text, unicode: true) { glyph, _ in
      glyphs += [glyph.base, glyph.firstMark].filter { $0 != 0 }.compactMap(Unicode.Scalar.init)
      return true
    }
    #expect(String(glyphs) == drawn)
    #expect(text.columns() == columns && measure.column == columns)
    #expect(text.sanitized() == drawn)
  }

  @Test(arguments: [
    ("a\u{200D}b", "a<U+200D>b"), ("1\u{200D}", "1<U+200D>"), ("👩\u{200D}\u{200D}", "👩<U+200D>"),
    ("❤\u{FE0F}\u{FE0F}", "❤<U+FE0F>"), ("家🏽", "家🏽"), ("\u{FE0F}", "<U+FE0F>"),
    ("👩\u{200D}\u{202E}", "👩<U+202E>"),
  ])
  func whatBelongsToNoEmojiIsSeen(_ text: String, _ drawn: String) {
    var buffer = Buffer(size: Size(columns: 24, rows: 1), unicode: true)
    buffer.write(text, x: 0, y: 0, style: Style(.text))
    #expect(buffer.text == drawn)
  }

  @Test func noHostileCodePointIsEverDrawn() {
    for value in Self.hostile.joined() where value != 0x09 {
      guard let scalar = Unicode.Scalar(value) else { continue }
      for text in ["\(scalar)", "a\(scalar)b", "日\(scalar)\u{301}", "\(scalar)\(scalar)"] {
        expectSafe(text)
        #expect(text.columns() >= 2, "U+\(String(value, radix: 16)) is not seen")
      }
    }
  }

  @Test func everyCodePointTakesTheColumnsThatItsGlyphsTake() {
    for value in UInt32(0)...0x1FFFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      var text = String.UnicodeScalarView()
      text.append(scalar)
      var width = 0
      Sanitizer.glyphs(of: String(text), unicode: true) { glyph, columns in
        width += columns
        if Self.isHostile(glyph.base) || !(1...2).contains(columns) {
          Issue.record("U+\(String(value, radix: 16)) is drawn in \(columns) columns")
        }
        return true
      }
      if width != String(text).columns() { Issue.record("U+\(String(value, radix: 16)): \(width)") }
    }
  }

  @Test func everyInvalidFormOfUTF8BecomesTheReplacementCharacter() {
    let forms: [[UInt8]] = [
      [0x80], [0xBF], [0xC0, 0x80], [0xC1, 0xBF], [0xC2], [0xE0, 0x80, 0x80], [0xE0, 0xA0],
      [0xED, 0xA0, 0x80], [0xED, 0xBF, 0xBF], [0xF0, 0x80, 0x80, 0x80], [0xF0, 0x9F, 0x98],
      [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xFE], [0xFF],
    ]
    for bytes in forms {
      let drawn = String(decoding: [0x61] + bytes + [0x62], as: UTF8.self).sanitized()
      #expect(drawn.first == "a" && drawn.last == "b" && drawn.contains("\u{FFFD}"), "\(bytes)")
    }
  }

  @Test func noRandomTextPutsAnythingUnsafeIntoABuffer() {
    var random = SplitMix64(seed: 7)
    for _ in 0..<3000 { expectSafe(randomText(using: &random)) }
  }

  private func expectSafe(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) {
    for unicode in [true, false] {
      var buffer = Buffer(size: Size(columns: 24, rows: 1), unicode: unicode)
      buffer.write(text, x: 0, y: 0, style: Style(.text))
      for cell in buffer.cells {
        for value in [cell.glyph.base, cell.glyph.firstMark, cell.glyph.secondMark]
        where value != 0 {
          if Self.isHostile(value) || (!unicode && value > 0x7E) {
            Issue.record("U+\(String(value, radix: 16)) is drawn", sourceLocation: sourceLocation)
          }
        }
      }
    }
  }
}

/// A text of plain, wide, combining and hostile code points.
func randomText(using random: inout SplitMix64) -> String {
  let pools: [ClosedRange<UInt32>] = [
    0x20...0x7E, 0x00...0x1F, 0x7F...0x9F, 0x300...0x36F, 0x4E00...0x4E40, 0x1F600...0x1F640,
    0x200B...0x206F, 0xFE00...0xFE0F, 0x1100...0x11FF, 0x0...0xD7FF, 0xE000...0x10FFFF,
  ]
  var text = String.UnicodeScalarView()
  for _ in 0..<Int.random(in: 0...24, using: &random) {
    let pool = pools[Int.random(in: 0..<pools.count, using: &random)]
    if let scalar = Unicode.Scalar(UInt32.random(in: pool, using: &random)) { text.append(scalar) }
  }
  return String(text)
}
