import TerminalUI

extension HeatMap {
  package func draw(into buffer: inout Buffer, frame: Rect, level: GlyphLevel) {
    let level = buffer.unicode ? level : .ascii
    guard !frame.isEmpty, !rows.isEmpty, !columns.isEmpty else { return }
    let layout = HeatMapLayout(self, frame, level, unicode: buffer.unicode)
    drawTitles(into: &buffer, layout)
    for row in layout.rows.shown {
      let y = layout.rows.y(of: row)
      layout.labels.draw(rows[row], row: row, y: y, into: &buffer, isRight: true)
      for column in layout.columns {
        drawCell(GridPlace(row: row, column: column), y: y, into: &buffer, layout, level)
      }
    }
    if let row = layout.legendRow { drawLegend(into: &buffer, frame.row(row), level) }
  }

  /// The cell at a place of the screen, for the mouse; `nil` beside the cells.
  package func cell(atX x: Int, y: Int, in frame: Rect) -> GridPlace? {
    let layout = HeatMapLayout(self, frame, .block, unicode: true)
    guard let row = layout.rows.row(at: y), let column = layout.column(at: x) else { return nil }
    return GridPlace(row: row, column: column)
  }

  /// The rows and columns that are shown.
  package func shown(in frame: Rect) -> (rows: Range<Int>, columns: Range<Int>) {
    let layout = HeatMapLayout(self, frame, .block, unicode: true)
    return (layout.rows.shown, layout.columns)
  }

  /// The number of a cell as text.
  func text(of value: Double) -> String {
    switch meaning {
    case .share: Axis("", format: .percent).label(of: value.rounded(toDecimals: 2))
    case .difference: Axis("", format: .signedPercent).label(of: value.rounded(toDecimals: 2))
    }
  }

  func heatCell(_ value: Double?, width: Int, _ level: GlyphLevel) -> HeatScale.HeatCell {
    switch meaning {
    case .share: HeatScale(level: level).cell(value, width: width)
    case .difference(let limit):
      DifferenceScale(level: level, limit: limit).cell(value, width: width)
    }
  }

  /// What the glyphs mean.
  func legend(_ level: GlyphLevel) -> [HeatScale.HeatCell] {
    switch meaning {
    case .share: HeatScale(level: level).legend
    case .difference(let limit): DifferenceScale(level: level, limit: limit).legend(text)
    }
  }

  private func drawCell(
    _ place: GridPlace, y: Int, into buffer: inout Buffer, _ layout: HeatMapLayout,
    _ level: GlyphLevel
  ) {
    let (x, width, value) = (layout.x(of: place.column), layout.width, value(place))
    let isChosen = place == cursor
    let cell = heatCell(value, width: width, level)
    let style = Style(cell.role, reversed: isChosen)
    let inside = Rect(x: x, y: y, width: width, height: 1)
    let number = value.map(text) ?? ""
    if width >= 6, !number.isEmpty {
      buffer.write(cell.text.prefix(width - 4), x: x, y: y, style: style, inside: inside)
      buffer.fill(
        Rect(x: x + width - 4, y: y, width: 4, height: 1), style: Style(.text, reversed: isChosen))
      buffer.writeRight(
        number, maxX: x + width, y: y, style: Style(.text, reversed: isChosen), width: 4)
    } else {
      buffer.write(cell.text, x: x, y: y, style: style, inside: inside)
    }
    guard isChosen, layout.gap > 0 else { return }
    let bracket = Style(.cursor, bold: true)
    buffer.write("[", x: x - 1, y: y, style: bracket, inside: layout.frame)
    buffer.write("]", x: x + width, y: y, style: bracket, inside: layout.frame)
  }

  private func drawTitles(into buffer: inout Buffer, _ layout: HeatMapLayout) {
    let style = Style(.text)
    if let row = layout.titleRow {
      let first = layout.x(of: layout.columns.lowerBound)
      buffer.write(columnTitle, x: first, y: row, style: style, inside: layout.frame)
      if layout.isCut {
        let text =
          "rows \(layout.rows.shown.text) of \(rows.count), columns "
          + "\(layout.columns.text) of \(columns.count)"
        let used = first + columnTitle.columns(unicode: buffer.unicode) + 2
        if used + text.utf8.count <= layout.frame.maxX {
          buffer.writeRight(text, maxX: layout.frame.maxX, y: row, style: Style(.dim))
        }
      }
    }
    guard let row = layout.labelRow else { return }
    buffer.writeRight(
      rowTitle, maxX: layout.labels.frame.maxX, y: row, style: style,
      width: layout.labels.frame.width)
    drawColumnLabels(into: &buffer, row: row, layout)
  }

  /// The labels of columns; those that would touch the one before are left out, but not the one
  /// under the cursor.
  private func drawColumnLabels(
    into buffer: inout Buffer, row: Int, _ layout: HeatMapLayout
  ) {
    var free = layout.frame.x
    let chosen = cursor.map { layout.columns.contains($0.column) ? $0.column : -1 } ?? -1
    let chosenStart = chosen >= 0 ? layout.x(of: chosen) : Int.max
    for column in layout.columns {
      let x = layout.x(of: column)
      let width = columns[column].columns(unicode: buffer.unicode)
      let isChosen = column == chosen
      guard isChosen || (x >= free && (x + width < chosenStart || x > chosenStart)) else {
        continue
      }
      let style = Style(isChosen ? .selection : .dim, bold: isChosen)
      free =
        buffer.write(columns[column], x: x, y: row, style: style, inside: layout.frame.row(row)) + 1
    }
  }

  private func drawLegend(into buffer: inout Buffer, _ row: Rect, _ level: GlyphLevel) {
    var x = row.x
    for part in legend(level) {
      guard x + part.text.columns() <= row.maxX else { return }
      x = buffer.write(part.text, x: x, y: row.y, style: Style(part.role), inside: row) + 2
    }
  }
}

extension Double {
  fileprivate func rounded(toDecimals count: Int) -> Double {
    let scale = count == 2 ? 100.0 : 1
    return (self * scale).rounded() / scale
  }
}

extension Range<Int> {
  /// The items as people count them: `3-7`.
  var text: String { count < 2 ? "\(lowerBound + 1)" : "\(lowerBound + 1)-\(upperBound)" }
}

/// Where the cells of a heat map go.
struct HeatMapLayout {
  let frame: Rect
  let titleRow: Int?
  let labelRow: Int?
  let legendRow: Int?
  let labels: RowLabels
  let rows: ListRows
  /// The columns of the table that are shown.
  let columns: Range<Int>
  /// The screen columns of a cell, and of the gap after it.
  let width: Int
  let gap: Int
  let isCut: Bool
  private let left: Int

  init(_ map: HeatMap, _ frame: Rect, _ level: GlyphLevel, unicode: Bool) {
    var rest = frame
    titleRow = frame.height >= 6 && !map.columnTitle.isEmpty ? rest.takeTop(1).y : nil
    labelRow = frame.height >= 3 ? rest.takeTop(1).y : nil
    let hasLegend = frame.height >= 5
    if hasLegend { _ = rest.takeBottom(1) }
    labels = RowLabels(
      map.rows + [map.rowTitle], cursor: map.cursor?.row, of: &rest, level, unicode: unicode)
    rows = ListRows(
      rest, count: map.rows.count, first: map.first.row, cursor: map.cursor?.row)
    legendRow = hasLegend ? rest.y + rows.shown.count : nil
    let fitting = rest.width / max(1, map.columns.count)
    let asked = map.cellWidth.map { max(1, $0) } ?? min(8, max(1, fitting - 1))
    width = max(1, min(asked, rest.width - 2))
    gap = rest.width >= 3 && (map.cellWidth == nil ? fitting != 1 : true) ? 1 : 0
    let room = rest.width / max(1, width + gap)
    columns = .shown(
      of: map.columns.count, first: map.first.column, room: max(rest.isEmpty ? 0 : 1, room),
      cursor: map.cursor?.column)
    isCut = columns.count < map.columns.count || rows.shown.count < map.rows.count
    left = rest.x + (gap > 0 && labels.frame.isEmpty ? 1 : 0)
    self.frame = frame
  }

  func x(of column: Int) -> Int { left + (column - columns.lowerBound) * (width + gap) }

  func column(at x: Int) -> Int? {
    guard x >= left else { return nil }
    let column = columns.lowerBound + (x - left) / (width + gap)
    return columns.contains(column) ? column : nil
  }
}
