/// How fine the glyphs of charts and frames may be.
///
/// Braille needs UTF-8 and a font that has it; blocks need UTF-8; ASCII works everywhere.
package enum GlyphLevel: String, CaseIterable, Sendable {
  case ascii, block, braille

  /// Whether characters beyond ASCII may be drawn at all.
  package var unicode: Bool { self != .ascii }

  /// The next level, around.
  package var next: GlyphLevel {
    switch self {
    case .braille: .block
    case .block: .ascii
    case .ascii: .braille
    }
  }
}

/// The signs that drawings use beside text, for a glyph level.
package struct Symbols: Sendable {
  package let horizontal: Glyph
  package let vertical: Glyph
  package let selected: String
  package let marked: String
  package let up: String
  package let down: String
  package let right: String
  package let separator: String
  package let dash: String

  package init(_ level: GlyphLevel) {
    let unicode = level.unicode
    horizontal = Glyph(unicode ? "─" : "-")
    vertical = Glyph(unicode ? "│" : "|")
    selected = unicode ? "▌" : ">"
    marked = unicode ? "●" : "*"
    up = unicode ? "▲" : "^"
    down = unicode ? "▼" : "v"
    right = unicode ? "▶" : ">"
    separator = unicode ? "·" : "-"
    dash = unicode ? "–" : "-"
  }
}
