/// Paths of files to look at: those that changed go before those that were listed, and both before
/// those that are known and only to be compared.
///
/// First in, first out in each; taking and adding cost the same however many wait.
struct WorkQueue {
  private var urgent = Line()
  private var ordinary = Line()
  private var known = Line()

  var count: Int { urgent.count + ordinary.count + known.count }
  var isEmpty: Bool { count == 0 }

  mutating func add(_ path: String, first: Bool) {
    if first { urgent.add(path) } else { ordinary.add(path) }
  }

  mutating func add(known path: String) { known.add(path) }

  mutating func take() -> String? { urgent.take() ?? ordinary.take() ?? known.take() }

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
