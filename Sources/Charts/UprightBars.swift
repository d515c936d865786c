import TerminalUI

/// Paired bars standing side by side over an axis: where each part goes, and how it is drawn.
struct UprightBars {
  private let bars: PairedBars
  private let columns: [PairedBars.Column]
  private let frame: Rect
  /// Where the bars go, with one row above the highest for its count.
  private let plot: Rect
  /// The columns from one category to the next, and of one bar.
  private let pitch: Int
  private let barWidth: Int
  private let ticks: Ticks
  /// The length of the tallest bar, and whether lengths are shares.
  private let longest: Double
  /// Whether shares stand above the bars, which are wide enough for them.
  private let showsShares: Bool
  private let axis: Axis
  /// What all bars of a series add up to, if it is the same for both: only then do counts and
  /// shares have one axis.
  private let total: Int?

  /// The layout, or `nil` where rows show more.
  init?(_ bars: PairedBars, frame: Rect) {
    self.bars = bars
    self.frame = frame
    columns = bars.columns
    longest = bars.longest
    axis = Axis("", format: bars.showsShares ? .percent : .number, range: 0...longest)
    let totals = Set(columns.map(\.series.total))
    total =
      totals.count == 1 && !bars.showsShares ? totals.first.flatMap { $0 > 0 ? $0 : nil } : nil
    var plot = frame
    _ = plot.takeBottom(2)
    let ticks = Ticks.linear(range: 0...longest, count: min(8, max(2, plot.height / 3)))
    self.ticks = ticks
    let axis = axis
    let labels = ticks.values.map { axis.label(of: $0, exponent: ticks.exponent).utf8.count }
    let digits = String(columns.map { $0.series.largest }.max() ?? 0).utf8.count
    _ = plot.takeLeft(max(digits, labels.max() ?? 0) + 2)
    _ = plot.takeRight(total == nil ? 1 : 7)
    self.plot = plot
    let widest = bars.categories.map { $0.columns() }.max() ?? 0
    let counts = columns.count * (digits + 1)
    pitch = min(16, plot.width / bars.categories.count)
    barWidth = (pitch - 2) / columns.count
    showsShares = bars.showsShares && barWidth >= 6
    guard plot.height >= 6, pitch >= max(widest + 1, counts + 1), barWidth >= 1 else { return nil }
  }

  func draw(into buffer: inout Buffer, _ level: GlyphLevel) {
    drawAxes(into: &buffer, level)
    for index in bars.categories.indices {
      let x = plot.x + index * pitch + 1
      for (position, column) in columns.enumerated() {
        draw(column, index, into: &buffer, x: x + position * barWidth, level)
      }
      let label = bars.categories[index]
      let middle = x + (columns.count * barWidth - label.columns(unicode: buffer.unicode) + 1) / 2
      let isChosen = index == bars.cursor
      buffer.write(
        label, x: max(x - 1, middle), y: plot.maxY + 1,
        style: Style(isChosen ? .selection : .text, bold: isChosen), inside: frame)
      guard isChosen else { continue }
      buffer.write(
        Symbols(level).up, x: x + columns.count * barWidth / 2, y: plot.maxY,
        style: Style(.cursor, bold: true), inside: frame)
    }
  }

  func category(at x: Int) -> Int? {
    let index = (x - plot.x) / max(1, pitch)
    return x >= plot.x && bars.categories.indices.contains(index) ? index : nil
  }

  private func drawAxes(into buffer: inout Buffer, _ level: GlyphLevel) {
    let unicode = level.unicode
    let style = Style(.border)
    for y in plot.y..<plot.maxY {
      buffer.put(Symbols(level).vertical, x: plot.x - 1, y: y, style: style)
    }
    for x in plot.x..<plot.maxX {
      buffer.put(Symbols(level).horizontal, x: x, y: plot.maxY, style: style)
    }
    buffer.put(Glyph(unicode ? "└" : "+"), x: plot.x - 1, y: plot.maxY, style: style)
    for value in ticks.values where value > 0 {
      let y = plot.maxY - Int((value / longest * Double(plot.height - 1)).rounded())
      guard (plot.y..<plot.maxY).contains(y) else { continue }
      buffer.put(Glyph(unicode ? "┤" : "+"), x: plot.x - 1, y: y, style: style)
      buffer.writeRight(
        axis.label(of: value, exponent: ticks.exponent), maxX: plot.x - 2, y: y, style: Style(.dim))
      guard let total else { continue }
      let share = NumberText.short(100 * value / Double(total), decimals: 1) + "%"
      buffer.writeRight(share, maxX: frame.maxX, y: y, style: Style(.dim))
    }
  }

  /// Draws one bar with its count above it.
  private func draw(
    _ column: PairedBars.Column, _ index: Int, into buffer: inout Buffer, x: Int,
    _ level: GlyphLevel
  ) {
    let count = column.series.count(index)
    let measure = bars.measure(column.series, index)
    let eighths = BarFill.eighths(measure, of: longest, cells: plot.height - 1)
    let (full, style) = (eighths / 8, Style(column.series.role, bold: index == bars.cursor))
    let tip = column.fill.tip(eighths: eighths % 8, upright: true, level)
    for column in x..<(x + barWidth) {
      if let tip { buffer.put(tip, x: column, y: plot.maxY - full - 1, style: style) }
    }
    let body = Rect(x: x, y: plot.maxY - full, width: barWidth, height: full)
    buffer.fill(body, column.fill.glyph(level), style: style)
    let text =
      showsShares
      ? NumberText.percent(count, of: column.series.total) ?? "" : String(count)
    guard text.utf8.count <= barWidth else { return }
    let top = plot.maxY - full - (tip == nil ? 0 : 1) - 1
    buffer.write(
      text, x: x + (barWidth - text.utf8.count) / 2, y: max(plot.y, top),
      style: Style(count > 0 ? .text : .dim), inside: plot)
  }
}
