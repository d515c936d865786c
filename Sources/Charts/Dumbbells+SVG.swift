import TerminalUI

extension Dumbbells {
  package func svg(into document: inout SVGDocument, frame: SVGRect) {
    let layout = SVGRows(
      frame: frame, labels: rows.map(\.label), texts: rows.map { text(of: $0) }, top: 24,
      bottom: 34)
    drawKey(into: &document, SVGPoint(x: layout.plot.x, y: frame.y + 8))
    layout.drawAxis(fittedAxis, rows: rows.count, into: &document)
    for (index, row) in rows.enumerated() {
      layout.drawLabel(row.label, row: index, into: &document)
      draw(row, y: layout.y(index), layout, into: &document)
      document.text(
        text(of: row), SVGPoint(x: frame.maxX, y: layout.y(index) + 4), anchor: .end)
    }
  }

  private func drawKey(into document: inout SVGDocument, _ place: SVGPoint) {
    document.marker(0, place, .baseline)
    document.text(baselineName, SVGPoint(x: place.x + 10, y: place.y + 4))
    let next = SVGPoint(x: place.x + 28 + SVGText.width(baselineName), y: place.y)
    document.marker(0, next, .candidate, isHollow: true)
    document.text(candidateName, SVGPoint(x: next.x + 10, y: place.y + 4))
  }

  private func draw(
    _ row: Row, y: Double, _ layout: SVGRows, into document: inout SVGDocument
  ) {
    let axis = fittedAxis
    for (value, role, shift) in [
      (row.baseline, Role.baseline, -2.0), (row.candidate, .candidate, 2),
    ] {
      guard showsIntervals, let low = value?.low.flatMap({ layout.x($0, axis) }),
        let high = value?.high.flatMap({ layout.x($0, axis) })
      else { continue }
      document.line(
        SVGPoint(x: low, y: y + shift), SVGPoint(x: high, y: y + shift),
        SVGStroke(role, width: 1))
    }
    let old = row.baseline.flatMap { layout.x($0.value, axis) }
    let new = row.candidate.flatMap { layout.x($0.value, axis) }
    if let old, let new {
      document.line(
        SVGPoint(x: old, y: y), SVGPoint(x: new, y: y), SVGStroke("#999999", width: 2))
    }
    if let old { document.marker(0, SVGPoint(x: old, y: y), .baseline) }
    if let new { document.marker(0, SVGPoint(x: new, y: y), .candidate, isHollow: true) }
  }
}
