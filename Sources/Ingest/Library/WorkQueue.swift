/// Paths of files to look at: those that changed go first, then those of what a person looks at, then
/// those that were listed, the newest first, and last those that are known and only to be compared.
///
/// Those that changed, and those that are known, are taken in the order in which they came. Taking and
/// adding cost next to the same however many wait.
struct WorkQueue {
  private var urgent = Line()
  private var wanted = Line()
  private var ordinary = NewestFirst()
  private var known = Line()

  var count: Int { unread + known.count }
  var isEmpty: Bool { count == 0 }
  /// Whether all that waits is to be compared, not read.
  var isRead: Bool { unread == 0 }
  private var unread: Int { urgent.count + wanted.count + ordinary.count }

  /// - Parameter modified: When the file changed last, on any clock.
  mutating func add(_ path: String, first: Bool, modified: Int64 = 0) {
    if first { urgent.add(path) } else { ordinary.add(path, modified) }
  }

  mutating func add(known path: String) { known.add(path) }

  /// Has those of some paths that wait read before others that were listed, in their order.
  mutating func prefer(_ paths: [String]) {
    let found = ordinary.take(Set(paths))
    for path in paths where found.contains(path) { wanted.add(path) }
  }

  /// Takes the next, unless only what is known waits.
  mutating func takeUnread() -> String? { urgent.take() ?? wanted.take() ?? ordinary.take() }

  mutating func takeKnown() -> String? { known.take() }

  private struct Line {
    private var paths: [String] = []
    private var head = 0

    var count: Int { paths.count - head }

    mutating func add(_ path: String) { paths.append(path) }

    mutating func take() -> String? {
      guard head < paths.count else { return nil }
      defer { advance() }
      return paths[head]
    }

    /// Gives room back once half of it is used up, which costs nothing on the whole.
    private mutating func advance() {
      paths[head] = ""
      head += 1
      guard head * 2 > paths.count else { return }
      paths.removeFirst(head)
      head = 0
    }
  }
}

/// A heap of paths, the newest on top; of equal ones that which came first.
private struct NewestFirst {
  private struct Item {
    let modified: Int64
    /// The place of the path among those that were added.
    let number: Int

    func precedes(_ other: Item) -> Bool {
      modified != other.modified ? modified > other.modified : number < other.number
    }
  }

  private var items: [Item] = []
  /// Apart from what moves about, since texts cost more to move than numbers.
  ///
  /// Empty where one was taken.
  private var paths: [String] = []

  var count: Int { items.count }

  mutating func add(_ path: String, _ modified: Int64) {
    items.append(Item(modified: modified, number: paths.count))
    paths.append(path)
    rise(from: items.count - 1)
  }

  mutating func take() -> String? {
    guard let first = items.first else { return nil }
    let last = items.removeLast()
    if !items.isEmpty {
      items[0] = last
      sink(from: 0)
    }
    return takePath(first.number)
  }

  private mutating func takePath(_ number: Int) -> String {
    defer { if items.isEmpty { (items, paths) = ([], []) } else { paths[number] = "" } }
    return paths[number]
  }

  /// Takes some paths out; returns those that were there.
  mutating func take(_ wanted: Set<String>) -> Set<String> {
    var taken: Set<String> = []
    items.removeAll { item in
      guard wanted.contains(paths[item.number]) else { return false }
      taken.insert(paths[item.number])
      paths[item.number] = ""
      return true
    }
    guard !taken.isEmpty else { return [] }
    for index in items.indices.reversed() { sink(from: index) }
    return taken
  }

  private mutating func rise(from start: Int) {
    var index = start
    while index > 0, items[index].precedes(items[(index - 1) / 2]) {
      items.swapAt(index, (index - 1) / 2)
      index = (index - 1) / 2
    }
  }

  private mutating func sink(from start: Int) {
    var index = start
    while 2 * index + 1 < items.count {
      var child = 2 * index + 1
      if child + 1 < items.count, items[child + 1].precedes(items[child]) { child += 1 }
      guard items[child].precedes(items[index]) else { return }
      items.swapAt(index, child)
      index = child
    }
  }
}
