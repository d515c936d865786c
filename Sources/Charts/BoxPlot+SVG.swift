import TerminalUI

extension BoxPlot {
  package func svg(into document: inout SVGDocument, frame: SVGRect) {
    guard !boxes.isEmpty else { return }
    let hasGroups = boxes.contains { !$0.group.isEmpty }
    let plot = SVGPlot(
      frame: frame, xAxis: Axis("", range: 0...1), yAxis: fittedAxis, top: 8,
      bottom: 32 + (hasGroups ? 16 : 0), hasXAxis: false)
    plot.draw(into: &document)
    guard let window = plot.windows.first else { return }
    let pitch = plot.plot.width / Double(boxes.count)
    for (index, box) in boxes.enumerated() {
      let x = plot.plot.x + (Double(index) + 0.5) * pitch
      document.clipped(to: plot.plot) { document in
        draw(box, x: x, width: min(44, pitch * 0.6), window, into: &document)
      }
      document.text(box.label, SVGPoint(x: x, y: plot.plot.maxY + 15), anchor: .middle)
      document.text(
        text(of: box), SVGPoint(x: x, y: plot.plot.maxY + 29), anchor: .middle,
        color: SVGPalette.color(.dim), size: 9.5)
      // Words of a group stand once, below the first and the last of its boxes.
      guard index == 0 || boxes[index - 1].group != box.group else { continue }
      let count = boxes[index...].prefix { $0.group == box.group }.count
      document.text(
        box.group, SVGPoint(x: x + Double(count - 1) * pitch / 2, y: plot.plot.maxY + 45),
        anchor: .middle, bold: true)
    }
  }

  private func draw(
    _ box: Box, x: Double, width: Double, _ window: SVGPlot.Window,
    into document: inout SVGDocument
  ) {
    guard let summary = BoxSummary(box.values) else { return }
    drawDots(of: box, x: x, width: width * 0.7, window, into: &document)
    guard let top = window.y(of: summary.upperQuartile),
      let bottom = window.y(of: summary.lowerQuartile), let median = window.y(of: summary.median),
      let high = window.y(of: summary.upperWhisker), let low = window.y(of: summary.lowerWhisker)
    else { return }
    let stroke = SVGStroke(box.role, width: 1.4)
    document.whisker(from: SVGPoint(x: x, y: high), to: SVGPoint(x: x, y: top), stroke)
    document.whisker(from: SVGPoint(x: x, y: low), to: SVGPoint(x: x, y: bottom), stroke)
    document.rect(
      SVGRect(x: x - width / 2, y: top, width: width, height: bottom - top),
      fill: SVGPalette.color(box.role), opacity: 0.15, stroke: stroke)
    document.line(
      SVGPoint(x: x - width / 2, y: median), SVGPoint(x: x + width / 2, y: median),
      SVGStroke(box.role, width: 2.6))
  }

  private func drawDots(
    of box: Box, x: Double, width: Double, _ window: SVGPlot.Window,
    into document: inout SVGDocument
  ) {
    for (number, value) in box.values.enumerated() where showsDots && value.isFinite {
      guard let y = window.y(of: value) else { continue }
      let part = (Double(number) * 0.618034).truncatingRemainder(dividingBy: 1) - 0.5
      document.circle(
        SVGPoint(x: x + part * width, y: y), radius: 1.6, fill: SVGPalette.color(box.role),
        opacity: 0.55)
    }
  }
}
