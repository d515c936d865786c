import TerminalUI

extension HeatMap {
  package func svg(into document: inout SVGDocument, frame: SVGRect) {
    guard !rows.isEmpty, !columns.isEmpty else { return }
    let left = ((rows + [rowTitle]).map { SVGText.width($0) }.max() ?? 0) + 8
    let table = SVGRect(
      x: frame.x + left, y: frame.y + 34, width: frame.width - left, height: frame.height - 60)
    let width = min(60, table.width / Double(columns.count))
    let height = min(24, table.height / Double(rows.count))
    document.text(columnTitle, SVGPoint(x: table.x, y: frame.y + 12))
    document.text(rowTitle, SVGPoint(x: table.x - 6, y: table.y - 6), anchor: .end)
    for (row, name) in rows.enumerated() {
      let y = table.y + Double(row) * height
      document.text(name, SVGPoint(x: table.x - 6, y: y + height / 2 + 4), anchor: .end)
      for column in columns.indices {
        draw(
          value(GridPlace(row: row, column: column)),
          SVGRect(x: table.x + Double(column) * width, y: y, width: width, height: height),
          into: &document)
      }
    }
    drawColumnLabels(into: &document, table, width)
    drawKey(
      into: &document, SVGPoint(x: table.x, y: table.y + Double(rows.count) * height + 18))
  }

  private func draw(_ value: Double?, _ cell: SVGRect, into document: inout SVGDocument) {
    let look = fill(value)
    document.rect(
      cell, fill: look.fill, opacity: look.opacity, stroke: SVGStroke("#ffffff", width: 1))
    let text = value.map(text) ?? "–"
    guard cell.height >= 12, SVGText.width(text, size: 9) <= cell.width - 2 else { return }
    document.text(
      text, SVGPoint(x: cell.midX, y: cell.midY + 3.5), anchor: .middle, color: look.ink, size: 9)
  }

  /// The color of a cell; the numbers in the cells say what color cannot.
  private func fill(_ value: Double?) -> (fill: String, opacity: Double, ink: String) {
    guard let value else { return ("#f4f4f4", 1, "#6b6b6b") }
    switch meaning {
    case .share:
      let role = Role.heat[HeatScale.step(of: value)]
      return (role == .heat0 ? "#f7f7f0" : SVGPalette.color(role), 1, SVGPalette.ink(on: role))
    case .difference(let limit):
      let role: Role = value < 0 ? .baseline : .candidate
      let part = limit > 0 ? min(1, abs(value) / limit) : 1
      return (SVGPalette.color(role), 0.65 * part, "#111111")
    }
  }

  private func drawColumnLabels(
    into document: inout SVGDocument, _ table: SVGRect, _ width: Double
  ) {
    var free = -Double.infinity
    for (column, name) in columns.enumerated() {
      let x = table.x + (Double(column) + 0.5) * width
      guard x - SVGText.width(name) / 2 >= free else { continue }
      free = x + SVGText.width(name) / 2 + 4
      document.text(name, SVGPoint(x: x, y: table.y - 6), anchor: .middle)
    }
  }

  private func drawKey(into document: inout SVGDocument, _ place: SVGPoint) {
    let samples: [(value: Double?, name: String)]
    switch meaning {
    case .share:
      samples = [
        (0, "0"), (0.1, "≤20%"), (0.3, "≤40%"), (0.5, "≤60%"), (0.7, "≤80%"), (0.9, "<100%"),
        (1, "100%"), (nil, "no data"),
      ]
    case .difference(let limit):
      samples = [(-limit, text(of: -limit)), (0, "0"), (limit, text(of: limit)), (nil, "no data")]
    }
    var x = place.x
    for sample in samples {
      let look = fill(sample.value)
      document.rect(
        SVGRect(x: x, y: place.y - 9, width: 14, height: 11), fill: look.fill,
        opacity: look.opacity, stroke: SVGStroke("#999999", width: 0.5))
      document.text(sample.name, SVGPoint(x: x + 18, y: place.y))
      x += 18 + SVGText.width(sample.name) + 12
    }
  }
}
