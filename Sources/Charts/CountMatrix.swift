import TerminalUI

/// A table of counts with labels on both sides, sums, and shares of all.
///
///                     candidate
///     baseline        solved        not solved    sum
///     solved          312  62.4%     18   3.6%    330  66.0%
///     not solved        5   1.0%    165  33.0%    170  34.0%
package struct CountMatrix: Chart {
  package var rowTitle: String
  package var columnTitle: String
  package var rows: [String]
  package var columns: [String]
  /// `counts[row][column]`; missing ones are 0.
  package var counts: [[Int]]
  /// The role of a cell that is not ordinary text: `emphasis[place]`.
  package var emphasis: [GridPlace: Role] = [:]
  package var showsSums = true
  /// Whether each count has its share of all counts beside it, where there is room.
  package var showsPercent = true
  package var cursor: GridPlace?

  package init(
    rows: [String], columns: [String], counts: [[Int]], rowTitle: String = "",
    columnTitle: String = "", cursor: GridPlace? = nil
  ) {
    self.rows = rows
    self.columns = columns
    self.counts = counts
    self.rowTitle = rowTitle
    self.columnTitle = columnTitle
    self.cursor = cursor
  }

  package func count(_ place: GridPlace) -> Int {
    guard counts.indices.contains(place.row), counts[place.row].indices.contains(place.column)
    else { return 0 }
    return counts[place.row][place.column]
  }
}
