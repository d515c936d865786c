import TerminalUI

extension PanelGrid {
  package func draw(into buffer: inout Buffer, frame: Rect, level: GlyphLevel) {
    let level = buffer.unicode ? level : .ascii
    guard !frame.isEmpty else { return }
    let layout = PanelGridLayout(self, frame)
    if let row = layout.legendRow { drawHead(into: &buffer, frame.row(row), layout, level) }
    for row in layout.rows {
      for column in layout.columns {
        let place = GridPlace(row: row, column: column)
        guard let panel = panel(place) else { continue }
        draw(panel, place, into: &buffer, layout, level)
      }
    }
  }

  /// The panel at a place of the screen, for the mouse; `nil` beside the panels.
  package func panel(atX x: Int, y: Int, in frame: Rect) -> GridPlace? {
    let layout = PanelGridLayout(self, frame)
    for row in layout.rows {
      for column in layout.columns {
        let place = GridPlace(row: row, column: column)
        if panel(place) != nil, layout.frame(of: place).contains(x: x, y: y) { return place }
      }
    }
    return nil
  }

  /// The rows and columns of panels that are shown, for "rows 1-2 of 4".
  package func shown(in frame: Rect) -> (rows: Range<Int>, columns: Range<Int>) {
    let layout = PanelGridLayout(self, frame)
    return (layout.rows, layout.columns)
  }

  /// The panel at a place of the table, or `nil` where its row ends before it.
  package func panel(_ place: GridPlace) -> Panel? {
    guard panels.indices.contains(place.row), panels[place.row].indices.contains(place.column)
    else { return nil }
    return panels[place.row][place.column]
  }

  var columnCount: Int { panels.lazy.map(\.count).max() ?? 0 }

  private func draw(
    _ panel: Panel, _ place: GridPlace, into buffer: inout Buffer, _ layout: PanelGridLayout,
    _ level: GlyphLevel
  ) {
    var rest = layout.frame(of: place)
    guard !rest.isEmpty else { return }
    let isChosen = place == cursor
    let title = rest.takeTop(1)
    let style = Style(isChosen ? .selection : .heading, bold: isChosen)
    let sign = isChosen ? Symbols(level).selected + " " : ""
    buffer.write(sign + panel.title, x: title.x, y: title.y, style: style, inside: title)
    switch panel.content {
    case .curves(let chart):
      layout.dressed(chart, at: place).draw(into: &buffer, frame: rest, level: level)
    case .bars(var bars):
      bars.showsLegend = false
      bars.draw(into: &buffer, frame: rest, level: level)
    case .note(let text):
      let y = rest.y + max(0, (rest.height - 1) / 2)
      buffer.write(text, x: rest.x, y: y, style: Style(.dim), inside: rest)
    }
  }

  /// What y is, the key of all panels, and which of them are shown.
  private func drawHead(
    into buffer: inout Buffer, _ row: Rect, _ layout: PanelGridLayout, _ level: GlyphLevel
  ) {
    var x = row.x
    if let chart = firstChart, !chart.yAxis.title.isEmpty {
      x = buffer.write(chart.yAxis.title, x: x, y: row.y, style: Style(.text), inside: row) + 3
    }
    for entry in key(level) {
      let width = entry.text.columns(unicode: buffer.unicode)
      guard x + width <= row.maxX else { break }
      x =
        buffer.write(entry.text, x: x, y: row.y, style: Style(entry.role, bold: true), inside: row)
        + 2
    }
    guard layout.rows.count < panels.count || layout.columns.count < columnCount else { return }
    var text = "rows \(layout.rows.text) of \(panels.count)"
    if layout.columns.count < columnCount {
      text += ", columns \(layout.columns.text) of \(columnCount)"
    }
    guard x + text.utf8.count <= row.maxX else { return }
    buffer.writeRight(text, maxX: row.maxX, y: row.y, style: Style(.dim))
  }

  var firstChart: LineChart? {
    for panel in panels.joined() {
      if case .curves(let chart) = panel.content { return chart }
    }
    return nil
  }

  /// A line of the key.
  struct Entry: Hashable {
    let text: String
    let role: Role
  }

  /// Each series once, in the order in which the panels have them.
  func key(_ level: GlyphLevel) -> [Entry] {
    var entries: [Entry] = []
    for panel in panels.joined() {
      for entry in Self.entries(of: panel.content, level) where !entries.contains(entry) {
        entries.append(entry)
      }
    }
    return entries
  }

  private static func entries(of content: Content, _ level: GlyphLevel) -> [Entry] {
    switch content {
    case .curves(let chart):
      chart.series.map {
        Entry(text: "\($0.sign(level.unicode)) \($0.name)", role: $0.role)
      }
    case .bars(let bars):
      bars.columns.map {
        let sample = Character(Unicode.Scalar($0.fill.glyph(level).base) ?? " ")
        return Entry(text: "\(sample)\(sample) \($0.series.name)", role: $0.series.role)
      }
    case .note: []
    }
  }
}
