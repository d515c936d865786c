import TerminalUI

extension SetBars {
  package func draw(into buffer: inout Buffer, frame: Rect, level: GlyphLevel) {
    let level = buffer.unicode ? level : .ascii
    guard !frame.isEmpty else { return }
    let layout = SetBarsLayout(self, frame)
    drawSets(into: &buffer, layout, level)
    drawLetters(into: &buffer, layout)
    for row in layout.rows.shown {
      let y = layout.rows.y(of: row)
      drawMatrix(of: intersections[row], row: row, y: y, into: &buffer, layout, level)
      let role: Role = row == cursor ? .selection : .text
      layout.drawBar(
        intersections[row].count, of: largest, text: text(of: intersections[row]), .notice,
        textStyle: Style(role, bold: row == cursor), y: y, into: &buffer, level)
    }
  }

  /// The intersection at a line of the screen, for the mouse; `nil` beside them.
  package func row(at y: Int, in frame: Rect) -> Int? {
    SetBarsLayout(self, frame).rows.row(at: y)
  }

  /// The intersections that are shown, for "1-9 of 15".
  package func rowsShown(in frame: Rect) -> Range<Int> { SetBarsLayout(self, frame).rows.shown }

  /// What all intersections hold.
  var total: Int { intersections.reduce(0) { $0 + max(0, $1.count) } }

  var largest: Int { max(1, intersections.map(\.count).max() ?? 0) }

  /// The count with its share of all.
  func text(of intersection: Intersection) -> String {
    let count = String(max(0, intersection.count))
    guard let share = NumberText.percent(intersection.count, of: total) else { return count }
    return count + String(repeating: " ", count: max(1, 7 - share.utf8.count)) + share
  }

  /// The sets with their sizes as bars, or on one line where there is little room.
  private func drawSets(into buffer: inout Buffer, _ layout: SetBarsLayout, _ level: GlyphLevel) {
    let size = max(1, sets.map(\.size).max() ?? 0)
    var x = layout.head.x
    for (index, set) in sets.enumerated() where !layout.head.isEmpty {
      let style = Style(set.role, bold: true)
      let name = "\(set.marker) \(set.name)"
      guard layout.head.height >= sets.count else {
        let text = "\(name) \(set.size)"
        x = buffer.write(text, x: x, y: layout.head.y, style: style, inside: layout.head) + 2
        continue
      }
      let y = layout.head.y + index
      buffer.write(name, x: layout.left.x, y: y, style: style, width: layout.left.width - 1)
      layout.drawBar(
        set.size, of: size, text: String(set.size), set.role, textStyle: Style(.text), y: y,
        into: &buffer, level)
    }
  }

  private func drawLetters(into buffer: inout Buffer, _ layout: SetBarsLayout) {
    guard let row = layout.letterRow else { return }
    for (index, set) in sets.enumerated() {
      let x = layout.column(of: index)
      buffer.write(
        String(set.marker), x: x, y: row, style: Style(set.role, bold: true),
        inside: layout.left.row(row))
    }
  }

  private func drawMatrix(
    of intersection: Intersection, row: Int, y: Int, into buffer: inout Buffer,
    _ layout: SetBarsLayout, _ level: GlyphLevel
  ) {
    let symbols = Symbols(level)
    if row == cursor {
      buffer.write(
        symbols.selected, x: layout.left.x, y: y, style: Style(.selection, bold: true),
        inside: layout.left.row(y))
    }
    let members = intersection.members.filter(sets.indices.contains)
    if let first = members.min(), let last = members.max(), first < last {
      for x in layout.column(of: first)...layout.column(of: last) where x < layout.left.maxX {
        buffer.put(symbols.horizontal, x: x, y: y, style: Style(.border))
      }
    }
    for index in sets.indices where layout.column(of: index) < layout.left.maxX {
      let isIn = members.contains(index)
      let glyph = Glyph(isIn ? (level.unicode ? "●" : "@") : (level.unicode ? "·" : "."))
      buffer.put(
        glyph, x: layout.column(of: index), y: y,
        style: Style(isIn ? sets[index].role : .grid, bold: isIn))
    }
  }
}

/// Where the parts of a chart of sets go.
struct SetBarsLayout {
  /// The sizes of the sets.
  let head: Rect
  let letterRow: Int?
  let rows: ListRows
  /// The names of sets, and below them the dots, right by the bars.
  let left: Rect
  private let bars: Rect
  private let count: Int
  private let isNarrow: Bool

  init(_ chart: SetBars, _ frame: Rect) {
    count = chart.sets.count
    var rest = frame
    let isTall = frame.height >= count + 2 + min(4, chart.intersections.count)
    head = rest.takeTop(frame.height < 4 ? 0 : isTall ? count : 1)
    letterRow = frame.height >= 3 ? rest.takeTop(1).y : nil
    rows = ListRows(
      rest, count: chart.intersections.count, first: chart.firstRow, cursor: chart.cursor)
    let names = isTall ? chart.sets.map { $0.name.columns() + 2 }.max() ?? 0 : 0
    let dots = max(1, 2 * count - 1) + (chart.cursor == nil ? 0 : 2)
    var wide = frame
    left = wide.takeLeft(min(max(dots, min(names, frame.width / 3)) + 1, frame.width))
    bars = wide
    isNarrow = dots + 1 > frame.width
  }

  /// The column of a set's dots: they stand right by the bars.
  func column(of set: Int) -> Int {
    isNarrow ? left.x + 2 * set : left.maxX - 1 - (2 * count - 1) + 2 * set
  }

  /// Draws a bar with a text behind it.
  func drawBar(
    _ value: Int, of largest: Int, text: String, _ role: Role, textStyle: Style, y: Int,
    into buffer: inout Buffer, _ level: GlyphLevel
  ) {
    let line = bars.row(y)
    guard !line.isEmpty else { return }
    let room = line.width >= text.utf8.count + 3 ? line.width - text.utf8.count - 1 : line.width
    let eighths = BarFill.eighths(value, of: largest, cells: room)
    for x in 0..<(eighths / 8) {
      buffer.put(BarFill.solid.glyph(level), x: line.x + x, y: y, style: Style(role))
    }
    var x = line.x + eighths / 8
    if let tip = BarFill.solid.tip(eighths: eighths % 8, upright: false, level) {
      buffer.put(tip, x: x, y: y, style: Style(role))
      x += 1
    }
    guard room < line.width else { return }
    buffer.write(text, x: x + 1, y: y, style: textStyle, inside: line)
  }
}
