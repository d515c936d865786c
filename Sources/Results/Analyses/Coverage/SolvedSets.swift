import Statistics

/// Which of several runs solve which problems: each combination of runs with its problems.
///
/// A problem is solved by a run with a correct sample among all its samples. At smaller budgets
/// there is no such answer: samples have no order, so which would have come first is unknown.
package struct SolvedSets: Equatable, Sendable {
  /// A run as a set of problems.
  package struct Member: Equatable, Sendable {
    package let run: String
    /// How many of the shared problems it solves.
    package let solved: Int
    /// The smallest and the largest n over the shared problems.
    package let n: ClosedRange<Int>
  }

  /// Problems that exactly these runs solve.
  package struct Intersection: Equatable, Sendable {
    /// The places of the runs; none for what nobody solves.
    package let members: Set<Int>
    /// In natural order.
    package let ids: [String]
    fileprivate let key: UInt64
  }

  package let benchmark: String?
  package let members: [Member]
  /// The largest first; of equal ones that of more runs.
  package let intersections: [Intersection]
  /// How many problems every run has graded samples of.
  package let problems: Int
  /// How many more are graded in some of the runs only.
  package let leftOut: Int
  private let tallies: [String: [TallyCounts.Key]]

  /// The most runs that are told apart.
  package static let limit = 24

  /// Takes apart the problems that all runs share; the first run's benchmark is the one that
  /// counts, and `nil` comes of fewer than two runs on it, or of no problem in common.
  ///
  /// - Complexity: O(runs · problems).
  package init?(_ marked: [Run]) {
    let runs = Array(marked.filter { $0.benchmark == marked.first?.benchmark }.prefix(Self.limit))
    guard runs.count > 1, let first = runs.first else { return nil }
    let graded = runs.dropFirst().map(Self.tallies)
    var tallies: [String: [TallyCounts.Key]] = [:]
    var groups: [UInt64: [String]] = [:]
    for result in first.problems where result.tally.n > 0 {
      let id = result.problem.id
      let others = graded.compactMap { $0[id] }
      guard others.count == graded.count else { continue }
      let row = [TallyCounts.Key(n: result.tally.n, c: result.tally.c)] + others
      tallies[id] = row
      groups[Self.key(of: row), default: []].append(id)
    }
    guard !tallies.isEmpty else { return nil }
    self.tallies = tallies
    benchmark = first.benchmark
    problems = tallies.count
    let all = Set(runs.flatMap { $0.problems.filter { $0.tally.n > 0 }.map(\.problem.id) })
    leftOut = all.count - tallies.count
    members = runs.indices.map { Self.member(runs[$0].id, at: $0, of: tallies) }
    intersections = groups.map { key, ids in
      Intersection(
        members: Set(runs.indices.filter { key & 1 << UInt64($0) != 0 }), ids: ids, key: key)
    }.sorted {
      ($1.ids.count, $1.members.count, $0.key) < ($0.ids.count, $0.members.count, $1.key)
    }
  }

  private static func tallies(of run: Run) -> [String: TallyCounts.Key] {
    let graded = run.problems.lazy.filter { $0.tally.n > 0 }.map {
      ($0.problem.id, TallyCounts.Key(n: $0.tally.n, c: $0.tally.c))
    }
    return Dictionary(graded) { first, _ in first }
  }

  private static func key(of row: [TallyCounts.Key]) -> UInt64 {
    row.indices.reduce(0) { $0 | (row[$1].c > 0 ? 1 << UInt64($1) : 0) }
  }

  private static func member(
    _ id: String, at place: Int, of tallies: [String: [TallyCounts.Key]]
  ) -> Member {
    let all = tallies.values.lazy.map { $0[place] }
    let n = all.map(\.n)
    return Member(
      run: id, solved: all.filter { $0.c > 0 }.count, n: (n.min() ?? 0)...(n.max() ?? 0))
  }

  /// The tallies of a shared problem in the runs, in their order; empty for another.
  package func tallies(of id: String) -> [TallyCounts.Key] { tallies[id] ?? [] }

  /// Whether every run has one number of samples for all problems, the same for all runs.
  package var isEqual: Bool {
    members.allSatisfy { $0.n.count == 1 && $0.n == members[0].n }
  }

  /// The problems that exactly these runs solve.
  package func ids(of members: Set<Int>) -> [String] {
    intersections.first { $0.members == members }?.ids ?? []
  }
}
