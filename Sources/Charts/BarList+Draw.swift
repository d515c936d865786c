import TerminalUI

extension BarList {
  package func draw(into buffer: inout Buffer, frame: Rect, level: GlyphLevel) {
    let level = buffer.unicode ? level : .ascii
    guard !frame.isEmpty, !rows.isEmpty, !groups.isEmpty else { return }
    let layout = BarListLayout(self, frame, level, unicode: buffer.unicode)
    if let head = layout.headRow { drawHead(into: &buffer, row: head, layout) }
    for row in layout.rows.shown {
      let y = layout.rows.y(of: row)
      layout.labels.draw(rows[row].label, row: row, y: y, into: &buffer)
      for (index, area) in layout.areas.enumerated() where rows[row].values.indices.contains(index)
      {
        let line = Rect(
          x: area.x, y: y + (layout.isStacked ? index : 0), width: area.width, height: 1)
        guard line.y < frame.maxY else { continue }
        layout.draw(
          rows[row].values[index], group: index, role: rows[row].role ?? groups[index].role,
          line, into: &buffer)
      }
    }
  }

  /// The row at a line of the screen, for the mouse; `nil` beside the rows.
  package func row(at y: Int, in frame: Rect) -> Int? { layout(in: frame).rows.row(at: y) }

  /// The rows that are shown, for "12-30 of 64".
  package func rowsShown(in frame: Rect) -> Range<Int> { layout(in: frame).rows.shown }

  private func layout(in frame: Rect) -> BarListLayout {
    BarListLayout(self, frame, .block, unicode: true)
  }

  /// The axis with a range that holds every value, interval, and zero.
  var fittedAxis: Axis {
    let drawn = rows.lazy.flatMap(\.values).flatMap { [$0.value, $0.low, $0.high] }
      .compactMap(\.self)
    let zero = axis.scale.isLogarithmic ? [] : [0.0]
    return axis.fitted(to: Array(drawn) + zero, isRounded: true)
  }

  /// All numbers have as many decimals, so that they line up.
  private var decimals: Int {
    let largest = rows.lazy.flatMap(\.values).compactMap { $0.value.map(abs) }.max() ?? 0
    return largest < 10 ? 3 : largest < 1000 ? 1 : 0
  }

  /// What stands at the right of a value.
  func text(of value: Value) -> String {
    if !value.text.isEmpty { return value.text }
    guard let number = value.value, number.isFinite else { return "" }
    switch axis.format {
    case .percent: return NumberText.fixed(number * 100, decimals: 1) + "%"
    case .signedPercent:
      return NumberText.signed(NumberText.fixed(number * 100, decimals: 1)) + "%"
    case .number: return NumberText.fixed(number, decimals: decimals)
    }
  }

  private func drawHead(into buffer: inout Buffer, row: Int, _ layout: BarListLayout) {
    let style = Style(.heading)
    buffer.write(
      axis.title, x: layout.labels.frame.x, y: row, style: style,
      inside: Rect(x: layout.labels.frame.x, y: row, width: layout.labels.frame.width, height: 1))
    for (group, area) in zip(groups, layout.areas) where !layout.isStacked {
      let line = Rect(x: area.x, y: row, width: area.width, height: 1)
      buffer.write(
        group.title, x: area.x, y: row, style: Style(group.role, bold: true), inside: line)
    }
  }
}

/// Where the bars of a list go.
struct BarListLayout {
  let headRow: Int?
  let rows: ListRows
  let labels: RowLabels
  /// Where the bars of each group go with their texts; one below the other if they are stacked.
  let areas: [Rect]
  let isStacked: Bool
  private let axis: Axis
  private let list: BarList
  private let level: GlyphLevel
  /// The columns of the texts of each group, and of the group's name before stacked bars.
  private let textWidths: [Int]
  private let nameWidth: Int

  init(_ list: BarList, _ frame: Rect, _ level: GlyphLevel, unicode: Bool) {
    var rest = frame
    let hasHead = frame.height >= 3 && !(list.axis.title.isEmpty && list.groups.count < 2)
    headRow = hasHead ? rest.takeTop(1).y : nil
    labels = RowLabels(
      list.rows.map(\.label), cursor: list.cursor, of: &rest, share: 0.33, level, unicode: unicode)
    let count = list.groups.count
    isStacked = count > 1 && rest.width / count < 24
    let pitch = isStacked ? rest.width : rest.width / max(1, count)
    let (stacks, area) = (isStacked, rest)
    areas = list.groups.indices.map { index in
      Rect(
        x: area.x + (stacks ? 0 : index * pitch), y: area.y,
        width: stacks || index == count - 1 ? pitch : pitch - 2, height: area.height)
    }
    rows = ListRows(
      rest, count: list.rows.count, first: list.firstRow, cursor: list.cursor,
      height: isStacked ? count : 1)
    textWidths = list.groups.indices.map { index in
      list.rows.lazy.compactMap { $0.values.indices.contains(index) ? $0.values[index] : nil }
        .map { list.text(of: $0).columns(unicode: unicode) }.max() ?? 0
    }
    let widest = list.groups.map { $0.title.columns(unicode: unicode) }.max() ?? 0
    nameWidth = isStacked ? min(widest, 12) + 1 : 0
    axis = list.fittedAxis
    (self.list, self.level) = (list, level)
  }

  /// Draws a bar with its interval, its text and its mark.
  func draw(
    _ value: BarList.Value, group: Int, role: Role, _ line: Rect, into buffer: inout Buffer
  ) {
    var bar = line
    if nameWidth > 0, line.width > nameWidth + 8 {
      let name = bar.takeLeft(nameWidth)
      buffer.write(
        list.groups[group].title, x: name.x, y: name.y, style: Style(.dim), width: nameWidth - 1)
    }
    let texts = bar.takeRight(bar.width >= textWidths[group] + 6 ? textWidths[group] + 3 : 0)
    draw(value, role, bar, into: &buffer)
    guard !texts.isEmpty else { return }
    let style = Style(value.value == nil ? .dim : .text, bold: value.isBest)
    let text = value.value == nil && value.text.isEmpty ? "-" : list.text(of: value)
    buffer.writeRight(text, maxX: texts.maxX, y: texts.y, style: style, width: texts.width)
    if value.isBest {
      let x = texts.maxX - text.columns(unicode: buffer.unicode) - 2
      buffer.write("*", x: x, y: texts.y, style: Style(.notice, bold: true), inside: texts)
    }
  }

  private func draw(_ value: BarList.Value, _ role: Role, _ bar: Rect, into buffer: inout Buffer) {
    guard let number = value.value, let end = part(number), !bar.isEmpty else { return }
    let zero = part(0) ?? 0
    let cells = Double(bar.width)
    let (from, to) = (min(zero, end) * cells, max(zero, end) * cells)
    let style = Style(role, bold: value.isBest)
    let first = Int(from)
    for column in first..<max(first, min(bar.width, Int(to.rounded(.up)))) {
      let eighths = Int(((to - Double(column)) * 8).rounded())
      let glyph = BarFill.solid.tip(eighths: min(8, max(1, eighths)), upright: false, level)
      if let glyph { buffer.put(glyph, x: bar.x + column, y: bar.y, style: style) }
    }
    drawInterval(of: value, at: end, bar, style, into: &buffer)
  }

  private func drawInterval(
    of value: BarList.Value, at end: Double, _ bar: Rect, _ style: Style, into buffer: inout Buffer
  ) {
    guard let low = value.low.flatMap(part), let high = value.high.flatMap(part) else { return }
    let glyphs = Bracket(level)
    func column(_ part: Double) -> Int { bar.x + min(bar.width - 1, Int(part * Double(bar.width))) }
    let (first, last) = (min(column(low), column(high)), max(column(low), column(high)))
    for x in first...last { buffer.put(glyphs.line, x: x, y: bar.y, style: style) }
    buffer.put(glyphs.low, x: first, y: bar.y, style: style)
    buffer.put(glyphs.high, x: last, y: bar.y, style: style)
    buffer.put(glyphs.middle, x: column(end), y: bar.y, style: style)
  }

  /// Where a value lies on its bar, from 0 to 1.
  private func part(_ value: Double) -> Double? {
    axis.fraction(of: value).map { min(max($0, 0), 1) }
  }
}
