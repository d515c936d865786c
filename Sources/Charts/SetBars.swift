import TerminalUI

/// How large the intersections of several sets are: one row each, the largest first.
///
///     A base 412 ████████████
///     B rl   398 ███████████
///     A B C
///     ●─●─●  231 ████████████████
///     ●─●     92 ██████
///         ●   17 █▏
///
/// After the chart of Lex, Gehlenborg and others ("UpSet", 2014). A row counts what is in exactly
/// the sets that have a dot.
package struct SetBars: Chart {
  package struct Member: Equatable, Sendable {
    package var name: String
    package var role: Role
    package var marker: Character
    /// How much is in the set, whether in others or not.
    package var size: Int

    package init(_ name: String, role: Role, marker: Character, size: Int) {
      self.name = name
      self.role = role
      self.marker = marker
      self.size = size
    }
  }

  package struct Intersection: Equatable, Sendable {
    /// The indices of the sets that take part; none for what is in no set.
    package var members: Set<Int>
    package var count: Int

    package init(members: Set<Int>, count: Int) {
      self.members = members
      self.count = count
    }
  }

  package var sets: [Member]
  /// The largest first; equal ones in the order given.
  package let intersections: [Intersection]
  /// The intersection that the keys act on.
  package var cursor: Int?
  /// The intersection at the top, as far as the cursor allows.
  package var firstRow = 0

  package init(sets: [Member], intersections: [Intersection], cursor: Int? = nil) {
    self.sets = sets
    self.intersections = intersections.enumerated().sorted {
      ($1.element.count, $0.offset) < ($0.element.count, $1.offset)
    }.map(\.element)
    self.cursor = cursor
  }
}
