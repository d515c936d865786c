import TerminalUI

/// How a heat map shows a share: as a glyph that differs without color, and a role that does.
///
/// None of the problems solved, some, and all of them are three different things to a reader,
/// so exactly 0 and exactly 1 look like no step between them, and no data like none of these.
package struct HeatScale: Equatable, Sendable {
  package let level: GlyphLevel

  package init(level: GlyphLevel) { self.level = level }

  /// What is drawn for one share.
  package struct HeatCell: Equatable, Sendable {
    package let text: String
    package let role: Role
  }

  /// The cell of a share, `width` columns wide; `nil` and what is not a number are no data.
  ///
  /// Shares outside 0 and 1 count as these.
  package func cell(_ share: Double?, width: Int) -> HeatCell {
    guard let share, !share.isNaN else {
      return HeatCell(text: fill(noData, width), role: .dim)
    }
    let step = Self.step(of: share)
    return HeatCell(text: fill(Self.glyphs(level)[step], width), role: Role.heat[step])
  }

  /// The step of a share: 0 and 6 for exactly none and all, 1 for up to a fifth, and so on.
  static func step(of share: Double) -> Int {
    if share <= 0 { return 0 }
    if share >= 1 { return 6 }
    // A share that is a multiple of a fifth may lie a rounding error above it.
    return min(5, max(1, Int((share * 5 - 1e-9).rounded(.up))))
  }

  /// The parts of a line that explains the glyphs, each with the role it is drawn in.
  package var legend: [HeatCell] {
    let glyphs = Self.glyphs(level)
    let names = ["0", "<=20%", "<=40%", "<=60%", "<=80%", "<100%", "100%"]
    let texts = names.map { level.unicode ? $0.replacingLessOrEqual : $0 }
    return zip(glyphs.indices, texts).map {
      HeatCell(text: "\(glyphs[$0]) \($1)", role: Role.heat[$0])
    } + [HeatCell(text: "\(noData) no data", role: .dim)]
  }

  /// Draws the legend on one line; parts that do not fit are left out.
  package func drawLegend(into buffer: inout Buffer, x: Int, y: Int, width: Int) {
    var column = x
    for part in legend {
      guard column + part.text.columns() <= x + width else { return }
      column = buffer.write(part.text, x: column, y: y, style: Style(part.role)) + 2
    }
  }

  private var noData: Character { level.unicode ? "╌" : "-" }

  private func fill(_ glyph: Character, _ width: Int) -> String {
    String(repeating: glyph, count: max(0, width))
  }

  private static func glyphs(_ level: GlyphLevel) -> [Character] {
    level.unicode ? ["·", "▁", "▂", "▃", "▅", "▆", "█"] : [".", "1", "3", "5", "7", "9", "#"]
  }
}

extension String {
  fileprivate var replacingLessOrEqual: String {
    hasPrefix("<=") ? "≤" + dropFirst(2) : self
  }
}
