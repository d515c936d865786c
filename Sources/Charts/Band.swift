import TerminalUI

/// The interval of one series, as it lies on the cells of a window of a plot.
///
/// An upper end below the lower one says that a column has no interval.
struct Band {
  let role: Role
  private let index: Int
  /// The upper and lower ends at each column, in rows from the upper edge of the window.
  private var upper: [Float]
  private var lower: [Float]

  /// The band of a series, or `nil` if none of its points has an interval.
  init?(_ series: LineChart.Series, index: Int, _ layout: ChartLayout, _ window: ChartLayout.Window)
  {
    guard !series.isReference, series.points.contains(where: { $0.low != nil && $0.high != nil })
    else { return nil }
    role = series.role
    self.index = index
    upper = Array(repeating: .infinity, count: layout.plot.width)
    lower = Array(repeating: -.infinity, count: layout.plot.width)
    var last: Edge?
    for point in series.points {
      let edge = Edge(point, layout, window)
      if let edge { fill(from: last ?? edge, to: edge) }
      last = edge
    }
  }

  /// The interval of one point: its column and its ends in rows.
  private struct Edge {
    let column: Double
    let upper: Double
    let lower: Double

    init?(_ point: LineChart.Point, _ layout: ChartLayout, _ window: ChartLayout.Window) {
      guard let low = point.low, let high = point.high, point.y.isFinite,
        let column = layout.columnOffset(of: point.x),
        let lower = window.rowOffset(of: low), let upper = window.rowOffset(of: high)
      else { return nil }
      self.column = column
      self.upper = min(upper, lower)
      self.lower = max(upper, lower)
    }
  }

  /// Fills the columns from one point to the next; a point alone fills the column it is in.
  private mutating func fill(from start: Edge, to end: Edge) {
    let first = max(0, min(start.column, end.column).rounded(.down))
    let last = min(Double(upper.count) - 1, max(start.column, end.column).rounded(.down))
    guard first <= last else { return }
    let width = end.column - start.column
    for column in Int(first)...Int(last) {
      let part = width == 0 ? 0 : min(max((Double(column) + 0.5 - start.column) / width, 0), 1)
      upper[column] = Float(start.upper + (end.upper - start.upper) * part)
      lower[column] = Float(start.lower + (end.lower - start.lower) * part)
    }
  }

  /// The rows of which the band takes up a good part, 0.4 or more, out of `count`.
  func rows(at column: Int, of count: Int) -> Range<Int> {
    let (top, bottom) = (max(0, upper[column]), min(Float(count), lower[column]))
    // A thin band within one cell takes up no more of it than its own height.
    guard bottom - top >= 0.4 else { return 0..<0 }
    let first = Int(top) + (Float(Int(top) + 1) - top < 0.4 ? 1 : 0)
    let last = Int(bottom.rounded(.up)) - (bottom - bottom.rounded(.up) + 1 < 0.4 ? 1 : 0)
    return first..<max(first, last)
  }

  /// What fills its cells.
  func glyph(isDark: Bool, _ level: GlyphLevel) -> Glyph {
    guard !level.unicode else { return Glyph(isDark ? "▒" : "░") }
    return Self.strokes[index % Self.strokes.count]
  }

  private static let strokes = "/\\~,".unicodeScalars.map(Glyph.init)
}
