import TerminalUI

extension LineChart {
  /// The layer of the bands: each series' interval as a light shade, behind its curve.
  ///
  /// Cells that several bands cover alternate between their colors like the squares of a board;
  /// without color they are darker instead, so that an overlap shows either way. ASCII has no
  /// shades: there each series has a stroke of its own, in every other cell to keep it light.
  func drawBands(into buffer: inout Buffer, _ layout: ChartLayout, _ level: GlyphLevel) {
    for window in layout.windows { drawBands(into: &buffer, layout, window, level) }
  }

  private func drawBands(
    into buffer: inout Buffer, _ layout: ChartLayout, _ window: ChartLayout.Window,
    _ level: GlyphLevel
  ) {
    let bands = series.enumerated().compactMap { Band($1, index: $0, layout, window) }
    guard !bands.isEmpty else { return }
    let step = level.unicode ? 1 : 2
    for row in 0..<window.rows.count {
      for column in stride(from: row % step, to: layout.plot.width, by: step) {
        let owner = Self.owner(of: column, row, turn: column / step + row, among: bands)
        guard let (band, isShared) = owner else { continue }
        let glyph = band.glyph(isDark: isShared && !hasColor, level)
        let (x, y) = (layout.plot.x + column, window.rows.lowerBound + row)
        buffer.put(glyph, x: x, y: y, style: Style(band.role))
      }
    }
  }

  /// The band that a cell is drawn for: those that cover it take turns.
  private static func owner(
    of column: Int, _ row: Int, turn: Int, among bands: [Band]
  ) -> (Band, isShared: Bool)? {
    var count = 0
    for index in bands.indices where bands[index].covers(column: column, row: row) { count += 1 }
    guard count > 0 else { return nil }
    var turn = turn % count
    for index in bands.indices where bands[index].covers(column: column, row: row) {
      if turn == 0 { return (bands[index], count > 1) }
      turn -= 1
    }
    return nil
  }
}
