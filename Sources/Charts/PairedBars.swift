import TerminalUI

/// A histogram of one or two series over the same categories.
///
/// Upright bars where there is room, rows otherwise. The baseline is shaded and the candidate
/// solid, so that they are told apart without color; both are exact to an eighth of a cell.
package struct PairedBars: Chart {
  package struct Series: Equatable, Sendable {
    package var name: String
    package var role: Role
    /// One count for each category; missing ones are 0, negative ones are drawn as 0.
    package var counts: [Int]

    package init(_ name: String, role: Role, counts: [Int]) {
      self.name = name
      self.role = role
      self.counts = counts
    }

    func count(_ index: Int) -> Int { counts.indices.contains(index) ? max(0, counts[index]) : 0 }

    var largest: Int { counts.reduce(0, max) }

    var total: Int { counts.reduce(0) { $0 + max(0, $1) } }
  }

  package var categories: [String]
  package var baseline: Series?
  package var candidate: Series?
  /// The category that the keys act on.
  package var cursor: Int?
  /// Whether bars are as long as the share of their series, so that series of different totals
  /// can be compared; else as the count.
  package var showsShares = false
  package var showsLegend = true

  package init(
    categories: [String], baseline: Series?, candidate: Series?, cursor: Int? = nil
  ) {
    self.categories = categories
    self.baseline = baseline
    self.candidate = candidate
    self.cursor = cursor
  }

  package func draw(into buffer: inout Buffer, frame: Rect, level: GlyphLevel) {
    let level = buffer.unicode ? level : .ascii
    guard !frame.isEmpty, !columns.isEmpty, !categories.isEmpty else { return }
    var rest = frame
    if hasLegend(in: frame) { drawLegend(into: &buffer, rest.takeTop(1), level) }
    switch form(in: rest) {
    case .upright(let bars): bars.draw(into: &buffer, level)
    case .compact(let bars): bars.draw(into: &buffer, level)
    case .rows(let rows): draw(rows, into: &buffer, level)
    }
  }

  /// The category at a place of the screen, for the mouse; `nil` beside the bars.
  package func category(atX x: Int, y: Int, in frame: Rect) -> Int? {
    var rest = frame
    if hasLegend(in: frame) { _ = rest.takeTop(1) }
    guard rest.contains(x: x, y: y), !columns.isEmpty, !categories.isEmpty else { return nil }
    switch form(in: rest) {
    case .upright(let bars): return bars.category(at: x)
    case .compact(let bars): return bars.category(at: x)
    case .rows(let rows): return rows.row(at: y)
    }
  }

  /// How the bars stand: upright where there is room for their counts, without counts where
  /// rows would not all be seen.
  private enum Form {
    case upright(UprightBars)
    case compact(CompactBars)
    case rows(ListRows)
  }

  private func form(in frame: Rect) -> Form {
    if let upright = UprightBars(self, frame: frame) { return .upright(upright) }
    if frame.height < categories.count, let compact = CompactBars(self, frame: frame) {
      return .compact(compact)
    }
    return .rows(rows(in: frame))
  }

  private func hasLegend(in frame: Rect) -> Bool { showsLegend && frame.height >= 4 }

  /// How long a bar is: its count, or its share of the series.
  func measure(_ series: Series, _ index: Int) -> Double {
    let count = Double(series.count(index))
    return showsShares ? count / Double(max(1, series.total)) : count
  }

  /// The longest bar, above 0 so that it can be divided by.
  var longest: Double {
    let longest = columns.flatMap { column in
      categories.indices.map { measure(column.series, $0) }
    }.reduce(0, max)
    return longest > 0 ? longest : 1
  }

  /// One series of bars and how it is filled.
  struct Column {
    let series: Series
    let fill: BarFill
  }

  /// The series that are there, in the order they are drawn.
  var columns: [Column] {
    [
      baseline.map { Column(series: $0, fill: .shaded) },
      candidate.map { Column(series: $0, fill: .solid) },
    ].compactMap(\.self)
  }

  private func drawLegend(into buffer: inout Buffer, _ row: Rect, _ level: GlyphLevel) {
    var x = row.x
    for column in columns {
      let sample = column.fill.glyph(level)
      for step in 0..<2 where x + step < row.maxX {
        buffer.put(sample, x: x + step, y: row.y, style: Style(column.series.role))
      }
      let text = "\(column.series.name) (\(column.series.total))"
      let style = Style(column.series.role, bold: true)
      x = buffer.write(text, x: x + 3, y: row.y, style: style, inside: row) + 3
    }
  }
}
