/// The cursor of a list whose rows come and go: it stays on its row, not on a number.
package struct ListState: Equatable, Sendable {
  /// The id of the row under the cursor.
  package private(set) var selected: String?
  /// The number it had, for when the row is gone.
  private var index = 0
  /// Whether a person has put the cursor where it is; until then it waits on the first row.
  private var isPlaced = false

  package init() {}

  /// The number of the selected row among rows with these ids, or `nil` where there are none.
  package func position(in ids: [String]) -> Int? {
    guard !ids.isEmpty else { return nil }
    if let selected, let found = ids.firstIndex(of: selected) { return found }
    return min(index, ids.count - 1)
  }

  package mutating func select(_ id: String?, in ids: [String] = []) {
    selected = id
    isPlaced = true
    index = id.flatMap { ids.firstIndex(of: $0) } ?? index
  }

  /// Takes in a change of the rows.
  package mutating func settle(in ids: [String]) {
    guard let position = isPlaced ? position(in: ids) : ids.isEmpty ? nil : 0 else { return }
    (index, selected) = (position, ids[position])
  }

  package mutating func move(by rows: Int, in ids: [String]) {
    guard let position = position(in: ids) else { return }
    isPlaced = true
    index = max(0, min(ids.count - 1, position + rows))
    selected = ids[index]
  }

  /// The rows that a window of `height` shows: those around the cursor.
  package func window(of ids: [String], height: Int) -> Range<Int> {
    guard height > 0, let position = position(in: ids) else { return 0..<0 }
    let page = max(0, min(position - height / 2, ids.count - height))
    return page..<min(ids.count, page + height)
  }
}
