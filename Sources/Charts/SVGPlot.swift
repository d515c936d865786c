import TerminalUI

/// Where the parts of a chart with axes go on a page; `ChartLayout` for pixels.
struct SVGPlot {
  /// A part of the plot with one scale of y; a broken axis has two, the upper one first.
  struct Window {
    let rect: SVGRect
    let yAxis: Axis

    func y(of value: Double) -> Double? {
      yAxis.fraction(of: value).map { rect.maxY - $0 * rect.height }
    }

    var ticks: Ticks { yAxis.ticks(count: max(2, Int(rect.height / 26))) }
  }

  let frame: SVGRect
  let plot: SVGRect
  let xAxis: Axis
  let yAxis: Axis
  let windows: [Window]
  let hasXAxis: Bool

  /// - Parameters:
  ///   - top: The room above the plot, such as for a key.
  ///   - bottom: The room below the labels of the x axis.
  init(
    frame: SVGRect, xAxis: Axis, yAxis: Axis, top: Double, bottom: Double, hasXAxis: Bool = true
  ) {
    let title = yAxis.title.isEmpty ? 0 : SVGText.size + 6
    let axisRoom = (hasXAxis ? 20.0 : 4) + (hasXAxis && !xAxis.title.isEmpty ? 15 : 0)
    let height = frame.height - top - bottom - axisRoom
    let column = SVGRect(x: frame.x, y: frame.y + top, width: 0, height: height)
    let labels = Self.windows(of: yAxis, column).flatMap(Self.labels)
    let left = title + (labels.map { SVGText.width($0.text) }.max() ?? 0) + 10
    plot = SVGRect(
      x: frame.x + left, y: column.y, width: frame.width - left - 10, height: height)
    windows = Self.windows(of: yAxis, plot)
    (self.frame, self.xAxis, self.yAxis, self.hasXAxis) = (frame, xAxis, yAxis, hasXAxis)
  }

  private static func windows(of axis: Axis, _ plot: SVGRect) -> [Window] {
    var whole = axis
    whole.fold = nil
    guard let (lower, upper) = axis.windows, plot.height > 60 else {
      return [Window(rect: plot, yAxis: whole)]
    }
    let share = min(max(upper.length / (upper.length + lower.length), 1 / 3), 2 / 3)
    let gap = 12.0
    let height = (plot.height - gap) * share
    let below = plot.height - gap - height
    return [
      Window(rect: SVGRect(x: plot.x, y: plot.y, width: plot.width, height: height), yAxis: upper),
      Window(
        rect: SVGRect(x: plot.x, y: plot.maxY - below, width: plot.width, height: below),
        yAxis: lower),
    ]
  }

  private static func labels(_ window: Window) -> [(y: Double, text: String)] {
    let ticks = window.ticks
    return ticks.values.compactMap { value in
      window.y(of: value).map {
        ($0, window.yAxis.label(of: value, exponent: ticks.exponent))
      }
    }
  }

  func x(of value: Double) -> Double? {
    xAxis.fraction(of: value).map { plot.x + $0 * plot.width }
  }

  /// The place of a value of x, or of the end of the axis where it is beyond; `nil` for none.
  func clampedX(of value: Double) -> Double? {
    if value.isInfinite { return value < 0 ? plot.x : plot.maxX }
    guard let x = x(of: value) else { return value.isNaN ? nil : plot.x }
    return min(max(x, plot.x), plot.maxX)
  }

  func contains(_ point: SVGPoint, _ window: Window) -> Bool {
    point.x >= plot.x - 0.01 && point.x <= plot.maxX + 0.01 && point.y >= window.rect.y - 0.01
      && point.y <= window.rect.maxY + 0.01
  }

  /// Draws grid, axes, labels and titles.
  func draw(into document: inout SVGDocument) {
    for window in windows { drawY(window, into: &document) }
    let last = SVGPoint(x: plot.maxX, y: plot.maxY)
    document.line(SVGPoint(x: plot.x, y: plot.maxY), last, .axis)
    if hasXAxis { drawX(into: &document) }
    document.text(
      yAxis.title, SVGPoint(x: frame.x + SVGText.size, y: plot.midY), anchor: .middle,
      isUpward: true)
    drawBreak(into: &document)
  }

  private func drawY(_ window: Window, into document: inout SVGDocument) {
    for (y, text) in Self.labels(window) {
      document.line(SVGPoint(x: plot.x, y: y), SVGPoint(x: plot.maxX, y: y), .grid)
      document.line(SVGPoint(x: plot.x - 4, y: y), SVGPoint(x: plot.x, y: y), .axis)
      document.text(text, SVGPoint(x: plot.x - 7, y: y + 4), anchor: .end)
    }
    document.line(
      SVGPoint(x: plot.x, y: window.rect.y), SVGPoint(x: plot.x, y: window.rect.maxY), .axis)
  }

  private func drawX(into document: inout SVGDocument) {
    var free = -Double.infinity
    let ticks = xAxis.ticks(count: max(2, Int(plot.width / 60)))
    let stride = max(1, Int((Double(ticks.values.count) * 30 / max(1, plot.width)).rounded(.up)))
    for (index, value) in ticks.values.enumerated() {
      guard let x = x(of: value) else { continue }
      document.line(SVGPoint(x: x, y: plot.maxY), SVGPoint(x: x, y: plot.maxY + 4), .axis)
      let text = xAxis.label(of: value, exponent: ticks.exponent)
      let start = x - SVGText.width(text) / 2
      guard start >= free, xAxis.scale != .log2 || index.isMultiple(of: stride) else { continue }
      free = start + SVGText.width(text) + 6
      document.text(text, SVGPoint(x: x, y: plot.maxY + 16), anchor: .middle)
    }
    document.text(xAxis.title, SVGPoint(x: plot.midX, y: plot.maxY + 31), anchor: .middle)
  }

  /// Two strokes across the axis where it is broken.
  private func drawBreak(into document: inout SVGDocument) {
    guard windows.count > 1, let first = windows.first, let last = windows.last else { return }
    for y in [first.rect.maxY, last.rect.y] {
      for x in [plot.x, plot.maxX] {
        document.line(SVGPoint(x: x - 5, y: y + 3), SVGPoint(x: x + 5, y: y - 3), .axis)
      }
    }
  }
}
