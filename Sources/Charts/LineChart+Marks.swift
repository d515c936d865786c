import TerminalUI

extension LineChart {
  /// Level lines, over the bands and below the curves.
  func drawRules(into buffer: inout Buffer, _ layout: ChartLayout, _ level: GlyphLevel) {
    for rule in rules {
      guard let row = layout.row(of: rule.y) else { continue }
      for x in layout.plot.x..<layout.plot.maxX {
        buffer.put(Symbols(level).horizontal, x: x, y: row, style: Style(rule.role))
      }
      let width = rule.label.columns(unicode: buffer.unicode)
      guard width > 0, width + 4 <= layout.plot.width else { continue }
      buffer.write(
        " " + rule.label + " ", x: layout.plot.maxX - width - 3, y: row, style: Style(rule.role),
        inside: layout.plot)
    }
  }

  /// A broken line across the plot at each mark.
  func drawMarkLines(into buffer: inout Buffer, _ layout: ChartLayout, _ level: GlyphLevel) {
    for mark in marks {
      guard let column = layout.column(of: mark.x) else { continue }
      for y in layout.plot.y..<layout.plot.maxY {
        buffer.put(
          Glyph(level.unicode ? "┆" : "!"), x: column, y: y, style: Style(mark.role))
      }
      guard let row = layout.axisRow else { continue }
      buffer.put(
        Glyph(level.unicode ? "▲" : "!"), x: column, y: row, style: Style(mark.role, bold: true))
    }
  }

  /// The marks' intervals and labels, one row each.
  ///
  ///     ├────┼──┤ k* 37 (22-71)        ◀──┼──┤ open below
  func drawMarks(into buffer: inout Buffer, _ layout: ChartLayout, _ level: GlyphLevel) {
    for (mark, row) in zip(marks, layout.markRows) {
      let columns = drawBracket(of: mark, row: row, into: &buffer, layout, level)
      let frame = layout.frame
      let width = mark.label.columns(unicode: buffer.unicode)
      let (right, left) = (columns.upperBound + 1, columns.lowerBound - width - 1)
      let x = right + width <= frame.maxX || left < frame.x ? right : left
      // A bracket as wide as the frame leaves no room beside it: the label lies over its end.
      let start = x + width <= frame.maxX ? x : max(frame.x, frame.maxX - width)
      buffer.write(
        mark.label, x: start, y: row, style: Style(mark.role, bold: true), inside: frame)
    }
  }

  /// Draws an interval and returns the columns it takes, none where it is off the axis.
  private func drawBracket(
    of mark: Mark, row: Int, into buffer: inout Buffer, _ layout: ChartLayout, _ level: GlyphLevel
  ) -> Range<Int> {
    let style = Style(mark.role)
    let middle = layout.column(of: mark.x)
    let ends = mark.interval.flatMap { layout.columns(of: $0) }
    guard let first = ends?.first ?? middle, let last = ends?.last ?? middle else {
      return layout.plot.x..<layout.plot.x
    }
    let glyphs = Bracket(level)
    for x in first...last { buffer.put(glyphs.line, x: x, y: row, style: style) }
    if let interval = mark.interval {
      let isOpenBelow = layout.column(of: interval.lowerBound) == nil
      let isOpenAbove = layout.column(of: interval.upperBound) == nil
      buffer.put(isOpenBelow ? glyphs.openLow : glyphs.low, x: first, y: row, style: style)
      buffer.put(isOpenAbove ? glyphs.openHigh : glyphs.high, x: last, y: row, style: style)
    }
    if let middle {
      buffer.put(glyphs.middle, x: middle, y: row, style: Style(mark.role, bold: true))
    }
    return first..<(last + 1)
  }

  /// The band of states, and what its glyphs mean.
  func drawStrip(into buffer: inout Buffer, _ layout: ChartLayout) {
    guard let strip, let row = layout.stripRow else { return }
    for span in strip.spans where strip.states.indices.contains(span.state) {
      guard let columns = layout.columns(of: span.range) else { continue }
      let state = strip.states[span.state]
      for x in columns.first...columns.last {
        let cell = Rect(x: x, y: row, width: 1, height: 1)
        buffer.write(String(state.glyph), x: x, y: row, style: Style(state.role), inside: cell)
      }
    }
    guard let keyRow = layout.stripKeyRow else { return }
    var x = layout.plot.x
    for state in strip.states {
      let text = "\(state.glyph) \(state.name)"
      x = buffer.write(text, x: x, y: keyRow, style: Style(state.role), inside: layout.frame) + 3
    }
  }
}

/// The glyphs of an interval.
struct Bracket {
  let low, high, openLow, openHigh, line, middle: Glyph

  init(_ level: GlyphLevel) {
    let unicode = level.unicode
    low = Glyph(unicode ? "├" : "|")
    high = Glyph(unicode ? "┤" : "|")
    openLow = Glyph(unicode ? "◀" : "<")
    openHigh = Glyph(unicode ? "▶" : ">")
    line = Glyph(unicode ? "─" : "-")
    middle = Glyph(unicode ? "┼" : "+")
  }
}

extension ChartLayout {
  /// The columns that a part of the x axis takes: cut where the axis ends, and at least one;
  /// `nil` where it has none on the axis.
  func columns(of range: ClosedRange<Double>) -> (first: Int, last: Int)? {
    guard !plot.isEmpty else { return nil }
    func place(_ x: Double, beyond: Double) -> Double? {
      if x.isInfinite { return x < 0 ? -1 : 2 }
      return xAxis.fraction(of: x) ?? (x.isNaN ? nil : beyond)
    }
    guard let low = place(range.lowerBound, beyond: -1),
      let high = place(range.upperBound, beyond: -1), low <= 1 + 1e-9, high >= -1e-9
    else { return nil }
    return (
      plot.x + Self.cell(max(0, low), of: plot.width),
      plot.x + Self.cell(min(1, high), of: plot.width)
    )
  }
}
