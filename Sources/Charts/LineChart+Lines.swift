import TerminalUI

extension LineChart {
  /// The layer of the curves.
  func lines(_ layout: ChartLayout, _ level: GlyphLevel) -> Canvas {
    let size = Size(columns: layout.plot.width, rows: layout.plot.height)
    var canvas = Canvas(size: size, level: level)
    for series in series { draw(series, layout, on: &canvas) }
    return canvas
  }

  private func draw(_ series: Series, _ layout: ChartLayout, on canvas: inout Canvas) {
    let bend = series.dashedFrom.flatMap(layout.columnOffset)
    var dash = Dash.dashed(canvas.level)
    var last: Place?
    for point in series.points {
      let place = place(of: point, layout)
      switch (last, place) {
      case (let start?, let end?):
        draw(from: start, to: end, bend: bend, series.role, &dash, on: &canvas)
      case (nil, let place?):
        canvas.point(at: place, role: series.role)
      case (_, nil):
        break
      }
      last = place
    }
  }

  /// Draws a piece of a curve: solid up to the column `bend`, dashed from there.
  private func draw(
    from start: Place, to end: Place, bend: Double?, _ role: Role, _ dash: inout Dash,
    on canvas: inout Canvas
  ) {
    var solid = Dash.solid
    guard let bend, bend < end.x else {
      return canvas.line(from: start, to: end, role: role, dash: &solid)
    }
    guard bend > start.x else {
      return canvas.line(from: start, to: end, role: role, dash: &dash)
    }
    let middle = start.toward(end, (bend - start.x) / (end.x - start.x))
    canvas.line(from: start, to: middle, role: role, dash: &solid)
    canvas.line(from: middle, to: end, role: role, dash: &dash)
  }

  private func place(of point: Point, _ layout: ChartLayout) -> Place? {
    guard let x = layout.columnOffset(of: point.x), let y = layout.rowOffset(of: point.y) else {
      return nil
    }
    return Place(x: x, y: y)
  }
}
