import TerminalUI

/// Curves over an axis, with bands of uncertainty.
///
/// The series are told apart without color by a letter at their points and by the texture of
/// their band; a later series is drawn over an earlier one.
package struct LineChart: Equatable, Sendable {
  /// A value measured at `x`, with the interval it may lie in.
  ///
  /// A point that is not finite leaves a gap in the curve; one without both ends of an interval,
  /// a gap in the band.
  package struct Point: Equatable, Sendable {
    package var x: Double
    package var y: Double
    package var low: Double?
    package var high: Double?

    package init(x: Double, y: Double, low: Double? = nil, high: Double? = nil) {
      self.x = x
      self.y = y
      self.low = low
      self.high = high
    }
  }

  package struct Series: Equatable, Sendable {
    package var name: String
    package var role: Role
    /// The letter at its points and before its name in the legend.
    package var marker: Character
    /// The points in the order of x.
    package var points: [Point]
    /// Where the curve becomes dashed, because less stands behind it from there on.
    package var dashedFrom: Double?

    package init(
      _ name: String, role: Role, marker: Character, points: [Point], dashedFrom: Double? = nil
    ) {
      self.name = name
      self.role = role
      self.marker = marker
      self.points = points
      self.dashedFrom = dashedFrom
    }
  }

  package var xAxis: Axis
  package var yAxis: Axis
  package var series: [Series]
  /// The value of x that the keys act on: a line across the plot.
  package var cursor: Double?
  package var showsBands = true
  package var showsLegend = true
  /// Whether roles are told apart by color on the screen that the drawing is for.
  package var hasColor = true

  package init(xAxis: Axis, yAxis: Axis, series: [Series], cursor: Double? = nil) {
    self.xAxis = xAxis
    self.yAxis = yAxis
    self.series = series
    self.cursor = cursor
  }

  /// Where the parts of the chart go: for the mouse, and to write beside a point.
  package func layout(in frame: Rect) -> ChartLayout {
    let points = series.lazy.flatMap(\.points)
    return ChartLayout(
      frame: frame,
      xAxis: xAxis.fitted(to: points.map(\.x), isRounded: false),
      yAxis: yAxis.fitted(to: points.flatMap(drawnValues), isRounded: true),
      hasLegend: showsLegend && !series.isEmpty)
  }

  private func drawnValues(of point: Point) -> [Double] {
    showsBands ? [point.y, point.low ?? point.y, point.high ?? point.y] : [point.y]
  }

  /// Draws the chart and nothing outside `frame`; returns where its parts are.
  @discardableResult
  package func draw(into buffer: inout Buffer, frame: Rect, level: GlyphLevel) -> ChartLayout {
    let level = buffer.unicode ? level : .ascii
    let layout = layout(in: frame)
    let canvas = lines(layout, level)
    drawAxes(into: &buffer, layout, level)
    if showsBands { drawBands(into: &buffer, layout, level) }
    drawCursor(into: &buffer, layout, level, under: canvas)
    canvas.draw(into: &buffer, x: layout.plot.x, y: layout.plot.y)
    drawMarkers(into: &buffer, layout)
    if showsLegend { drawLegend(into: &buffer, layout) }
    return layout
  }
}
