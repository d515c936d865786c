import TerminalUI

extension CountMatrix {
  package func svg(into document: inout SVGDocument, frame: SVGRect) {
    guard !rows.isEmpty, !columns.isEmpty else { return }
    let sums = showsSums ? 1 : 0
    let names = rows + (showsSums ? ["sum"] : [])
    let left = ((names + [rowTitle]).map { SVGText.width($0) }.max() ?? 0) + 10
    let table = SVGRect(
      x: frame.x + left, y: frame.y + 34, width: frame.width - left, height: frame.height - 38)
    let cell = SVGSize(
      width: min(120, table.width / Double(columns.count + sums)),
      height: min(26, table.height / Double(rows.count + sums)))
    let right = table.x + cell.width * Double(columns.count + sums)
    document.text(columnTitle, SVGPoint(x: table.x + cell.width / 2, y: frame.y + 12))
    document.text(rowTitle, SVGPoint(x: frame.x, y: table.y - 7))
    for (column, name) in (columns + (showsSums ? ["sum"] : [])).enumerated() {
      let x = table.x + (Double(column) + 1) * cell.width - 6
      document.text(name, SVGPoint(x: x, y: table.y - 7), anchor: .end, bold: true)
    }
    for (row, name) in names.enumerated() {
      let y = table.y + Double(row) * cell.height
      document.text(name, SVGPoint(x: frame.x, y: y + cell.height / 2 + 4))
      for column in 0..<(columns.count + sums) {
        let place = SVGPoint(
          x: table.x + (Double(column) + 1) * cell.width - 6, y: y + cell.height / 2 + 4)
        draw(GridPlace(row: row, column: column), place, cell.width, into: &document)
      }
    }
    for y in [table.y, table.y + cell.height * Double(rows.count)] {
      document.line(SVGPoint(x: frame.x, y: y), SVGPoint(x: right, y: y), .axis)
    }
  }

  private func draw(
    _ place: GridPlace, _ point: SVGPoint, _ width: Double, into document: inout SVGDocument
  ) {
    let count = countOrSum(place)
    let share = NumberText.percent(count, of: total) ?? ""
    let text = showsPercent && width >= 90 ? "\(count)  (\(share))" : String(count)
    let role = emphasis[place]
    document.text(
      text, point, anchor: .end, color: SVGPalette.color(role ?? .text),
      bold: role != nil && role != .dim)
  }
}
