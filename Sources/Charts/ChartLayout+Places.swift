import TerminalUI

extension ChartLayout {
  /// The screen column of a value of x, or `nil` if it is not on the axis.
  package func column(of x: Double) -> Int? {
    guard let fraction = xAxis.fraction(of: x), Self.isInside(fraction), !plot.isEmpty else {
      return nil
    }
    return plot.x + Self.cell(fraction, of: plot.width)
  }

  /// The screen row of a value of y, or `nil` if it is not on the axis or folded away.
  package func row(of y: Double) -> Int? {
    guard !plot.isEmpty else { return nil }
    for window in windows {
      guard let fraction = window.yAxis.fraction(of: y), Self.isInside(fraction) else { continue }
      return window.rows.lowerBound + Self.cell(1 - fraction, of: window.rows.count)
    }
    return nil
  }

  /// The value of x at the middle of a screen column, or `nil` outside the plot.
  package func x(at column: Int) -> Double? {
    guard (plot.x..<plot.maxX).contains(column) else { return nil }
    return xAxis.value(at: Double(column - plot.x) / Double(max(1, plot.width - 1)))
  }

  /// The value of y at the middle of a screen row, or `nil` outside the plot and where it is broken.
  package func y(at row: Int) -> Double? {
    guard let window = windows.first(where: { $0.rows.contains(row) }) else { return nil }
    let part = Double(row - window.rows.lowerBound) / Double(max(1, window.rows.count - 1))
    return window.yAxis.value(at: 1 - part)
  }

  /// Where a value of x lies, in columns from the left edge of the plot; it may be outside.
  func columnOffset(of x: Double) -> Double? {
    xAxis.fraction(of: x).map { $0 * Double(plot.width - 1) + 0.5 }
  }

  static func cell(_ fraction: Double, of extent: Int) -> Int {
    Int((min(max(fraction, 0), 1) * Double(extent - 1)).rounded())
  }

  private static func isInside(_ fraction: Double) -> Bool {
    (-1e-9...(1 + 1e-9)).contains(fraction)
  }
}
