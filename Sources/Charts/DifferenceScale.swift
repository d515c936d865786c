import TerminalUI

/// How a heat map shows a difference: up and down differ in glyph as well as in role.
///
/// Up is the candidate's role and down the baseline's: the color names the better one.
package struct DifferenceScale: Equatable, Sendable {
  package let level: GlyphLevel
  /// From here on, up or down, a difference counts as large.
  package let limit: Double

  /// - Parameter limit: Above 0.
  package init(level: GlyphLevel, limit: Double) {
    self.level = level
    self.limit = limit
  }

  /// The cell of a difference, `width` columns wide; `nil` and what is not a number are no data.
  package func cell(_ difference: Double?, width: Int) -> HeatScale.HeatCell {
    guard let difference, !difference.isNaN else {
      return HeatScale(level: level).cell(nil, width: width)
    }
    let step = step(of: difference)
    return HeatScale.HeatCell(
      text: String(repeating: glyph(step), count: max(0, width)), role: Self.role(step))
  }

  /// The parts of a line that explains the glyphs.
  package func legend(_ label: (Double) -> String) -> [HeatScale.HeatCell] {
    let edge = label(limit)
    let less = level.unicode ? "≤" : "<="
    let texts = [
      "\(less)-\(edge.trimmingPlus)", "down", "0", "up", (level.unicode ? "≥" : ">=") + edge,
    ]
    return zip(-2...2, texts).map {
      HeatScale.HeatCell(text: "\(glyph($0)) \($1)", role: Self.role($0))
    } + HeatScale(level: level).legend.suffix(1)
  }

  /// -2 and 2 for large differences, -1 and 1 for others, 0 for exactly none.
  private func step(of difference: Double) -> Int {
    if difference == 0 { return 0 }
    let size = abs(difference) >= limit - 1e-12 ? 2 : 1
    return difference < 0 ? -size : size
  }

  private func glyph(_ step: Int) -> Character {
    let glyphs: [Character] =
      level.unicode ? ["▼", "▾", "·", "▴", "▲"] : ["V", "v", ".", "+", "#"]
    return glyphs[step + 2]
  }

  private static func role(_ step: Int) -> Role {
    step == 0 ? .dim : step < 0 ? .baseline : .candidate
  }
}

extension String {
  fileprivate var trimmingPlus: String { hasPrefix("+") ? String(dropFirst()) : self }
}
