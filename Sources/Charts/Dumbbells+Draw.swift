import TerminalUI

extension Dumbbells {
  package func draw(into buffer: inout Buffer, frame: Rect, level: GlyphLevel) {
    let level = buffer.unicode ? level : .ascii
    guard !frame.isEmpty else { return }
    let layout = DumbbellLayout(self, frame, level, unicode: buffer.unicode)
    layout.drawAxis(into: &buffer)
    if let row = layout.headRow { drawKey(into: &buffer, frame, row: row, layout.glyphs) }
    for row in layout.rows.shown {
      let y = layout.rows.y(of: row)
      layout.labels.draw(rows[row].label, row: row, y: y, into: &buffer)
      layout.draw(rows[row], y: y, into: &buffer)
      let style = Style(row == cursor ? .selection : .text)
      buffer.writeRight(
        text(of: rows[row]), maxX: layout.texts.maxX, y: y, style: style, width: layout.texts.width)
    }
  }

  /// The row at a line of the screen, for the mouse; `nil` beside the rows.
  package func row(at y: Int, in frame: Rect) -> Int? {
    DumbbellLayout(self, frame, .block, unicode: true).rows.row(at: y)
  }

  /// The rows that are shown, for "12-30 of 64".
  package func rowsShown(in frame: Rect) -> Range<Int> {
    DumbbellLayout(self, frame, .block, unicode: true).rows.shown
  }

  /// What stands at the right of a row: the difference, unless the row says something else.
  func text(of row: Row) -> String {
    guard row.text.isEmpty, let old = row.baseline?.value, let new = row.candidate?.value else {
      return row.text
    }
    var signed = axis
    if axis.format == .percent { signed.format = .signedPercent }
    return NumberText.signed(signed.label(of: new - old))
  }

  var fittedAxis: Axis {
    if axis.range == nil, axis.format == .percent, !axis.scale.isLogarithmic {
      var whole = axis
      whole.range = 0...1
      return whole
    }
    let drawn = rows.lazy.flatMap { [$0.baseline, $0.candidate] }.compactMap(\.self)
    return axis.fitted(
      to: drawn.flatMap { [$0.value, $0.low ?? $0.value, $0.high ?? $0.value] }, isRounded: true)
  }

  private func drawKey(
    into buffer: inout Buffer, _ frame: Rect, row: Int, _ glyphs: DumbbellGlyphs
  ) {
    let entries: [(Glyph, String, Role)] = [
      (glyphs.baseline, baselineName, .baseline), (glyphs.candidate, candidateName, .candidate),
      (glyphs.both, "both", .text),
    ]
    var x = frame.x
    for (glyph, name, role) in entries {
      guard x + name.columns(unicode: buffer.unicode) + 2 <= frame.maxX else { return }
      buffer.put(glyph, x: x, y: row, style: Style(role, bold: true))
      x = buffer.write(name, x: x + 2, y: row, style: Style(role, bold: true), inside: frame) + 3
    }
  }
}

/// The signs of two values and what joins them.
struct DumbbellGlyphs {
  let baseline, candidate, both, interval, bar, grid: Glyph

  init(_ level: GlyphLevel) {
    let unicode = level.unicode
    baseline = Glyph(unicode ? "●" : "B")
    candidate = Glyph(unicode ? "○" : "C")
    both = Glyph(unicode ? "◉" : "*")
    interval = Glyph(unicode ? "╌" : "-")
    bar = Glyph(unicode ? "━" : "=")
    grid = Glyph(unicode ? "┊" : ".")
  }
}

/// Where the parts of a list of dumbbells go.
struct DumbbellLayout {
  let headRow: Int?
  let axisRow: Int?
  let rows: ListRows
  let labels: RowLabels
  let plot: Rect
  let texts: Rect
  let glyphs: DumbbellGlyphs
  private let axis: Axis
  private let showsIntervals: Bool

  init(_ chart: Dumbbells, _ frame: Rect, _ level: GlyphLevel, unicode: Bool) {
    var rest = frame
    headRow = frame.height >= 4 ? rest.takeTop(1).y : nil
    let hasAxis = frame.height >= 6
    if hasAxis { _ = rest.takeBottom(1) }
    labels = RowLabels(
      chart.rows.map(\.label), cursor: chart.cursor, of: &rest, share: 0.35, level,
      unicode: unicode)
    let widest = chart.rows.lazy.map { chart.text(of: $0).columns(unicode: unicode) }.max() ?? 0
    texts =
      widest > 0 && rest.width >= widest + 9
      ? rest.takeRight(widest) : Rect(Size(columns: 0, rows: 0))
    if !texts.isEmpty { _ = rest.takeRight(1) }
    plot = rest
    rows = ListRows(rest, count: chart.rows.count, first: chart.firstRow, cursor: chart.cursor)
    axisRow = hasAxis ? rest.y + rows.shown.count : nil
    glyphs = DumbbellGlyphs(level)
    axis = chart.fittedAxis
    showsIntervals = chart.showsIntervals
  }

  func draw(_ row: Dumbbells.Row, y: Int, into buffer: inout Buffer) {
    let old = row.baseline.flatMap { column($0.value) }
    let new = row.candidate.flatMap { column($0.value) }
    drawInterval(of: row.baseline, .baseline, y: y, into: &buffer)
    drawInterval(of: row.candidate, .candidate, y: y, into: &buffer)
    if let old, let new {
      for x in min(old, new)...max(old, new) {
        buffer.put(glyphs.bar, x: x, y: y, style: Style(.border))
      }
    }
    if let old { buffer.put(glyphs.baseline, x: old, y: y, style: Style(.baseline, bold: true)) }
    guard let new else { return }
    let isBoth = old == new
    buffer.put(
      isBoth ? glyphs.both : glyphs.candidate, x: new, y: y,
      style: Style(isBoth ? .text : .candidate, bold: true))
  }

  private func drawInterval(
    of value: Dumbbells.Value?, _ role: Role, y: Int, into buffer: inout Buffer
  ) {
    guard showsIntervals, let low = value?.low.flatMap(column),
      let high = value?.high.flatMap(column)
    else { return }
    for x in min(low, high)...max(low, high) {
      buffer.put(glyphs.interval, x: x, y: y, style: Style(role))
    }
  }

  /// Light lines at the ticks behind all rows, and their labels below.
  func drawAxis(into buffer: inout Buffer) {
    var free = plot.x
    let ticks = axis.ticks(count: max(2, min(6, plot.width / 8)))
    for value in ticks.values {
      guard let x = column(value) else { continue }
      for row in rows.shown {
        buffer.put(glyphs.grid, x: x, y: rows.y(of: row), style: Style(.grid))
      }
      guard let axisRow else { continue }
      let label = axis.label(of: value, exponent: ticks.exponent)
      let start = max(plot.x, min(x - label.utf8.count / 2, plot.maxX - label.utf8.count))
      guard start >= free else { continue }
      free =
        buffer.write(label, x: start, y: axisRow, style: Style(.dim), inside: plot.row(axisRow)) + 1
    }
  }

  /// The column of a value; one beyond the axis lies at its end.
  private func column(_ value: Double) -> Int? {
    guard !plot.isEmpty, let part = axis.fraction(of: value) else { return nil }
    return plot.x + ChartLayout.cell(part, of: plot.width)
  }
}

extension Rect {
  /// The columns of the rectangle at one row, inside it or not.
  func row(_ y: Int) -> Rect { Rect(x: x, y: y, width: width, height: 1) }
}
