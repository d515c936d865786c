import TerminalUI

extension BoxPlot {
  package func draw(into buffer: inout Buffer, frame: Rect, level: GlyphLevel) {
    let level = buffer.unicode ? level : .ascii
    guard !frame.isEmpty, !boxes.isEmpty else { return }
    let layout = BoxPlotLayout(self, frame)
    let empty = LineChart(xAxis: layout.chart.xAxis, yAxis: layout.chart.yAxis, series: [])
    empty.drawAxes(into: &buffer, layout.chart, level)
    let plot = layout.chart.plot
    var canvas = Canvas(size: Size(columns: plot.width, rows: plot.height), level: level)
    for index in layout.shown {
      if let summary = BoxSummary(boxes[index].values) {
        BoxGlyphs(level).draw(
          summary, Style(boxes[index].role, bold: index == cursor), layout.box(index), layout.chart,
          into: &buffer)
      }
      if showsDots { layout.addDots(of: index, boxes[index], to: &canvas) }
      drawLabels(of: index, into: &buffer, layout, level)
    }
    canvas.draw(into: &buffer, x: plot.x, y: plot.y)
    drawGroups(into: &buffer, layout)
  }

  /// The box at a column of the screen, for the mouse; `nil` beside the boxes.
  package func box(at x: Int, in frame: Rect) -> Int? {
    let layout = BoxPlotLayout(self, frame)
    return layout.shown.first { layout.slot($0).contains(x) }
  }

  var fittedAxis: Axis {
    yAxis.fitted(to: boxes.lazy.flatMap(\.values), isRounded: true)
  }

  /// The median with the count of numbers behind it.
  func text(of box: Box) -> String {
    guard let summary = BoxSummary(box.values) else { return "none" }
    return "\(yAxis.label(of: summary.median)) n \(summary.count)"
  }

  private func drawLabels(
    of index: Int, into buffer: inout Buffer, _ layout: BoxPlotLayout, _ level: GlyphLevel
  ) {
    let slot = layout.slot(index)
    if index == cursor, let row = layout.chart.axisRow {
      let middle = layout.box(index).lowerBound + layout.box(index).count / 2
      buffer.write(
        Symbols(level).up, x: middle, y: row, style: Style(.cursor, bold: true),
        inside: layout.chart.frame)
    }
    let number = text(of: boxes[index])
    let median = number.split(separator: " ").first.map(String.init) ?? number
    let texts = [boxes[index].label, number.utf8.count < slot.count ? number : median]
    for (row, text) in zip(layout.labelRows, texts) {
      let isChosen = index == cursor
      let role: Role = isChosen ? .selection : row == layout.labelRows.lowerBound ? .text : .dim
      let room = slot.count - 1
      let width = min(room, text.columns(unicode: buffer.unicode))
      buffer.write(
        text, x: slot.lowerBound + (room - width) / 2, y: row, style: Style(role, bold: isChosen),
        inside: Rect(x: slot.lowerBound, y: row, width: room, height: 1)
          .intersection(layout.chart.frame.row(row)))
    }
  }

  private func drawGroups(into buffer: inout Buffer, _ layout: BoxPlotLayout) {
    guard let row = layout.groupRow else { return }
    var first = layout.shown.lowerBound
    while first < layout.shown.upperBound {
      let last =
        layout.shown[first...].last { index in
          (first...index).allSatisfy { boxes[$0].group == boxes[first].group }
        } ?? first
      let columns = layout.slot(first).lowerBound..<layout.slot(last).upperBound
      let text = boxes[first].group
      let width = min(columns.count - 1, text.columns(unicode: buffer.unicode))
      buffer.write(
        text, x: columns.lowerBound + (columns.count - 1 - width) / 2, y: row,
        style: Style(.heading),
        inside: Rect(x: columns.lowerBound, y: row, width: columns.count - 1, height: 1)
          .intersection(layout.chart.frame.row(row)))
      first = last + 1
    }
  }
}

/// Where the boxes go: each has a slot of equal width, the box at its left and dots beside it.
struct BoxPlotLayout {
  let chart: ChartLayout
  /// The boxes that there is room for, among them the one under the cursor.
  let shown: Range<Int>
  /// The rows of labels and medians.
  let labelRows: Range<Int>
  let groupRow: Int?
  private let pitch: Int

  init(_ plot: BoxPlot, _ frame: Rect) {
    var rest = frame
    let hasGroups = plot.boxes.contains { !$0.group.isEmpty }
    groupRow = hasGroups && frame.height >= 10 ? rest.takeBottom(1).y : nil
    let labels = rest.takeBottom(frame.height >= 8 ? 2 : frame.height >= 4 ? 1 : 0)
    labelRows = labels.y..<labels.maxY
    chart = ChartLayout(
      frame: rest, xAxis: Axis("", range: 0...1), yAxis: plot.fittedAxis,
      ChartLayout.Parts(hasXLabels: false, hasXTicks: false))
    let width = chart.plot.width
    let room = max(width > 0 ? 1 : 0, width / 6)
    shown = .shown(of: plot.boxes.count, first: 0, room: room, cursor: plot.cursor)
    pitch = min(18, width / max(1, shown.count))
  }

  /// The columns of the screen that a box and its dots have.
  func slot(_ index: Int) -> Range<Int> {
    let start = chart.plot.x + (index - shown.lowerBound) * pitch
    return start..<(start + max(0, pitch))
  }

  /// The columns of a box, an odd number so that its whiskers are in the middle.
  func box(_ index: Int) -> Range<Int> {
    let slot = slot(index)
    let width = hasDots ? min(7, (pitch - 2) / 2) : pitch - 2
    let odd = max(1, width - (width + 1) % 2)
    return
      (slot.lowerBound + 1)..<min(
        slot.lowerBound + 1 + odd, max(slot.upperBound, slot.lowerBound + 2))
  }

  private var hasDots: Bool { pitch >= 8 }

  /// Sets a dot for each number beside the box; where they would hide each other they spread.
  func addDots(of index: Int, _ box: BoxPlot.Box, to canvas: inout Canvas) {
    guard hasDots, let window = chart.windows.first else { return }
    let columns = (self.box(index).upperBound + 1)..<(slot(index).upperBound - 1)
    guard !columns.isEmpty else { return }
    for (number, value) in box.values.enumerated() where value.isFinite {
      guard let y = window.rowOffset(of: value) else { continue }
      // Multiples of the golden ratio fill an interval evenly.
      let part = (Double(number) * 0.618034).truncatingRemainder(dividingBy: 1)
      let x = Double(columns.lowerBound - chart.plot.x) + part * Double(columns.count)
      canvas.point(at: Place(x: x, y: y), role: box.role)
    }
  }
}

/// The glyphs of a box.
private struct BoxGlyphs {
  private let vertical, horizontal, topLeft, topRight, bottomLeft, bottomRight: Glyph
  private let cap, foot, left, right, median, single: Glyph

  init(_ level: GlyphLevel) {
    func glyph(_ unicode: Unicode.Scalar, _ ascii: Unicode.Scalar) -> Glyph {
      Glyph(level.unicode ? unicode : ascii)
    }
    (vertical, horizontal) = (glyph("│", "|"), glyph("─", "-"))
    (topLeft, topRight) = (glyph("┌", "+"), glyph("┐", "+"))
    (bottomLeft, bottomRight) = (glyph("└", "+"), glyph("┘", "+"))
    (cap, foot) = (glyph("┬", "+"), glyph("┴", "+"))
    (left, right, median, single) = (
      glyph("┝", "["), glyph("┥", "]"), glyph("━", "="), glyph("┿", "=")
    )
  }

  func draw(
    _ summary: BoxSummary, _ style: Style, _ columns: Range<Int>, _ layout: ChartLayout,
    into buffer: inout Buffer
  ) {
    guard let first = columns.first, let last = columns.last,
      let top = row(summary.upperQuartile, layout), let bottom = row(summary.lowerQuartile, layout),
      let median = row(summary.median, layout), let high = row(summary.upperWhisker, layout),
      let low = row(summary.lowerWhisker, layout)
    else { return }
    let (middle, plot) = (first + columns.count / 2, layout.plot)
    for y in high...low { buffer.put(vertical, x: middle, y: y, style: style, inside: plot) }
    if high < top { buffer.put(cap, x: middle, y: high, style: style, inside: plot) }
    if low > bottom { buffer.put(foot, x: middle, y: low, style: style, inside: plot) }
    let inside = Rect(x: first, y: top, width: columns.count, height: bottom - top + 1)
    buffer.fill(inside.intersection(plot), style: style)
    for y in top...bottom {
      buffer.put(vertical, x: first, y: y, style: style, inside: plot)
      buffer.put(vertical, x: last, y: y, style: style, inside: plot)
    }
    edge(first...last, y: bottom, (bottomLeft, horizontal, bottomRight), style, plot, into: &buffer)
    edge(first...last, y: top, (topLeft, horizontal, topRight), style, plot, into: &buffer)
    edge(first...last, y: median, (left, self.median, right), style, plot, into: &buffer)
  }

  private func edge(
    _ columns: ClosedRange<Int>, y: Int, _ glyphs: (Glyph, Glyph, Glyph), _ style: Style,
    _ plot: Rect, into buffer: inout Buffer
  ) {
    for x in columns { buffer.put(glyphs.1, x: x, y: y, style: style, inside: plot) }
    guard columns.count > 1 else {
      return buffer.put(single, x: columns.lowerBound, y: y, style: style, inside: plot)
    }
    buffer.put(glyphs.0, x: columns.lowerBound, y: y, style: style, inside: plot)
    buffer.put(glyphs.2, x: columns.upperBound, y: y, style: style, inside: plot)
  }

  /// The row of a value; one beyond the axis lies at its end.
  private func row(_ value: Double, _ layout: ChartLayout) -> Int? {
    guard !layout.plot.isEmpty, let part = layout.yAxis.fraction(of: value) else { return nil }
    return layout.plot.y + ChartLayout.cell(1 - part, of: layout.plot.height)
  }
}
