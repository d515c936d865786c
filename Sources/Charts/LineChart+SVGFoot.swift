import TerminalUI

extension LineChart {
  /// The band of states and the marks, below the labels of the x axis.
  func drawFoot(into document: inout SVGDocument, _ plot: SVGPlot) {
    var y = plot.plot.maxY + (plot.xAxis.title.isEmpty ? 22 : 37)
    if let strip, !strip.states.isEmpty {
      draw(strip, y: y, into: &document, plot)
      y += 34
    }
    for mark in marks {
      draw(mark, y: y + 6, into: &document, plot)
      y += 16
    }
  }

  private func draw(_ strip: Strip, y: Double, into document: inout SVGDocument, _ plot: SVGPlot) {
    for span in strip.spans where strip.states.indices.contains(span.state) {
      guard let low = plot.clampedX(of: span.range.lowerBound),
        let high = plot.clampedX(of: span.range.upperBound), high > low
      else { continue }
      let state = strip.states[span.state]
      let rect = SVGRect(x: low, y: y, width: high - low, height: 12)
      let color = SVGPalette.color(state.role)
      document.rect(rect, fill: color, opacity: 0.25, stroke: SVGStroke(color, width: 0.75))
      document.text(
        String(state.glyph), SVGPoint(x: rect.midX, y: y + 10), anchor: .middle, bold: true)
    }
    let key = SVGKey(
      entries: strip.states.map {
        SVGKey.Entry(sample: .sign($0.glyph, $0.role), name: $0.name, role: $0.role)
      })
    key.draw(
      into: &document,
      SVGRect(x: plot.plot.x, y: y + 14, width: plot.plot.width, height: SVGKey.lineHeight))
  }

  private func draw(_ mark: Mark, y: Double, into document: inout SVGDocument, _ plot: SVGPlot) {
    let stroke = SVGStroke(mark.role, width: 1.3)
    let middle = plot.x(of: mark.x).flatMap {
      $0 >= plot.plot.x - 0.01 && $0 <= plot.plot.maxX + 0.01 ? $0 : nil
    }
    let low = mark.interval.flatMap { plot.clampedX(of: $0.lowerBound) } ?? middle
    let high = mark.interval.flatMap { plot.clampedX(of: $0.upperBound) } ?? middle
    guard let low, let high, low <= high else { return }
    document.line(SVGPoint(x: low, y: y), SVGPoint(x: high, y: y), stroke)
    if let interval = mark.interval {
      drawEnd(low, y: y, isOpen: isOff(interval.lowerBound, plot), -1, stroke, into: &document)
      drawEnd(high, y: y, isOpen: isOff(interval.upperBound, plot), 1, stroke, into: &document)
    }
    if let middle {
      document.circle(
        SVGPoint(x: middle, y: y), radius: 2.8, fill: SVGPalette.color(mark.role))
    }
    let width = SVGText.width(mark.label)
    let isRight = high + 8 + width <= plot.frame.maxX || low - 8 - width < plot.frame.x
    document.text(
      mark.label, SVGPoint(x: isRight ? high + 8 : low - 8, y: y + 4),
      anchor: isRight ? .start : .end, color: SVGPalette.color(mark.role))
  }

  private func isOff(_ x: Double, _ plot: SVGPlot) -> Bool {
    guard let fraction = plot.xAxis.fraction(of: x) else { return true }
    return fraction < -1e-9 || fraction > 1 + 1e-9
  }

  /// A bar at the end of an interval, or the head of an arrow at an open one.
  private func drawEnd(
    _ x: Double, y: Double, isOpen: Bool, _ side: Double, _ stroke: SVGStroke,
    into document: inout SVGDocument
  ) {
    guard isOpen else {
      return document.line(SVGPoint(x: x, y: y - 4), SVGPoint(x: x, y: y + 4), stroke)
    }
    let tip = SVGPoint(x: x, y: y)
    document.polygon(
      [
        tip, SVGPoint(x: x - side * 6, y: y - 3.5), SVGPoint(x: x - side * 6, y: y + 3.5),
      ], fill: stroke.color)
  }
}
