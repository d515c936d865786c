import TerminalUI

/// Labelled lying bars, one or more values a row, each with its interval.
///
///                 in-domain               out-of-domain
///     GRPO        ██████████├─┼──┤ 43.9   ████├─┼─┤ 22.1
///     RLOO      * ███████████├─┼─┤ 44.2   ███├─┼─┤  20.6
///
/// The caller sorts the rows. The groups stand side by side where there is room, else below each
/// other in every row.
package struct BarList: Chart {
  /// One bar; without a value there is none.
  package struct Value: Equatable, Sendable {
    package var value: Double?
    /// The ends of its interval, on the scale of the value.
    package var low: Double?
    package var high: Double?
    /// What stands at the right; an empty text leaves it to the axis' format.
    package var text: String
    /// Whether it is the best of its group: bold, with a mark.
    package var isBest: Bool

    package init(
      _ value: Double?, low: Double? = nil, high: Double? = nil, text: String = "",
      isBest: Bool = false
    ) {
      self.value = value
      self.low = low
      self.high = high
      self.text = text
      self.isBest = isBest
    }
  }

  /// Values that are compared with each other, such as those of one benchmark.
  package struct Group: Equatable, Sendable {
    package var title: String
    package var role: Role

    package init(_ title: String, role: Role) {
      self.title = title
      self.role = role
    }
  }

  package struct Row: Equatable, Sendable {
    package var label: String
    /// One value for each group; missing ones are left out.
    package var values: [Value]
    /// The role of its bars; `nil` takes the group's.
    package var role: Role?

    package init(_ label: String, values: [Value], role: Role? = nil) {
      self.label = label
      self.values = values
      self.role = role
    }
  }

  /// The scale of all bars; a linear one holds 0 unless its range is given.
  package var axis: Axis
  package var groups: [Group]
  package var rows: [Row]
  /// The row that the keys act on.
  package var cursor: Int?
  /// The row at the top, as far as the cursor allows.
  package var firstRow = 0

  package init(axis: Axis, groups: [Group], rows: [Row], cursor: Int? = nil) {
    self.axis = axis
    self.groups = groups
    self.rows = rows
    self.cursor = cursor
  }
}
