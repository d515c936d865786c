import TerminalUI

/// How a bar is filled: the two bars of a pair differ in it as well as in color.
enum BarFill {
  case shaded, solid

  /// The glyph of a full cell.
  func glyph(_ level: GlyphLevel) -> Glyph {
    switch (self, level.unicode) {
    case (.solid, true): Glyph("█")
    case (.shaded, true): Glyph("▒")
    case (.solid, false): Glyph("#")
    case (.shaded, false): Glyph("=")
    }
  }

  /// The glyph of the last cell of a bar that fills `eighths` of it, or `nil` for none.
  ///
  /// ASCII has no parts of a cell: half of one or more counts as full.
  func tip(eighths: Int, upright: Bool, _ level: GlyphLevel) -> Glyph? {
    guard eighths > 0 else { return nil }
    guard level.unicode else { return eighths >= 4 ? glyph(level) : nil }
    guard eighths < 8 else { return glyph(level) }
    return (upright ? Self.upright : Self.lying)[eighths]
  }

  static let upright = " ▁▂▃▄▅▆▇█".unicodeScalars.map(Glyph.init)
  static let lying = " ▏▎▍▌▋▊▉█".unicodeScalars.map(Glyph.init)

  /// The length of a bar in eighths of a cell; anything above nothing is at least one.
  static func eighths(_ value: Double, of largest: Double, cells: Int) -> Int {
    guard value > 0, largest > 0, cells > 0 else { return 0 }
    let length = min(1, value / largest) * Double(cells * 8)
    return max(1, Int(length.rounded()))
  }

  static func eighths(_ count: Int, of largest: Int, cells: Int) -> Int {
    eighths(Double(count), of: Double(largest), cells: cells)
  }
}
