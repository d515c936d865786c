import TerminalUI

/// Where the parts of a chart go in a rectangle, and which value lies at which cell.
///
///     pass@k              A base  B rl      head
///      60% ┤
///      40% ┤          plot
///      20% ┤
///          └┬────┬────┬────┬────┬────       axis row
///      k    1    2    4    8    16          label row
///
/// What does not fit is left out in this order: titles and legend, labels of the y axis, both
/// axes; the plot remains, and is empty only if the frame is. The ends of an axis lie on the
/// middle of the first and the last cell, so that curves meet tick marks and labels exactly.
package struct ChartLayout: Equatable, Sendable {
  /// A mark on an axis: its column or row on the screen, and its label if there is room for it.
  package struct Tick: Equatable, Sendable {
    package let value: Double
    package let position: Int
    package let label: String?
    /// Whether it is one of those that have a label where the axis has labels at all.
    package let isMain: Bool

    init(value: Double, position: Int, label: String?) {
      (self.value, self.position, self.label) = (value, position, label)
      isMain = label != nil
    }

    /// The tick without its label; `isMain` stays where the label is left out on purpose.
    fileprivate init(unlabelled tick: Tick, isMain: Bool) {
      (value, position, label) = (tick.value, tick.position, nil)
      self.isMain = tick.isMain && isMain
    }
  }

  /// Rows of the plot that have one scale of y; a broken axis has two.
  package struct Window: Equatable, Sendable {
    /// Rows of the screen.
    package let rows: Range<Int>
    package let yAxis: Axis

    /// Where a value lies, in rows from the upper edge of the window; it may be outside.
    func rowOffset(of y: Double) -> Double? {
      yAxis.fraction(of: y).map { (1 - $0) * Double(rows.count - 1) + 0.5 }
    }
  }

  /// What a chart has around its plot.
  struct Parts: Equatable, Sendable {
    var hasLegend = false
    var hasStrip = false
    var marks = 0
    var hasXLabels = true
    var hasYLabels = true
    var hasXTicks = true
    /// Whether the last label of the x axis may reach beyond the plot.
    var hasOverhang = true
  }

  package let frame: Rect
  package let xAxis: Axis
  package let yAxis: Axis
  /// Where the curves go.
  package let plot: Rect
  /// The parts of the plot, the upper one first.
  package let windows: [Window]
  /// The row between two windows.
  package let breakRow: Int?
  package let xTicks: [Tick]
  package let yTicks: [Tick]
  /// The row of the y axis' title and the legend.
  package let headRow: Int?
  /// The row of the x axis; its labels are below it, its title beside or below these.
  package let axisRow: Int?
  package let titleRow: Int?
  /// The column of the y axis; its labels are left of it.
  package let axisColumn: Int?
  /// The rows below the labels of the x axis: the band of states, what it means, and the marks.
  let stripRow: Int?
  let stripKeyRow: Int?
  let markRows: Range<Int>

  package init(frame: Rect, xAxis: Axis, yAxis: Axis, hasLegend: Bool = false) {
    self.init(frame: frame, xAxis: xAxis, yAxis: yAxis, Parts(hasLegend: hasLegend))
  }

  init(frame: Rect, xAxis: Axis, yAxis: Axis, _ parts: Parts) {
    let hasHead = (parts.hasLegend || !yAxis.title.isEmpty) && frame.height >= 6
    let hasAxisRow = frame.height >= 4 && frame.width >= 4
    let hasTitleRow =
      frame.height >= 12 && xAxis.title.columns() > Self.gutterTitle && parts.hasXLabels
    var plot = frame
    headRow = hasHead ? plot.takeTop(1).y : nil
    titleRow = hasTitleRow ? plot.takeBottom(1).y : nil
    var foot = Self.foot(of: &plot, parts)
    axisRow = hasAxisRow ? plot.takeBottom(parts.hasXLabels ? 2 : 1).y : nil
    stripRow = parts.hasStrip && !foot.isEmpty ? foot.takeTop(1).y : nil
    stripKeyRow = stripRow != nil && foot.height > parts.marks ? foot.takeTop(1).y : nil
    markRows = foot.y..<foot.maxY
    windows = Self.windows(of: yAxis, plot)
    breakRow = windows.count > 1 ? windows[0].rows.upperBound : nil
    let yTicks = Self.yTicks(windows)
    let labelWidth = yTicks.compactMap { $0.label?.utf8.count }.max() ?? 0
    let hasLabels = hasAxisRow && parts.hasYLabels && frame.width - labelWidth - 2 >= 8
    axisColumn = hasAxisRow ? plot.takeLeft(hasLabels ? labelWidth + 2 : 1).maxX - 1 : nil
    if hasLabels, parts.hasOverhang { _ = plot.takeRight(Self.overhang(of: xAxis)) }
    self.yTicks =
      hasLabels ? yTicks : yTicks.map { Tick(unlabelled: $0, isMain: !parts.hasYLabels) }
    let xTicks = Self.xTicks(xAxis, columns: plot, frame: frame)
    self.xTicks =
      parts.hasXLabels
      ? xTicks : parts.hasXTicks ? xTicks.map { Tick(unlabelled: $0, isMain: true) } : []
    (self.frame, self.xAxis, self.yAxis, self.plot) = (frame, xAxis, yAxis, plot)
  }

  /// Cuts the rows below the labels off a plot: as many as leave it eight rows with its axis.
  private static func foot(of plot: inout Rect, _ parts: Parts) -> Rect {
    let wanted = (parts.hasStrip ? 2 : 0) + max(0, parts.marks)
    return plot.takeBottom(max(0, min(wanted, plot.height - 8)))
  }

  /// The parts of a broken axis get rows for what they span, but neither less than a third.
  private static func windows(of axis: Axis, _ plot: Rect) -> [Window] {
    let rows = plot.y..<plot.maxY
    var whole = axis
    whole.fold = nil
    guard rows.count >= 7, let (lower, upper) = axis.windows else {
      return [Window(rows: rows, yAxis: whole)]
    }
    let share = upper.length / (upper.length + lower.length)
    let split = plot.y + Int((Double(rows.count - 1) * min(max(share, 1 / 3), 2 / 3)).rounded())
    return [
      Window(rows: plot.y..<split, yAxis: upper),
      Window(rows: (split + 1)..<plot.maxY, yAxis: lower),
    ]
  }

  /// Titles of the x axis up to this width go under the labels of the y axis.
  static let gutterTitle = 4

  /// How far the last label of the x axis reaches beyond its tick.
  private static func overhang(of axis: Axis) -> Int {
    let ticks = axis.ticks(count: 10)
    guard let last = ticks.values.last, (axis.fraction(of: last) ?? 0) > 0.97 else { return 0 }
    return axis.label(of: last, exponent: ticks.exponent).utf8.count / 2
  }
}
