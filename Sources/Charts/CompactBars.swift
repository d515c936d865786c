import TerminalUI

/// Paired bars in little room, such as a panel of a grid: no counts, and labels at the ends and
/// under the cursor alone.
///
///     82%┤█          █
///        │█▒█▒▒▂▁▁▁▂▃█
///        └▲───────────
///         0          1
struct CompactBars {
  private let bars: PairedBars
  private let columns: [PairedBars.Column]
  private let frame: Rect
  private let plot: Rect
  private let pitch: Int
  private let barWidth: Int
  private let topLabel: String

  /// The layout, or `nil` where a bar would have no column.
  init?(_ bars: PairedBars, frame: Rect) {
    (self.bars, self.frame) = (bars, frame)
    columns = bars.columns
    var plot = frame
    _ = plot.takeBottom(2)
    let longest = bars.longest
    topLabel =
      bars.showsShares
      ? NumberText.short(100 * longest, decimals: 0) + "%" : NumberText.short(longest, decimals: 0)
    let hasLabel = plot.width - topLabel.utf8.count - 1 >= columns.count * bars.categories.count
    let hasAxis = plot.width > columns.count * bars.categories.count
    _ = plot.takeLeft(hasLabel ? topLabel.utf8.count + 1 : hasAxis ? 1 : 0)
    self.plot = plot
    pitch = min(8, plot.width / bars.categories.count)
    barWidth = (pitch > columns.count ? pitch - 1 : pitch) / columns.count
    guard plot.height >= 3, barWidth >= 1 else { return nil }
  }

  func category(at x: Int) -> Int? {
    let index = (x - plot.x) / max(1, pitch)
    return x >= plot.x && bars.categories.indices.contains(index) ? index : nil
  }

  func draw(into buffer: inout Buffer, _ level: GlyphLevel) {
    drawAxes(into: &buffer, level)
    let longest = bars.longest
    for index in bars.categories.indices {
      for (position, column) in columns.enumerated() {
        let measure = bars.measure(column.series, index)
        let eighths = BarFill.eighths(measure, of: longest, cells: plot.height)
        let x = plot.x + index * pitch + position * barWidth
        let style = Style(column.series.role, bold: index == bars.cursor)
        let body = Rect(x: x, y: plot.maxY - eighths / 8, width: barWidth, height: eighths / 8)
        buffer.fill(body, column.fill.glyph(level), style: style)
        guard let tip = column.fill.tip(eighths: eighths % 8, upright: true, level) else {
          continue
        }
        buffer.fill(Rect(x: x, y: body.y - 1, width: barWidth, height: 1), tip, style: style)
      }
    }
  }

  private func drawAxes(into buffer: inout Buffer, _ level: GlyphLevel) {
    let (symbols, style) = (Symbols(level), Style(.border))
    for y in plot.y..<plot.maxY {
      buffer.put(symbols.vertical, x: plot.x - 1, y: y, style: style, inside: frame)
    }
    for x in plot.x..<plot.maxX { buffer.put(symbols.horizontal, x: x, y: plot.maxY, style: style) }
    buffer.put(
      Glyph(level.unicode ? "└" : "+"), x: plot.x - 1, y: plot.maxY, style: style,
      inside: frame)
    if plot.x - 1 - frame.x >= topLabel.utf8.count {
      buffer.writeRight(topLabel, maxX: plot.x - 1, y: plot.y, style: Style(.dim))
    }
    let last = bars.categories.count - 1
    let middle = bars.cursor.flatMap { bars.categories.indices.contains($0) ? $0 : nil }
    let y = plot.maxY + 1
    var free = plot.x
    for index in Set([0, last, middle ?? 0]).sorted() {
      let label = bars.categories[index]
      let width = label.columns(unicode: buffer.unicode)
      let center = plot.x + index * pitch + (columns.count * barWidth - width + 1) / 2
      let x = max(plot.x, min(center, frame.maxX - width))
      guard x >= free || index == middle else { continue }
      let isChosen = index == middle
      free =
        buffer.write(
          label, x: max(free, x), y: y, style: Style(isChosen ? .selection : .dim, bold: isChosen),
          inside: frame) + 1
      guard isChosen else { continue }
      buffer.write(
        symbols.up, x: plot.x + index * pitch, y: plot.maxY, style: Style(.cursor, bold: true),
        inside: frame)
    }
  }
}
