import TerminalUI

/// Where the panels of a grid go, and what the axes of each show.
struct PanelGridLayout {
  let legendRow: Int?
  /// The rows and columns of panels that are shown.
  let rows: Range<Int>
  let columns: Range<Int>
  private let grid: PanelGrid
  private let area: Rect
  /// The cells that the labels of shared axes take at the left and at the bottom.
  private let left: Int
  private let bottom: Int
  private let xAxis: Axis?
  private let yAxes: [Axis?]

  init(_ grid: PanelGrid, _ frame: Rect) {
    var rest = frame
    let hasLegend = grid.showsLegend && frame.height > grid.leastPanel.rows
    legendRow = hasLegend ? rest.takeTop(1).y : nil
    let rows = Range.shown(
      of: grid.panels.count, first: grid.first.row,
      room: max(1, rest.height / max(2, grid.leastPanel.rows)), cursor: grid.cursor?.row)
    columns = .shown(
      of: grid.columnCount, first: grid.first.column,
      room: max(1, rest.width / max(4, grid.leastPanel.columns)), cursor: grid.cursor?.column)
    let xAxis = grid.sharedX
    let yAxes = grid.panels.indices.map(grid.sharedY)
    let width = rest.width / max(1, columns.count)
    let height = rest.height / max(1, rows.count)
    let isLow = height < 14 && xAxis != nil && rows.count > 1
    let isNarrow = width < 40 && yAxes.contains { $0 != nil } && columns.count > 1
    left = isNarrow ? Self.labelWidth(rows.compactMap { yAxes[$0] }, rows: height - 3) + 1 : 0
    bottom = isLow ? 1 : 0
    (self.grid, area, self.rows, self.xAxis, self.yAxes) = (grid, rest, rows, xAxis, yAxes)
  }

  private static func labelWidth(_ axes: [Axis], rows: Int) -> Int {
    let windows = axes.map { ChartLayout.Window(rows: 0..<max(0, rows), yAxis: $0) }
    let ticks = windows.flatMap { ChartLayout.yTicks([$0]) }
    return ticks.compactMap { $0.label?.utf8.count }.max() ?? 0
  }

  /// The part of the screen of a panel that is shown, with its title.
  func frame(of place: GridPlace) -> Rect {
    let (row, column) = (place.row - rows.lowerBound, place.column - columns.lowerBound)
    let x = Self.cut(area.width - left, into: columns.count, at: column)
    let nextX = Self.cut(area.width - left, into: columns.count, at: column + 1)
    let y = Self.cut(area.height - bottom, into: rows.count, at: row)
    let nextY = Self.cut(area.height - bottom, into: rows.count, at: row + 1)
    let (isFirst, isLast) = (column == 0, row == rows.count - 1)
    let gap = column == columns.count - 1 ? 0 : 1
    return Rect(
      x: area.x + x + (isFirst ? 0 : left), y: area.y + y,
      width: nextX - x + (isFirst ? left : 0) - gap, height: nextY - y + (isLast ? bottom : 0)
    ).intersection(area)
  }

  private static func cut(_ length: Int, into count: Int, at index: Int) -> Int {
    max(0, length) * index / max(1, count)
  }

  /// A chart as it is drawn in its panel: on the shared axes, labelled where it is at the edge.
  func dressed(_ chart: LineChart, at place: GridPlace) -> LineChart {
    var chart = chart
    chart.showsLegend = false
    if let xAxis { chart.xAxis.range = chart.xAxis.range ?? xAxis.range }
    if let yAxis = yAxes[place.row] { chart.yAxis.range = chart.yAxis.range ?? yAxis.range }
    chart.yAxis.title = ""
    let below = GridPlace(row: place.row + 1, column: place.column)
    let isLast = place.row + 1 >= rows.upperBound || grid.panel(below) == nil
    chart.showsXLabels = bottom == 0 || isLast
    chart.showsYLabels = left == 0 || place.column == columns.lowerBound
    chart.hasOverhang = left == 0
    return chart
  }
}

extension PanelGrid {
  private func charts(_ row: Int? = nil) -> [LineChart] {
    (row.map { [panels[$0]] } ?? panels).joined().compactMap { panel in
      if case .curves(let chart) = panel.content { chart } else { nil }
    }
  }

  /// The x axis that holds what all charts draw.
  var sharedX: Axis? {
    let charts = charts()
    guard sharesX, let first = charts.first else { return nil }
    return first.xAxis.fitted(
      to: charts.lazy.flatMap(\.series).flatMap(\.points).map(\.x), isRounded: false)
  }

  /// The y axis that holds what the charts of a row draw, or those of all rows.
  func sharedY(_ row: Int) -> Axis? {
    guard sharesY != .none else { return nil }
    let charts = charts(sharesY == .row ? row : nil)
    return charts.first?.yAxis.fitted(to: charts.flatMap(\.drawnY), isRounded: true)
  }
}
