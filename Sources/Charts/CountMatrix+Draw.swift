import TerminalUI

extension CountMatrix {
  package func draw(into buffer: inout Buffer, frame: Rect, level: GlyphLevel) {
    let level = buffer.unicode ? level : .ascii
    guard !frame.isEmpty, !rows.isEmpty, !columns.isEmpty else { return }
    let layout = CountMatrixLayout(self, frame, level, unicode: buffer.unicode)
    drawHead(into: &buffer, layout)
    for row in layout.rows.shown {
      let y = layout.rows.y(of: row)
      let isSum = row == rows.count
      layout.labels.draw(isSum ? "sum" : rows[row], row: row, y: y, into: &buffer)
      for column in 0..<layout.columns {
        drawCell(GridPlace(row: row, column: column), y: y, into: &buffer, layout, level)
      }
    }
  }

  /// The cell at a place of the screen, for the mouse; `nil` beside the cells and at sums.
  package func cell(atX x: Int, y: Int, in frame: Rect) -> GridPlace? {
    let layout = CountMatrixLayout(self, frame, .block, unicode: true)
    guard let row = layout.rows.row(at: y), let column = layout.column(at: x),
      rows.indices.contains(row), columns.indices.contains(column)
    else { return nil }
    return GridPlace(row: row, column: column)
  }

  /// The count of a cell, or the sum where the place is beyond the last row or column.
  func countOrSum(_ place: GridPlace) -> Int {
    let rowsMeant = place.row < rows.count ? place.row..<(place.row + 1) : rows.indices
    let columnsMeant =
      place.column < columns.count ? place.column..<(place.column + 1) : columns.indices
    return rowsMeant.reduce(0) { sum, row in
      columnsMeant.reduce(sum) { $0 + count(GridPlace(row: row, column: $1)) }
    }
  }

  var total: Int { countOrSum(GridPlace(row: rows.count, column: columns.count)) }

  private func drawHead(into buffer: inout Buffer, _ layout: CountMatrixLayout) {
    if let row = layout.titleRow {
      let x = layout.x(of: 0)
      buffer.write(columnTitle, x: x, y: row, style: Style(.text), inside: layout.frame.row(row))
    }
    guard !layout.labelRows.isEmpty else { return }
    let names = columns + (layout.columns > columns.count ? ["sum"] : [])
    for (column, name) in names.enumerated() {
      let row = layout.labelRows.lowerBound + column % layout.labelRows.count
      let isChosen = cursor?.column == column
      let style = Style(isChosen ? .selection : .heading, bold: isChosen)
      let maxX = layout.x(of: column) + layout.width
      let width = name.columns(unicode: buffer.unicode)
      let most = (layout.width + 1) * layout.labelRows.count - 1
      let room = Rect(x: maxX - min(width, most), y: row, width: min(width, most), height: 1)
      buffer.writeRight(
        name, maxX: maxX, y: row, style: style, inside: room.intersection(layout.frame))
    }
    let row = layout.labelRows.upperBound - 1
    let frame = layout.labels.frame
    buffer.write(rowTitle, x: frame.x, y: row, style: Style(.text), inside: frame.row(row))
  }

  private func drawCell(
    _ place: GridPlace, y: Int, into buffer: inout Buffer, _ layout: CountMatrixLayout,
    _ level: GlyphLevel
  ) {
    let isSum = place.row == rows.count || place.column == columns.count
    let (count, x, isChosen) = (countOrSum(place), layout.x(of: place.column), place == cursor)
    let role = isSum ? Role.dim : emphasis[place] ?? .text
    let style = Style(role, bold: emphasis[place] != nil && !isSum, reversed: isChosen)
    let line = Rect(x: x, y: y, width: layout.width, height: 1).intersection(layout.frame)
    let number = count == 0 && !isSum ? (level.unicode ? "·" : ".") : String(count)
    if layout.showsPercent {
      buffer.writeRight(number, maxX: line.maxX - 8, y: y, style: style, inside: line)
      let share = NumberText.percent(count, of: total) ?? ""
      buffer.writeRight(
        share, maxX: line.maxX, y: y, style: Style(isSum ? .dim : role, reversed: isChosen),
        inside: line)
    } else {
      buffer.writeRight(number, maxX: line.maxX, y: y, style: style, inside: line)
    }
    guard isChosen else { return }
    let bracket = Style(.cursor, bold: true)
    buffer.write("[", x: x - 1, y: y, style: bracket, inside: layout.frame)
    buffer.write("]", x: line.maxX, y: y, style: bracket, inside: layout.frame)
  }
}

/// Where the cells of a table of counts go.
struct CountMatrixLayout {
  let frame: Rect
  let titleRow: Int?
  /// The rows of the labels of columns, which take turns where one is too narrow for them.
  let labelRows: Range<Int>
  let labels: RowLabels
  let rows: ListRows
  /// How many columns are shown, with the one of sums.
  let columns: Int
  /// The screen columns of a cell without the gap before it.
  let width: Int
  let showsPercent: Bool
  private let gap: Int
  private let left: Int

  init(_ matrix: CountMatrix, _ frame: Rect, _ level: GlyphLevel, unicode: Bool) {
    var rest = frame
    let (count, sums) = (matrix.columns.count, matrix.showsSums ? 1 : 0)
    titleRow = frame.height >= 5 && !matrix.columnTitle.isEmpty ? rest.takeTop(1).y : nil
    var columnsFrame = rest
    labels = RowLabels(
      matrix.rows + ["sum", matrix.rowTitle], cursor: matrix.cursor?.row, of: &columnsFrame,
      level, unicode: unicode)
    let widest = matrix.columns.map { $0.columns(unicode: unicode) }.max() ?? 0
    let digits = String(matrix.total).utf8.count
    let pitch = columnsFrame.width / max(1, count + sums)
    showsPercent = matrix.showsPercent && pitch >= digits + 10
    let needed = digits + (showsPercent ? 8 : 0)
    let gap = (needed + 2) * (count + sums) <= columnsFrame.width ? 2 : 1
    let width = max(needed, min(max(widest, needed), pitch - gap))
    columns = min(count + sums, max(0, columnsFrame.width / (width + gap)))
    let turns = min(3, (widest + width + gap) / (width + gap))
    (self.gap, self.width) = (gap, width)
    let room = max(0, min(turns, rest.height - matrix.rows.count - sums, rest.height - 1))
    labelRows = rest.y..<(rest.y + (rest.height >= 2 ? max(1, room) : 0))
    _ = rest.takeTop(labelRows.count)
    rows = ListRows(
      rest, count: matrix.rows.count + sums, first: 0, cursor: matrix.cursor?.row)
    left = columnsFrame.x + 1
    self.frame = frame
  }

  func x(of column: Int) -> Int { left + column * (width + gap) }

  func column(at x: Int) -> Int? {
    guard x >= left, (x - left) / (width + gap) < columns else { return nil }
    return (x - left) / (width + gap)
  }
}
