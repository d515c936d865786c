import Results
import TerminalUI

/// The problems of some runs, each once, in natural order of their ids.
struct MergedProblems: Sendable {
  private(set) var problems: [Problem] = []
  /// For each of the runs the tally of each problem; `nil` where a run lacks it.
  private var tallies: [[Tally?]]
  /// The columns that the longest name takes.
  let nameWidth: Int

  /// Runs of one benchmark mostly hold the same problems in the same order, so a
  /// problem is looked for at its own place first.
  init(_ runs: [Run]) {
    var problems = runs.first?.problems.map(\.problem) ?? []
    var tallies = runs.prefix(1).map { $0.problems.map { Optional($0.tally) } }
    let ordered = problems.count
    var places: [String: Int] = [:]
    for run in runs.dropFirst() {
      var column = [Tally?](repeating: nil, count: problems.count)
      for number in run.problems.indices {
        let id = run.problems[number].problem.id
        if number >= ordered || problems[number].id != id {
          for place in places.count..<problems.count { places[problems[place].id] = place }
        }
        let isAtItsPlace = number < ordered && problems[number].id == id
        if let place = isAtItsPlace ? number : places[id] {
          column[place] = run.problems[number].tally
        } else {
          problems.append(run.problems[number].problem)
          column.append(run.problems[number].tally)
        }
      }
      tallies.append(column)
    }
    self.problems = problems
    self.tallies = tallies.map { column in
      column + Array(repeating: nil, count: problems.count - column.count)
    }
    nameWidth = problems.lazy.map { $0.name.columns() }.max() ?? 0
    sortLate(after: ordered)
  }

  subscript(problem: Int) -> ProblemRow {
    ProblemRow(problem: problems[problem], tallies: tallies.map { $0[problem] })
  }

  func accuracy(of problem: Int, in run: Int) -> Double? { tally(of: problem, in: run)?.accuracy }

  func tally(of problem: Int, in run: Int) -> Tally? { tallies[safe: run].flatMap { $0[problem] } }

  /// In how many of the runs a sample is correct.
  func solvers(of problem: Int) -> Int {
    tallies.count { ($0[problem]?.c ?? 0) > 0 }
  }

  /// Puts the problems after the first `ordered` ones where they belong among these.
  private mutating func sortLate(after ordered: Int) {
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
