import TerminalUI

extension PanelGrid {
  package func svg(into document: inout SVGDocument, frame: SVGRect) {
    guard !panels.isEmpty, columnCount > 0 else { return }
    let key = SVGKey(entries: keyEntries)
    let top = showsLegend ? key.height(frame.width) : 0
    key.draw(into: &document, SVGRect(x: frame.x, y: frame.y, width: frame.width, height: top))
    let width = frame.width / Double(columnCount)
    let height = (frame.height - top) / Double(panels.count)
    let x = sharedX
    for (row, panels) in panels.enumerated() {
      let y = sharedY(row)
      for (column, panel) in panels.enumerated() {
        let part = SVGRect(
          x: frame.x + Double(column) * width, y: frame.y + top + Double(row) * height,
          width: width - 8, height: height - 6)
        let isLow = row + 1 == self.panels.count
        draw(panel, part, x, y, hasXTitle: isLow, hasYTitle: column == 0, into: &document)
      }
    }
  }

  private func draw(
    _ panel: Panel, _ part: SVGRect, _ x: Axis?, _ y: Axis?, hasXTitle: Bool, hasYTitle: Bool,
    into document: inout SVGDocument
  ) {
    document.text(panel.title, SVGPoint(x: part.x + 4, y: part.y + 12), bold: true)
    let rest = SVGRect(x: part.x, y: part.y + 16, width: part.width, height: part.height - 16)
    switch panel.content {
    case .curves(var chart):
      chart.showsLegend = false
      if !hasXTitle { chart.xAxis.title = "" }
      if !hasYTitle { chart.yAxis.title = "" }
      chart.xAxis.range = chart.xAxis.range ?? x?.range
      chart.yAxis.range = chart.yAxis.range ?? y?.range
      chart.svg(into: &document, frame: rest)
    case .bars(var bars):
      bars.showsLegend = false
      bars.svg(into: &document, frame: rest)
    case .note(let text):
      document.text(
        text, SVGPoint(x: rest.midX, y: rest.midY), anchor: .middle,
        color: SVGPalette.color(.dim))
    }
  }

  /// Each series of all panels once.
  private var keyEntries: [SVGKey.Entry] {
    var entries: [SVGKey.Entry] = []
    for panel in panels.joined() {
      for entry in Self.keyEntries(of: panel.content)
      where !entries.contains(where: { $0.name == entry.name && $0.role == entry.role }) {
        entries.append(entry)
      }
    }
    return entries
  }

  private static func keyEntries(of content: Content) -> [SVGKey.Entry] {
    switch content {
    case .curves(let chart): chart.keyEntries
    case .bars(let bars): bars.keyEntries
    case .note: []
    }
  }
}
