import TerminalUI

/// A grid of dots finer than cells, for lines.
///
/// How fine depends on the level: Braille has 2×4 dots in a cell, quadrant blocks 2×2, ASCII
/// 1×2 (`.`, `'` and `:`). A cell has one color, so it has one role: a later role wipes out the
/// dots of an earlier one there, where merging would color one curve like another.
package struct Canvas: Equatable, Sendable {
  /// The extent in cells.
  package let size: Size
  package let level: GlyphLevel
  /// The dots in one cell.
  package let dotsPerCell: Size
  private var masks: [UInt8]
  private var roles: [Role]

  package init(size: Size, level: GlyphLevel) {
    self.size = Size(columns: max(0, size.columns), rows: max(0, size.rows))
    self.level = level
    dotsPerCell = DotGlyphs.dotsPerCell(level)
    masks = Array(repeating: 0, count: self.size.columns * self.size.rows)
    roles = Array(repeating: .text, count: masks.count)
  }

  /// The extent in dots.
  package var dots: Size {
    Size(columns: size.columns * dotsPerCell.columns, rows: size.rows * dotsPerCell.rows)
  }

  /// Sets a dot, unless it is off the grid: a line may leave the plot.
  package mutating func set(x: Int, y: Int, role: Role) {
    guard x >= 0, y >= 0 else { return }
    let (column, row) = (x / dotsPerCell.columns, y / dotsPerCell.rows)
    guard column < size.columns, row < size.rows else { return }
    let index = row * size.columns + column
    if roles[index] != role {
      masks[index] = 0
      roles[index] = role
    }
    masks[index] |= DotGlyphs.bit(x: x % dotsPerCell.columns, y: y % dotsPerCell.rows, level)
  }

  /// Puts the cells that have dots into a drawing, with the upper left one at `x`, `y`.
  package func draw(into buffer: inout Buffer, x: Int, y: Int) {
    for row in 0..<size.rows {
      for column in 0..<size.columns {
        let index = row * size.columns + column
        guard masks[index] != 0 else { continue }
        let glyph = DotGlyphs.glyph(masks[index], level)
        buffer.put(glyph, x: x + column, y: y + row, style: Style(roles[index]))
      }
    }
  }
}
