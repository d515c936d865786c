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
    var covered: [Range<Int>] = Array(repeating: 0..<0, count: bands.count)
    for column in 0..<layout.plot.width {
      for index in bands.indices {
        covered[index] = bands[index].rows(at: column, of: window.rows.count)
      }
      for (index, rows) in covered.enumerated() {
        for row in rows where step == 1 || (column - row).isMultiple(of: step) {
          let turn = column / step + row
          guard let isShared = Self.isTurn(of: index, turn, row, covered) else { continue }
          buffer.put(
            bands[index].glyph(isDark: isShared && !hasColor, level), x: layout.plot.x + column,
            y: window.rows.lowerBound + row, style: Style(bands[index].role))
        }
      }
    }
  }

  /// Whether a cell is drawn for a band, and if so, whether others cover it too: those that do
  /// take turns.
  private static func isTurn(
    of index: Int, _ turn: Int, _ row: Int, _ covered: [Range<Int>]
  ) -> Bool? {
    var (count, position) = (0, 0)
    for other in covered.indices where covered[other].contains(row) {
      if other == index { position = count }
      count += 1
    }
    return turn % count == position ? count > 1 : nil
  }
}
