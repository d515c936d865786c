import TerminalUI

/// The rows of a list on a page: labels at the left, texts at the right, a plot between.
struct SVGRows {
  let frame: SVGRect
  let plot: SVGRect
  let pitch: Double

  init(
    frame: SVGRect, labels: [String], texts: [String] = [], top: Double, bottom: Double = 0
  ) {
    let left = (labels.map { SVGText.width($0) }.max() ?? 0) + 10
    let right = (texts.map { SVGText.width($0) }.max() ?? 0) + 10
    plot = SVGRect(
      x: frame.x + left, y: frame.y + top, width: frame.width - left - right,
      height: frame.height - top - bottom)
    pitch = min(22, plot.height / Double(max(1, labels.count)))
    self.frame = frame
  }

  /// The middle of a row.
  func y(_ row: Int) -> Double { plot.y + (Double(row) + 0.5) * pitch }

  /// Where the rows end.
  func bottom(_ count: Int) -> Double { plot.y + Double(count) * pitch }

  func drawLabel(_ text: String, row: Int, into document: inout SVGDocument) {
    document.text(text, SVGPoint(x: plot.x - 7, y: y(row) + 4), anchor: .end)
  }

  /// The x of a value; one beyond the axis lies at its end.
  func x(_ value: Double, _ axis: Axis, in part: SVGRect? = nil) -> Double? {
    let part = part ?? plot
    return axis.fraction(of: value).map { part.x + min(max($0, 0), 1) * part.width }
  }

  /// Light lines at the ticks behind all rows, and their labels below.
  func drawAxis(
    _ axis: Axis, in part: SVGRect? = nil, rows: Int, into document: inout SVGDocument
  ) {
    let part = part ?? plot
    let ticks = axis.ticks(count: max(2, Int(part.width / 55)))
    let bottom = bottom(rows)
    for value in ticks.values {
      guard let x = x(value, axis, in: part) else { continue }
      document.line(SVGPoint(x: x, y: plot.y), SVGPoint(x: x, y: bottom), .grid)
      document.text(
        axis.label(of: value, exponent: ticks.exponent), SVGPoint(x: x, y: bottom + 14),
        anchor: .middle)
    }
    document.line(SVGPoint(x: part.x, y: bottom), SVGPoint(x: part.maxX, y: bottom), .axis)
    document.text(axis.title, SVGPoint(x: part.midX, y: bottom + 29), anchor: .middle)
  }
}

extension SVGDocument {
  /// Draws an interval with bars at its ends: lying where `y` is given once, else upright.
  mutating func whisker(from start: SVGPoint, to end: SVGPoint, _ stroke: SVGStroke) {
    line(start, end, stroke)
    let isLying = start.y == end.y
    for place in [start, end] {
      let (dx, dy) = isLying ? (0.0, 3.5) : (3.5, 0.0)
      line(
        SVGPoint(x: place.x - dx, y: place.y - dy), SVGPoint(x: place.x + dx, y: place.y + dy),
        stroke)
    }
  }
}
