import Results
import TerminalUI

/// The problems of some runs, each once, in natural order of their ids.
struct MergedProblems: Sendable {
  /// The tallies of a run, by the places of the problems.
  private enum Column {
    /// The run has the problems, all of them and in this order.
    case results(ProblemResults.Tallies)
    /// `nil` where it lacks one.
    case tallies([Tally?])

    subscript(place: Int) -> Tally? {
      switch self {
      case .results(let tallies): tallies[place]
      case .tallies(let tallies): tallies[place]
      }
    }
  }

  let problems: [Problem]
  private let columns: [Column]
  /// The columns that the longest name takes.
  let nameWidth: Int

  init(_ runs: [Run]) {
    let first = runs.first?.problems ?? []
    if runs.allSatisfy({ $0.problems.areAlike(first) }) {
      problems = first.list
      columns = runs.map { .results($0.problems.tallies) }
    } else {
      var merge = Merge(first)
      for run in runs { merge.add(run.problems) }
      merge.sortLate(after: first.count)
      problems = merge.problems
      columns = merge.tallies.map(Column.tallies)
    }
    nameWidth = problems.lazy.map { $0.name.columns() }.max() ?? 0
  }

  subscript(problem: Int) -> ProblemRow {
    ProblemRow(problem: problems[problem], tallies: columns.map { $0[problem] })
  }

  func accuracy(of problem: Int, in run: Int) -> Double? { tally(of: problem, in: run)?.accuracy }

  func tally(of problem: Int, in run: Int) -> Tally? {
    columns.indices.contains(run) ? columns[run][problem] : nil
  }

  /// The accuracy of the candidate less that of the baseline.
  func difference(of problem: Int, _ compared: ProblemColumns) -> Double? {
    tallies(of: problem, compared).flatMap { baseline, candidate in
      guard let first = baseline.accuracy, let second = candidate.accuracy else { return nil }
      return second - first
    }
  }

  /// The tallies of a problem that both runs have.
  func tallies(
    of problem: Int, _ compared: ProblemColumns
  ) -> (baseline: Tally, candidate: Tally)? {
    guard let baseline = compared.baseline, let candidate = compared.candidate,
      let first = tally(of: problem, in: baseline), let second = tally(of: problem, in: candidate)
    else { return nil }
    return (first, second)
  }

  /// In how many of the runs a sample is correct.
  func solvers(of problem: Int) -> Int {
    columns.count { ($0[problem]?.c ?? 0) > 0 }
  }

  /// How many of some problems each run never solves though it has samples, and how many none solves.
  func unsolved(among places: [Int]) -> Unsolved {
    var found = Unsolved()
    var isSolved = Array(repeating: false, count: problems.count)
    for column in columns {
      var count = 0
      for place in places {
        guard let tally = column[place] else { continue }
        if tally.c > 0 {
          isSolved[place] = true
        } else if tally.n > 0 {
          count += 1
          found.least = min(found.least, tally.n)
        }
      }
      found.byRun.append(count)
    }
    found.byAll = places.count { !isSolved[$0] }
    return found
  }

  /// Problems without a correct sample.
  struct Unsolved {
    var byRun: [Int] = []
    var byAll = 0
    /// The fewest samples of any of them in a run; `Int.max` where there are none.
    var least = Int.max
  }
}

/// Merges runs that have different problems, or the same in another order.
private struct Merge {
  private(set) var problems: [Problem]
  private(set) var tallies: [[Tally?]] = []
  /// How many problems the first run has, which are in order.
  private let ordered: Int
  private var places: [String: Int] = [:]
  /// So many problems behind the last one are looked at before all are.
  private static let reach = 32

  init(_ first: ProblemResults) {
    problems = first.list
    ordered = first.count
  }

  mutating func add(_ results: ProblemResults) {
    var column = [Tally?](repeating: nil, count: problems.count)
    // Runs of one benchmark mostly hold nearly the same problems in the same order.
    var next = 0
    for number in results.indices {
      let id = results.list[number].id
      let near = (next..<max(next, min(ordered, next + Self.reach))).first { problems[$0].id == id }
      if let place = near ?? self.place(of: id) {
        column[place] = results.tallies[number]
        if place < ordered { next = place + 1 }
      } else {
        problems.append(results.list[number])
        column.append(results.tallies[number])
      }
    }
    for index in tallies.indices {
      tallies[index] += Array(repeating: nil, count: column.count - tallies[index].count)
    }
    tallies.append(column)
  }

  private mutating func place(of id: String) -> Int? {
    if places.isEmpty { places.reserveCapacity(problems.count) }
    for place in places.count..<problems.count { places[problems[place].id] = place }
    return places[id]
  }

  /// Puts the problems after the first `ordered` ones where they belong among these.
  mutating func sortLate(after ordered: Int) {
    guard problems.count > ordered else { return }
    let all = problems
    func precedes(_ first: Int, _ second: Int) -> Bool {
      NaturalOrder.precedes(all[first].id, all[second].id)
    }
    var late = (ordered..<all.count).sorted(by: precedes)[...]
    var order: [Int] = []
    for place in 0..<ordered {
      while let next = late.first, precedes(next, place) {
        order.append(next)
        late = late.dropFirst()
      }
      order.append(place)
    }
    order += late
    problems = order.map { all[$0] }
    tallies = tallies.map { column in order.map { column[$0] } }
  }
}
