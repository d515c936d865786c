/// What a cell of a drawing is for; a theme says how it looks.
///
/// Drawings name roles, never colors, so that one drawing serves every theme,
/// eight colors, and none.
package enum Role: UInt8, CaseIterable, Sendable {
  /// Ordinary text, and text of less weight.
  case text, dim
  /// The program's name and the names of panels; the headings of tables.
  case title, heading
  /// Frames, rules and axes; grid lines inside a chart.
  case border, grid
  /// The row or item that the keys act on.
  case selection
  /// The tab of the screen that is open, and the others.
  case activeTab, tab
  /// A key in the help and in the footer, and what it does.
  case key, hint
  /// Right, wrong, and not graded.
  case correct, incorrect, ungraded
  /// Something to look at, something that failed, something that went well.
  case warning, failure, notice
  /// Marked runs, the run to compare with, and the run being compared.
  case mark, baseline, candidate
  /// A match of the filter or of a search.
  case match
  /// Code and formulas in a text, and words in it that are pointed out.
  case code, formula, remark
  /// The cursor of a chart.
  case cursor
  /// Series of a chart beyond baseline and candidate, used in turn.
  case series0, series1, series2, series3, series4, series5, series6, series7
  /// Accuracy from 0 to 1 in a heat map: exactly 0, five steps between, exactly 1.
  case heat0, heat1, heat2, heat3, heat4, heat5, heat6

  /// The roles of series, in the order of use.
  package static let series: [Role] = [
    .series0, .series1, .series2, .series3, .series4, .series5, .series6, .series7,
  ]

  /// The roles of a heat map, from 0 to 1.
  package static let heat: [Role] = [.heat0, .heat1, .heat2, .heat3, .heat4, .heat5, .heat6]
}

/// A role and what is laid over it.
package struct Style: Equatable, Hashable, Sendable {
  package var role: Role
  package var isBold = false
  package var isReversed = false
  package var isUnderlined = false

  package init(
    _ role: Role, bold: Bool = false, reversed: Bool = false, underlined: Bool = false
  ) {
    self.role = role
    isBold = bold
    isReversed = reversed
    isUnderlined = underlined
  }
}
