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

    fileprivate var withoutLabel: Tick { Tick(value: value, position: position, label: nil) }
  }

  package let frame: Rect
  package let xAxis: Axis
  package let yAxis: Axis
  /// Where the curves go.
  package let plot: Rect
  package let xTicks: [Tick]
  package let yTicks: [Tick]
  /// The row of the y axis' title and the legend.
  package let headRow: Int?
  /// The row of the x axis; its labels are below it, its title beside or below these.
  package let axisRow: Int?
  package let titleRow: Int?
  /// The column of the y axis; its labels are left of it.
  package let axisColumn: Int?

  package init(frame: Rect, xAxis: Axis, yAxis: Axis, hasLegend: Bool = false) {
    let hasHead = (hasLegend || !yAxis.title.isEmpty) && frame.height >= 6
    let hasAxisRow = frame.height >= 4 && frame.width >= 4
    let hasTitleRow = frame.height >= 12 && xAxis.title.columns() > Self.gutterTitle
    var plot = frame
    headRow = hasHead ? plot.takeTop(1).y : nil
    titleRow = hasTitleRow ? plot.takeBottom(1).y : nil
    axisRow = hasAxisRow ? plot.takeBottom(2).y : nil
    let yTicks = Self.yTicks(yAxis, rows: plot)
    let labelWidth = yTicks.compactMap { $0.label?.utf8.count }.max() ?? 0
    let hasLabels = hasAxisRow && frame.width - labelWidth - 2 >= 8
    axisColumn = hasAxisRow ? plot.takeLeft(hasLabels ? labelWidth + 2 : 1).maxX - 1 : nil
    if hasLabels { _ = plot.takeRight(Self.overhang(of: xAxis)) }
    self.yTicks = hasLabels ? yTicks : yTicks.map(\.withoutLabel)
    xTicks = Self.xTicks(xAxis, columns: plot, frame: frame)
    (self.frame, self.xAxis, self.yAxis, self.plot) = (frame, xAxis, yAxis, plot)
  }

  /// Titles of the x axis up to this width go under the labels of the y axis.
  static let gutterTitle = 4

  /// How far the last label of the x axis reaches beyond its tick.
  private static func overhang(of axis: Axis) -> Int {
    let ticks = axis.ticks(count: 10)
    guard let last = ticks.values.last, (axis.fraction(of: last) ?? 0) > 0.97 else { return 0 }
    return axis.label(of: last, exponent: ticks.exponent).utf8.count / 2
  }

  private static func yTicks(_ axis: Axis, rows plot: Rect) -> [Tick] {
    let ticks = axis.ticks(count: max(1, (plot.height + 4) / 3))
    var lastRow = Int.max
    return ticks.values.compactMap { value in
      guard let fraction = axis.fraction(of: value), plot.height > 0 else { return nil }
      let row = plot.y + Self.cell(1 - fraction, of: plot.height)
      let isFree = lastRow - row > 1
      if isFree { lastRow = row }
      return Tick(
        value: value, position: row,
        label: isFree ? axis.label(of: value, exponent: ticks.exponent) : nil)
    }
  }

  private static func xTicks(_ axis: Axis, columns plot: Rect, frame: Rect) -> [Tick] {
    switch axis.scale {
    case .log2:
      let ticks = axis.ticks(count: 0)
      // A label with its gap takes two columns at least, so finer strides need no trial.
      var stride = max(1, 2 * ticks.values.count / (plot.width + 2))
      while stride < ticks.values.count {
        if let placed = place(ticks, every: stride, axis, plot, frame) { return placed }
        stride += max(1, stride / 4)
      }
      return place(ticks, every: max(1, stride), axis, plot, frame) ?? []
    case .linear, .log10:
      for count in stride(from: min(12, plot.width / 5), through: 1, by: -1) {
        if let placed = place(axis.ticks(count: count), every: 1, axis, plot, frame) {
          return placed
        }
      }
      return []
    }
  }

  /// The ticks with a label at every `stride`-th, or `nil` if these labels would touch.
  ///
  /// Ticks between the labels are kept where they are two columns apart or more.
  private static func place(
    _ ticks: Ticks, every stride: Int, _ axis: Axis, _ plot: Rect, _ frame: Rect
  ) -> [Tick]? {
    var placed: [Tick] = []
    var nextFree = Int.min
    for (index, value) in ticks.values.enumerated() {
      guard let fraction = axis.fraction(of: value), plot.width > 0 else { continue }
      let column = plot.x + Self.cell(fraction, of: plot.width)
      let isLabelled = index.isMultiple(of: stride)
      let label = isLabelled ? axis.label(of: value, exponent: ticks.exponent) : nil
      if let label {
        let start = labelStart(label, at: column, in: frame)
        guard start >= nextFree, label.utf8.count <= frame.width else { return nil }
        nextFree = start + label.utf8.count + 1
      }
      let isApart = column - (placed.last?.position ?? Int.min / 2) >= 2
      if isLabelled || isApart { placed.append(Tick(value: value, position: column, label: label)) }
    }
    return placed
  }

  /// The column at which a label centered on a tick begins; it never leaves the frame.
  static func labelStart(_ label: String, at column: Int, in frame: Rect) -> Int {
    let width = label.utf8.count
    return max(frame.x, min(column - width / 2, frame.maxX - width))
  }

  private static func cell(_ fraction: Double, of extent: Int) -> Int {
    Int((min(max(fraction, 0), 1) * Double(extent - 1)).rounded())
  }
}

extension ChartLayout {
  /// The screen column of a value of x, or `nil` if it is not on the axis.
  package func column(of x: Double) -> Int? {
    guard let fraction = xAxis.fraction(of: x), Self.isInside(fraction), !plot.isEmpty else {
      return nil
    }
    return plot.x + Self.cell(fraction, of: plot.width)
  }

  /// The screen row of a value of y, or `nil` if it is not on the axis.
  package func row(of y: Double) -> Int? {
    guard let fraction = yAxis.fraction(of: y), Self.isInside(fraction), !plot.isEmpty else {
      return nil
    }
    return plot.y + Self.cell(1 - fraction, of: plot.height)
  }

  /// The value of x at the middle of a screen column, or `nil` outside the plot.
  package func x(at column: Int) -> Double? {
    guard (plot.x..<plot.maxX).contains(column) else { return nil }
    return xAxis.value(at: Double(column - plot.x) / Double(max(1, plot.width - 1)))
  }

  /// The value of y at the middle of a screen row, or `nil` outside the plot.
  package func y(at row: Int) -> Double? {
    guard (plot.y..<plot.maxY).contains(row) else { return nil }
    return yAxis.value(at: 1 - Double(row - plot.y) / Double(max(1, plot.height - 1)))
  }

  /// Where a value of x lies, in columns from the left edge of the plot; it may be outside.
  func columnOffset(of x: Double) -> Double? {
    xAxis.fraction(of: x).map { $0 * Double(plot.width - 1) + 0.5 }
  }

  /// Where a value of y lies, in rows from the upper edge of the plot; it may be outside.
  func rowOffset(of y: Double) -> Double? {
    yAxis.fraction(of: y).map { (1 - $0) * Double(plot.height - 1) + 0.5 }
  }

  private static func isInside(_ fraction: Double) -> Bool {
    (-1e-9...(1 + 1e-9)).contains(fraction)
  }
}
