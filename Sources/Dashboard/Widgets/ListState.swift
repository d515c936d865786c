/// Which rows of a list are on the screen: it moves no further than the cursor needs.
package struct Window: Equatable, Sendable {
  /// The first row shown.
  private(set) var top = 0

  /// The rows shown of `count`, with the cursor on one of them.
  func range(position: Int, count: Int, height: Int) -> Range<Int> {
    guard height > 0, count > 0 else { return 0..<0 }
    let start = max(position - height + 1, min(top, position, max(0, count - height)))
    return start..<min(count, start + height)
  }

  mutating func follow(position: Int, count: Int, height: Int) {
    top = range(position: position, count: count, height: height).lowerBound
  }

  /// Moves the window; returns where the cursor must be to stay in it.
  mutating func scroll(by rows: Int, position: Int, count: Int, height: Int) -> Int {
    guard height > 0, count > 0 else { return position }
    follow(position: position, count: count, height: height)
    top = max(0, min(count - height, top + rows))
    return max(top, min(top + height - 1, position, count - 1))
  }
}

/// The cursor of a list whose rows come and go: it stays on its row, not on a number.
package struct ListState: Equatable, Sendable {
  /// The id of the row under the cursor.
  package private(set) var selected: String?
  /// The number it had, for when the row is gone.
  private var index = 0
  /// Whether a person has put the cursor where it is; until then it waits on the first row.
  private var isPlaced = false
  private var window = Window()

  package init() {}

  /// The number of the selected row among rows with these ids, or `nil` where there are none.
  package func position(in ids: [String]) -> Int? {
    guard !ids.isEmpty else { return nil }
    if ids[safe: index] == selected { return index }
    if let selected, let found = ids.firstIndex(of: selected) { return found }
    return min(index, ids.count - 1)
  }

  /// Puts the cursor on a row.
  package mutating func select(_ row: Int, in ids: [String]) {
    guard !ids.isEmpty else { return }
    isPlaced = true
    index = max(0, min(ids.count - 1, row))
    selected = ids[index]
  }

  /// Takes in a change of the rows, and of how many are shown.
  package mutating func settle(in ids: [String], height: Int) {
    guard let position = isPlaced ? position(in: ids) : ids.isEmpty ? nil : 0 else { return }
    (index, selected) = (position, ids[position])
    window.follow(position: position, count: ids.count, height: height)
  }

  package mutating func move(by rows: Int, in ids: [String]) {
    guard let position = position(in: ids) else { return }
    select(position + rows, in: ids)
  }

  /// Moves the rows under the pointer; the cursor goes along where it must.
  package mutating func scroll(by rows: Int, in ids: [String], height: Int) {
    guard let position = position(in: ids) else { return }
    select(
      window.scroll(by: rows, position: position, count: ids.count, height: height), in: ids)
  }

  /// The rows that are shown in `height` lines.
  package func window(of ids: [String], height: Int) -> Range<Int> {
    guard let position = position(in: ids) else { return 0..<0 }
    return window.range(position: position, count: ids.count, height: height)
  }
}

extension ListState {
  /// Moves as a command asks; `false` where it is no command for moving.
  mutating func move(_ command: Command, page: Int, in ids: [String]) -> Bool {
    guard let rows = command.rows(page: page, count: ids.count) else { return false }
    move(by: rows, in: ids)
    return true
  }
}

extension Command {
  /// How many rows a command moves by, in a list or a text; `nil` where it does not.
  func rows(page: Int, count: Int) -> Int? {
    let page = max(1, page)
    return switch self {
    case .up: -1
    case .down: 1
    case .first: -count
    case .last: count
    case .pageUp: -page
    case .pageDown: page
    case .halfPageUp: -max(1, page / 2)
    case .halfPageDown: max(1, page / 2)
    default: nil
    }
  }
}

extension Array {
  /// The element at a place, or `nil` outside.
  subscript(safe index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}
