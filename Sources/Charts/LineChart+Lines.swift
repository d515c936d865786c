import TerminalUI

extension LineChart {
  /// The layer of the curves; those of a broken axis are cut where it is.
  func drawLines(into buffer: inout Buffer, _ layout: ChartLayout, _ level: GlyphLevel) {
    for window in layout.windows {
      var canvas = Canvas(
        size: Size(columns: layout.plot.width, rows: window.rows.count), level: level)
      for series in paintingOrder where series.form == .line || series.form == .linePoints {
        var pen = Pen(series, layout, window, level)
        pen.draw(series.points, on: &canvas)
      }
      canvas.draw(into: &buffer, x: layout.plot.x, y: window.rows.lowerBound)
    }
  }
}

extension LineChart {
  /// Curves to compare with lie below the others.
  var paintingOrder: [Series] { series.filter(\.isReference) + series.filter { !$0.isReference } }
}

/// Draws one series: solid, and with gaps from the places on where less stands behind it.
private struct Pen {
  private let layout: ChartLayout
  private let window: ChartLayout.Window
  private let role: Role
  /// Columns at which another rhythm begins, in ascending order.
  private var bends: [(column: Double, dash: Dash)]
  private var start: Dash

  init(
    _ series: LineChart.Series, _ layout: ChartLayout, _ window: ChartLayout.Window,
    _ level: GlyphLevel
  ) {
    (self.layout, self.window, role) = (layout, window, series.role)
    start = series.isReference ? .dotted(level) : .solid
    bends = []
    if let x = series.dashedFrom, let column = layout.columnOffset(of: x) {
      bends.append((column, series.isReference ? .dotted(level) : .dashed(level)))
    }
    if let x = series.extrapolatedFrom, let column = layout.columnOffset(of: x) {
      bends.removeAll { $0.column >= column }
      bends.append((column, .sparse(level)))
    }
  }

  mutating func draw(_ points: [LineChart.Point], on canvas: inout Canvas) {
    var last: Place?
    for point in points {
      let place = place(of: point)
      switch (last, place) {
      case (let start?, let end?): line(from: start, to: end, on: &canvas)
      case (nil, let place?): canvas.point(at: place, role: role)
      case (_, nil): break
      }
      last = place
    }
  }

  /// Draws a piece of the curve, with the rhythm that holds at each of its parts.
  private mutating func line(from start: Place, to end: Place, on canvas: inout Canvas) {
    var place = start
    for index in -1..<bends.count {
      let next = index + 1 < bends.count ? bends[index + 1].column : .infinity
      guard next > place.x || index + 1 == bends.count else { continue }
      let stop =
        next < end.x ? start.toward(end, (next - start.x) / (end.x - start.x)) : end
      if index < 0 {
        canvas.line(from: place, to: stop, role: role, dash: &self.start)
      } else {
        canvas.line(from: place, to: stop, role: role, dash: &bends[index].dash)
      }
      guard next < end.x else { return }
      place = stop
    }
  }

  private func place(of point: LineChart.Point) -> Place? {
    guard let x = layout.columnOffset(of: point.x), let y = window.rowOffset(of: point.y) else {
      return nil
    }
    return Place(x: x, y: y)
  }
}
