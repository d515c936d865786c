import TerminalUI

/// A table of shares or differences as shades, with labels on both axes.
///
///     k     0   100  200  300
///     1     ▂▂  ▃▃   ▅▅   ▅▅
///     256   ▆▆  ▆▆   ▅▅   ▃▃
package struct HeatMap: Chart {
  /// What the numbers are, which decides the glyphs.
  package enum Meaning: Equatable, Sendable {
    /// Shares from 0 to 1 (`HeatScale`).
    case share
    /// Candidate less baseline; from `limit` on, up or down, a difference counts as large.
    case difference(limit: Double)
  }

  package var rowTitle: String
  package var columnTitle: String
  package var rows: [String]
  package var columns: [String]
  /// `values[row][column]`; `nil`, NaN and missing ones are no data.
  package var values: [[Double?]]
  package var meaning: Meaning
  package var cursor: GridPlace?
  /// The upper left cell of the part that is shown, as far as the cursor allows.
  package var first = GridPlace(row: 0, column: 0)
  /// The columns of a cell without the gap after it; `nil` takes what there is room for.
  package var cellWidth: Int?

  package init(
    rows: [String], columns: [String], values: [[Double?]], meaning: Meaning = .share,
    rowTitle: String = "", columnTitle: String = "", cursor: GridPlace? = nil
  ) {
    self.rows = rows
    self.columns = columns
    self.values = values
    self.meaning = meaning
    self.rowTitle = rowTitle
    self.columnTitle = columnTitle
    self.cursor = cursor
  }

  /// The number of a cell, or `nil` where there is none.
  package func value(_ place: GridPlace) -> Double? {
    guard values.indices.contains(place.row),
      values[place.row].indices.contains(place.column),
      let value = values[place.row][place.column], !value.isNaN
    else { return nil }
    return value
  }
}
