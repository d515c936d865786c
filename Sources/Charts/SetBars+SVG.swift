import TerminalUI

extension SetBars {
  package func svg(into document: inout SVGDocument, frame: SVGRect) {
    let step = 16.0
    let names = sets.map { "\($0.marker)  \($0.name)" }
    let dots = Double(sets.count) * step
    let left = max((names.map { SVGText.width($0) }.max() ?? 0) + 12, dots + 8)
    let room = 80.0
    let bars = SVGRect(
      x: frame.x + left, y: frame.y, width: frame.width - left - room, height: frame.height)
    let lines = Double(sets.count + intersections.count) + 1.5
    let pitch = min(20, frame.height / max(1, lines))
    var y = frame.y + pitch / 2
    let size = Double(max(1, sets.map(\.size).max() ?? 0))
    for (set, name) in zip(sets, names) {
      document.text(
        name, SVGPoint(x: frame.x, y: y + 4), color: SVGPalette.color(set.role), bold: true)
      draw(Double(set.size) / size, "\(set.size)", set.role, y: y, pitch, bars, into: &document)
      y += pitch
    }
    y += pitch * 0.5
    let first = bars.x - 8 - dots + step / 2
    for (index, set) in sets.enumerated() {
      document.text(
        String(set.marker), SVGPoint(x: first + Double(index) * step, y: y + 4), anchor: .middle,
        color: SVGPalette.color(set.role), bold: true)
    }
    for intersection in intersections {
      y += pitch
      drawDots(of: intersection, SVGPoint(x: first, y: y), step, into: &document)
      draw(
        Double(max(0, intersection.count)) / Double(largest), text(of: intersection), .notice, y: y,
        pitch, bars, into: &document)
    }
  }

  private func draw(
    _ share: Double, _ text: String, _ role: Role, y: Double, _ pitch: Double, _ bars: SVGRect,
    into document: inout SVGDocument
  ) {
    let bar = SVGRect(
      x: bars.x, y: y - pitch * 0.32, width: bars.width * share, height: pitch * 0.64)
    document.rect(bar, fill: SVGPalette.color(role), opacity: 0.75)
    document.text(text, SVGPoint(x: bar.maxX + 6, y: y + 4))
  }

  private func drawDots(
    of intersection: Intersection, _ first: SVGPoint, _ step: Double,
    into document: inout SVGDocument
  ) {
    let members = intersection.members.filter(sets.indices.contains)
    func place(_ index: Int) -> SVGPoint { SVGPoint(x: first.x + Double(index) * step, y: first.y) }
    if let low = members.min(), let high = members.max() {
      document.line(place(low), place(high), SVGStroke("#444444", width: 2))
    }
    for index in sets.indices {
      let fill = members.contains(index) ? SVGPalette.color(sets[index].role) : "#dddddd"
      document.circle(place(index), radius: 4.5, fill: fill)
    }
  }
}
