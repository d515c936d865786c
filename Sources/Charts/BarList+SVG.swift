import TerminalUI

extension BarList {
  package func svg(into document: inout SVGDocument, frame: SVGRect) {
    guard !rows.isEmpty, !groups.isEmpty else { return }
    let hasTitles = groups.contains { !$0.title.isEmpty }
    let layout = SVGRows(
      frame: frame, labels: rows.map(\.label), top: hasTitles ? 20 : 4, bottom: 34)
    let texts = rows.flatMap { $0.values.map { text(of: $0) } }
    let room = (texts.map { SVGText.width($0) }.max() ?? 0) + 14
    let pitch = layout.plot.width / Double(groups.count)
    for (index, group) in groups.enumerated() {
      let part = SVGRect(
        x: layout.plot.x + Double(index) * pitch, y: layout.plot.y, width: pitch - room - 8,
        height: layout.plot.height)
      layout.drawAxis(fittedAxis, in: part, rows: rows.count, into: &document)
      document.text(
        group.title, SVGPoint(x: part.x, y: layout.plot.y - 6),
        color: SVGPalette.color(group.role), bold: true)
      for (number, row) in rows.enumerated() where row.values.indices.contains(index) {
        draw(
          row.values[index], row.role ?? group.role, y: layout.y(number), part, layout,
          into: &document)
      }
    }
    for (number, row) in rows.enumerated() {
      layout.drawLabel(row.label, row: number, into: &document)
    }
  }

  private func draw(
    _ value: Value, _ role: Role, y: Double, _ part: SVGRect, _ layout: SVGRows,
    into document: inout SVGDocument
  ) {
    let axis = fittedAxis
    guard let number = value.value, let end = layout.x(number, axis, in: part) else { return }
    let zero = layout.x(0, axis, in: part) ?? part.x
    let thickness = layout.pitch * 0.62
    document.rect(
      SVGRect(
        x: min(zero, end), y: y - thickness / 2, width: abs(end - zero), height: thickness),
      fill: SVGPalette.color(role), opacity: 0.75)
    if let low = value.low.flatMap({ layout.x($0, axis, in: part) }),
      let high = value.high.flatMap({ layout.x($0, axis, in: part) })
    {
      document.whisker(
        from: SVGPoint(x: low, y: y), to: SVGPoint(x: high, y: y), SVGStroke(.text, width: 1.2))
    }
    document.text(
      (value.isBest ? "* " : "") + text(of: value), SVGPoint(x: part.maxX + 8, y: y + 4),
      bold: value.isBest)
  }
}
