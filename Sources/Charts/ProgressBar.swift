import TerminalUI

/// How far something is, as a bar of a given width.
package struct ProgressBar: Equatable, Sendable {
  package let share: Double
  package let role: Role

  /// Creates a bar; a share outside 0 and 1 counts as these, one that is not a number as 0.
  package init(share: Double, role: Role = .notice) {
    self.share = share.isNaN ? 0 : min(max(share, 0), 1)
    self.role = role
  }

  /// Draws the bar on one row.
  ///
  /// Only what is complete fills the bar: one that stops short of 1 stops short of its end.
  package func draw(into buffer: inout Buffer, x: Int, y: Int, width: Int, level: GlyphLevel) {
    guard width > 0 else { return }
    let level = buffer.unicode ? level : .ascii
    let eighths = Int((share * Double(width * 8)).rounded(.down))
    for column in 0..<width {
      let filled = min(8, max(0, eighths - 8 * column))
      let tip = BarFill.solid.tip(eighths: filled, upright: false, level)
      let track = Glyph(level.unicode ? "·" : ".")
      buffer.put(tip ?? track, x: x + column, y: y, style: Style(tip == nil ? .grid : role))
    }
  }
}
