import TerminalUI

/// The glyphs that show the dots of one cell.
///
/// Unicode numbers the dots of a Braille cell by column, with the bottom row added later, which
/// is why the bits do not run in reading order:
///
///     Braille     blocks    ASCII
///     0x01 0x08   1 2       1
///     0x02 0x10   4 8       2
///     0x04 0x20
///     0x40 0x80
enum DotGlyphs {
  static func dotsPerCell(_ level: GlyphLevel) -> Size {
    switch level {
    case .braille: Size(columns: 2, rows: 4)
    case .block: Size(columns: 2, rows: 2)
    case .ascii: Size(columns: 1, rows: 2)
    }
  }

  /// The bit of a dot; `x` and `y` count from the upper left dot of the cell.
  static func bit(x: Int, y: Int, _ level: GlyphLevel) -> UInt8 {
    switch level {
    case .braille where y == 3: 0x40 << x
    case .braille: 1 << (y + 3 * x)
    case .block: 1 << (2 * y + x)
    case .ascii: 1 << y
    }
  }

  static func glyph(_ mask: UInt8, _ level: GlyphLevel) -> Glyph {
    switch level {
    case .braille:
      var glyph = Glyph("⠀")
      glyph.base |= UInt32(mask)
      return glyph
    case .block: return quadrants[Int(mask & 15)]
    case .ascii: return halves[Int(mask & 3)]
    }
  }

  private static let quadrants = " ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█".unicodeScalars.map(Glyph.init)
  private static let halves = " '.:".unicodeScalars.map(Glyph.init)
}
