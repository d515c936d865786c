import TerminalUI

extension ChartLayout {
  static func yTicks(_ windows: [Window]) -> [Tick] {
    windows.flatMap { yTicks($0.yAxis, rows: $0.rows, isAlone: windows.count == 1) }
  }

  /// The ticks of a window; part of a broken axis needs two at least to show its scale.
  private static func yTicks(_ axis: Axis, rows: Range<Int>, isAlone: Bool) -> [Tick] {
    let count = isAlone ? max(1, (rows.count + 4) / 3) : max(2, (rows.count + 3) / 2)
    let ticks = axis.ticks(count: count)
    var lastRow = Int.max
    return ticks.values.compactMap { value in
      guard let fraction = axis.fraction(of: value), !rows.isEmpty else { return nil }
      let row = rows.lowerBound + Self.cell(1 - fraction, of: rows.count)
      let isFree = lastRow - row > 1
      if isFree { lastRow = row }
      return Tick(
        value: value, position: row,
        label: isFree ? axis.label(of: value, exponent: ticks.exponent) : nil)
    }
  }

  static func xTicks(_ axis: Axis, columns plot: Rect, frame: Rect) -> [Tick] {
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
}
