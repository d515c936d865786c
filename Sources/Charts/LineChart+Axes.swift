import TerminalUI

extension LineChart {
  /// The glyphs of axes and grid.
  private struct Frame {
    let horizontal, vertical, corner, tickX, tickY, grid, cut: Glyph

    init(_ level: GlyphLevel) {
      let unicode = level.unicode
      horizontal = Glyph(unicode ? "─" : "-")
      vertical = Glyph(unicode ? "│" : "|")
      corner = Glyph(unicode ? "└" : "+")
      tickX = Glyph(unicode ? "┬" : "+")
      tickY = Glyph(unicode ? "┤" : "+")
      grid = Glyph(unicode ? "┈" : "-")
      cut = Glyph(unicode ? "╱" : "/")
    }
  }

  /// The layer at the bottom: axes with their ticks, labels and titles, and the grid.
  func drawAxes(into buffer: inout Buffer, _ layout: ChartLayout, _ level: GlyphLevel) {
    let glyphs = Frame(level)
    drawGrid(into: &buffer, layout, glyphs.grid, every: level.unicode ? 1 : 4)
    drawAxisLines(into: &buffer, layout, glyphs)
    drawLabels(into: &buffer, layout)
    drawTitles(into: &buffer, layout)
  }

  private func drawGrid(
    into buffer: inout Buffer, _ layout: ChartLayout, _ glyph: Glyph, every step: Int
  ) {
    for tick in layout.yTicks where tick.isMain {
      for x in stride(from: layout.plot.x + step - 1, to: layout.plot.maxX, by: step) {
        buffer.put(glyph, x: x, y: tick.position, style: Style(.grid))
      }
    }
  }

  private func drawAxisLines(into buffer: inout Buffer, _ layout: ChartLayout, _ glyphs: Frame) {
    guard let column = layout.axisColumn, let row = layout.axisRow else { return }
    let (plot, style) = (layout.plot, Style(.border))
    for y in plot.y..<plot.maxY { buffer.put(glyphs.vertical, x: column, y: y, style: style) }
    for x in plot.x..<plot.maxX { buffer.put(glyphs.horizontal, x: x, y: row, style: style) }
    buffer.put(glyphs.corner, x: column, y: row, style: style)
    for tick in layout.yTicks where tick.label != nil {
      buffer.put(glyphs.tickY, x: column, y: tick.position, style: style)
    }
    for tick in layout.xTicks { buffer.put(glyphs.tickX, x: tick.position, y: row, style: style) }
    drawBreak(into: &buffer, layout, glyphs)
  }

  /// The row where the axis is broken: a cut through the axis, and its edges across the plot.
  private func drawBreak(into buffer: inout Buffer, _ layout: ChartLayout, _ glyphs: Frame) {
    guard let row = layout.breakRow else { return }
    for x in layout.plot.x..<layout.plot.maxX {
      let glyph = (x - layout.plot.x).isMultiple(of: 2) ? glyphs.cut : .space
      buffer.put(glyph, x: x, y: row, style: Style(.grid))
    }
    guard let column = layout.axisColumn else { return }
    for x in max(layout.frame.x, column - 1)...column {
      buffer.put(glyphs.cut, x: x, y: row, style: Style(.border))
    }
  }

  private func drawLabels(into buffer: inout Buffer, _ layout: ChartLayout) {
    guard let axisColumn = layout.axisColumn, let axisRow = layout.axisRow else { return }
    for tick in layout.yTicks {
      guard let label = tick.label else { continue }
      let x = axisColumn - 1 - label.utf8.count
      buffer.write(label, x: x, y: tick.position, style: Style(.dim), inside: layout.frame)
    }
    for tick in layout.xTicks {
      guard let label = tick.label else { continue }
      let x = ChartLayout.labelStart(label, at: tick.position, in: layout.frame)
      buffer.write(label, x: x, y: axisRow + 1, style: Style(.dim), inside: layout.frame)
    }
  }

  private func drawTitles(into buffer: inout Buffer, _ layout: ChartLayout) {
    let (frame, style) = (layout.frame, Style(.text))
    if let row = layout.headRow {
      buffer.write(yAxis.title, x: frame.x, y: row, style: style, inside: frame)
    }
    let width = xAxis.title.columns(unicode: buffer.unicode)
    if let row = layout.titleRow {
      let x = max(frame.x, layout.plot.x + (layout.plot.width - width) / 2)
      buffer.write(xAxis.title, x: x, y: row, style: style, inside: frame)
    } else if showsXLabels, let axisRow = layout.axisRow, let column = layout.axisColumn,
      width <= min(ChartLayout.gutterTitle, column - 1 - frame.x)
    {
      buffer.write(
        xAxis.title, x: column - 1 - width, y: axisRow + 1, style: style, inside: frame)
    }
  }

  /// The letters and names of the series, right of the y axis' title; where they do not all fit,
  /// each is cut to an equal part, and without room for names the letters remain.
  func drawLegend(into buffer: inout Buffer, _ layout: ChartLayout) {
    guard let row = layout.headRow, !series.isEmpty else { return }
    let entries = series.map { String($0.sign(buffer.unicode)) + " " + $0.name }
    let title = yAxis.title.columns(unicode: buffer.unicode)
    let free = layout.frame.width - (title > 0 ? title + 3 : 0)
    var widths = entries.map { $0.columns(unicode: buffer.unicode) }
    if widths.reduce(0, +) + 2 * (widths.count - 1) > free {
      let most = (free + 2) / widths.count - 2
      widths = widths.map { most < 4 ? 1 : min($0, most) }
    }
    var x = layout.frame.maxX - widths.reduce(0, +) - 2 * (widths.count - 1)
    guard x >= layout.frame.maxX - free else { return }
    for (index, series) in series.enumerated() {
      let text = widths[index] == 1 ? String(series.sign(buffer.unicode)) : entries[index]
      let style = Style(series.role, bold: true)
      buffer.write(text, x: x, y: row, style: style, width: widths[index])
      x += widths[index] + 2
    }
  }
}
