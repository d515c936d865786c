/// How many problems share each (n, c): all that a curve depends on.
///
/// A thousand problems of one budget have at most n + 1 different tallies, so
/// each estimate is computed once however many problems there are.
package struct TallyCounts: Hashable, Sendable {
  /// A number of graded samples and how many of them are correct.
  package struct Key: Hashable, Comparable, Sendable {
    package let n: Int
    package let c: Int

    /// - Precondition: `0 <= c && c <= n`.
    package init(n: Int, c: Int) {
      precondition(0 <= c && c <= n, "\(c) of \(n)")
      self.n = n
      self.c = c
    }

    package static func < (first: Key, second: Key) -> Bool {
      (first.n, first.c) < (second.n, second.c)
    }
  }

  package private(set) var problems: [Key: Int] = [:]

  package init() {}

  /// Counts problems; those without a graded sample (`n` = 0) are no part of any curve.
  ///
  /// - Precondition: `0 <= c && c <= n`.
  package mutating func add(n: Int, c: Int, times: Int = 1) {
    guard n > 0, times > 0 else { return }
    problems[Key(n: n, c: c), default: 0] += times
  }

  /// Takes back problems that were counted.
  ///
  /// - Precondition: At least `times` problems with this tally are counted.
  package mutating func remove(n: Int, c: Int, times: Int = 1) {
    guard n > 0, times > 0 else { return }
    let key = Key(n: n, c: c)
    let left = problems[key, default: 0] - times
    precondition(left >= 0, "\(c) of \(n) is not counted")
    problems[key] = left == 0 ? nil : left
  }

  /// The distinct tallies with their numbers of problems, by n, then by c.
  package var sorted: [(key: Key, problems: Int)] {
    problems.map { (key: $0.key, problems: $0.value) }.sorted { $0.key < $1.key }
  }

  /// How many problems are counted.
  package var total: Int { problems.values.reduce(0, +) }
  /// The largest n of any problem, 0 without problems.
  package var largestN: Int { problems.keys.lazy.map(\.n).max() ?? 0 }
  /// The smallest n of any problem, 0 without problems.
  package var smallestN: Int { problems.keys.lazy.map(\.n).min() ?? 0 }
}
