import TerminalUI

extension PairedBars {
  package func svg(into document: inout SVGDocument, frame: SVGRect) {
    guard !categories.isEmpty, !columns.isEmpty else { return }
    let key = SVGKey(
      entries: showsLegend ? keyEntries : [])
    let axis = Axis(
      showsShares ? "share" : "count", format: showsShares ? .percent : .number,
      range: Ticks.rounded(0...longest, count: 5))
    let plot = SVGPlot(
      frame: frame, xAxis: Axis("", range: 0...1), yAxis: axis, top: key.height(frame.width) + 8,
      bottom: 18, hasXAxis: false)
    key.draw(
      into: &document, SVGRect(x: plot.plot.x, y: frame.y, width: plot.plot.width, height: 20))
    plot.draw(into: &document)
    let pitch = plot.plot.width / Double(categories.count)
    for (index, name) in categories.enumerated() {
      let x = plot.plot.x + Double(index) * pitch
      for (position, column) in columns.enumerated() {
        let width = pitch * 0.8 / Double(columns.count)
        draw(
          column, index, x: x + pitch * 0.1 + Double(position) * width, width: width, plot,
          into: &document)
      }
      guard isLabelled(index, pitch) else { continue }
      document.text(
        name, SVGPoint(x: x + pitch / 2, y: plot.plot.maxY + 14), anchor: .middle, size: 10)
    }
  }

  /// Labels that would touch are left out, but not the first and the last.
  private func isLabelled(_ index: Int, _ pitch: Double) -> Bool {
    let widest = (categories.map { SVGText.width($0, size: 10) }.max() ?? 0) + 4
    let stride = max(1, Int((widest / max(1, pitch)).rounded(.up)))
    let last = categories.count - 1
    return index == last || (index.isMultiple(of: stride) && last - index >= stride)
  }

  var keyEntries: [SVGKey.Entry] {
    columns.map {
      SVGKey.Entry(
        sample: .box(fill: fill($0)), name: "\($0.series.name) (\($0.series.total))",
        role: $0.series.role)
    }
  }

  private func fill(_ column: Column) -> String {
    column.fill == .solid
      ? SVGPalette.color(column.series.role) : SVGPalette.tint(column.series.role)
  }

  /// A bar with its count above it; the baseline's is light with an edge.
  private func draw(
    _ column: Column, _ index: Int, x: Double, width: Double, _ plot: SVGPlot,
    into document: inout SVGDocument
  ) {
    let value = measure(column.series, index)
    guard let window = plot.windows.first, let top = window.y(of: value) else { return }
    let bar = SVGRect(x: x, y: top, width: width, height: plot.plot.maxY - top)
    document.rect(
      bar, fill: fill(column), stroke: SVGStroke(column.series.role, width: 0.75))
    let text = String(column.series.count(index))
    guard SVGText.width(text, size: 8.5) <= width + 3 else { return }
    document.text(text, SVGPoint(x: bar.midX, y: top - 3), anchor: .middle, size: 8.5)
  }
}
