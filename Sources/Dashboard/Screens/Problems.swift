import Results
import TerminalUI

/// The state of the screen *Problems*.
struct ProblemsState: Sendable {
  enum Sorting: CaseIterable, Sendable {
    case id, accuracy, difference
  }

  var list = ListState()
  var filter = ""
  var sorting = Sorting.id
  var isReversed = false
  /// The id of the run under the cursor.
  var run: String?
  /// The problems of the runs shown, and those of them that the filter lets through, in order.
  var merged = Derived<MergeKey, [ProblemRow]>([])
  var rows = Derived<RowsKey, ProblemList>(ProblemList([]))

  struct MergeKey: Equatable, Sendable {
    let revision: Int
    let runs: [String]
  }

  struct RowsKey: Equatable, Sendable {
    let merged: MergeKey
    let filter: String
    let sorting: Sorting
    let isReversed: Bool
    let columns: ProblemColumns
  }
}

/// Which of the runs shown are compared, and which one the cursor is on.
struct ProblemColumns: Equatable, Sendable {
  let baseline: Int?
  let candidate: Int?
  let chosen: Int
}

/// A problem over the runs shown.
struct ProblemRow: Equatable, Sendable {
  let problem: Problem
  /// The tally in each of the runs; `nil` where a run lacks the problem.
  var tallies: [Tally?]

  /// The accuracy of the candidate less that of the baseline.
  func difference(_ columns: ProblemColumns) -> Double? {
    guard let baseline = columns.baseline, let candidate = columns.candidate,
      let first = tallies[baseline]?.accuracy, let second = tallies[candidate]?.accuracy
    else { return nil }
    return second - first
  }
}

/// The rows of *Problems* with what is needed of all of them at each key.
struct ProblemList: Sendable {
  let rows: [ProblemRow]
  let ids: [String]
  /// The columns that the longest name takes.
  let nameWidth: Int

  init(_ rows: [ProblemRow]) {
    self.rows = rows
    ids = rows.map(\.problem.id)
    nameWidth = rows.lazy.map { $0.problem.name.columns() }.max() ?? 0
  }
}

extension Problem {
  /// The id, shortened where it is but a hash.
  var name: String { isHashed ? String(id.prefix(9)) : id }
}

extension App {
  /// The runs that are compared on *Problems*: the marked ones of one benchmark.
  var problemRuns: [Run] {
    let marked = markedRuns
    guard let first = marked.first else { return selectedRun.map { [$0] } ?? [] }
    let chosen = marked.first { $0.id == problems.run } ?? first
    return marked.filter { $0.benchmark == chosen.benchmark }
  }

  /// The run whose samples Enter opens.
  var problemRun: Run? {
    let runs = problemRuns
    return runs.first { $0.id == problems.run } ?? runs.first
  }

  var problemColumns: ProblemColumns {
    let ids = problemRuns.map(\.id)
    return ProblemColumns(
      baseline: selection.baseline.flatMap { ids.firstIndex(of: $0) },
      candidate: selection.candidate.flatMap { ids.firstIndex(of: $0) },
      chosen: problems.run.flatMap { ids.firstIndex(of: $0) } ?? 0)
  }

  /// The problems of the runs shown, filtered and sorted.
  var problemRows: [ProblemRow] { problems.rows.value.rows }
  var problemIDs: [String] { problems.rows.value.ids }

  /// Works out the rows anew if anything they depend on has changed.
  mutating func refreshProblems() {
    let runs = problemRuns
    let merge = ProblemsState.MergeKey(revision: revision, runs: runs.map(\.id))
    if !problems.merged.isCurrent(for: merge) {
      problems.merged.set(ProblemRow.merged(runs), for: merge)
    }
    let columns = problemColumns
    let key = ProblemsState.RowsKey(
      merged: merge, filter: problems.filter, sorting: problems.sorting,
      isReversed: problems.isReversed, columns: columns)
    if !problems.rows.isCurrent(for: key) {
      problems.rows.set(ProblemList(sorted(problems.merged.value, columns)), for: key)
    }
    problems.list.settle(in: problemIDs, height: listHeight(of: .problems))
  }

  private func sorted(_ all: [ProblemRow], _ columns: ProblemColumns) -> [ProblemRow] {
    let filter = RowFilter(problems.filter)
    let rows =
      problems.filter.isEmpty ? all : all.filter { filter.lets($0.problem.searchedTexts) }
    let sorted =
      switch problems.sorting {
      case .id: rows
      case .accuracy: rows.stableSorted { .number($0.tallies[safe: columns.chosen]??.accuracy) }
      case .difference: rows.stableSorted { .number($0.difference(columns)) }
      }
    return problems.isReversed ? sorted.reversed() : sorted
  }

  mutating func performInProblems(_ command: Command) -> [Effect] {
    let ids = problemIDs
    if problems.list.move(command, page: listHeight(of: .problems), in: ids) { return [] }
    switch command {
    case .left: moveColumn(by: -1)
    case .right: moveColumn(by: 1)
    case .baseline: problemRun.map { compare($0) { $0.setBaseline($1) } }
    case .candidate: problemRun.map { compare($0) { $0.setCandidate($1) } }
    case .sort: problems.sorting = problems.sorting.next
    case .reverse: problems.isReversed.toggle()
    case .deeper:
      guard let position = problems.list.position(in: ids) else { return [] }
      screen = .samples
      return openSamples(of: ids[position])
    case .back:
      if problems.filter.isEmpty { screen = .runs } else { problems.filter = "" }
    default: break
    }
    return []
  }

  /// Changes what is compared and leaves the cursor on the run it was on.
  private mutating func compare(_ run: Run, _ change: (inout Selection, String) -> Void) {
    problems.run = run.id
    change(&selection, run.id)
  }

  private mutating func moveColumn(by step: Int) {
    let marked = markedRuns
    let now = marked.firstIndex { $0.id == problemRun?.id } ?? 0
    problems.run = marked[safe: max(0, min(marked.count - 1, now + step))]?.id
  }
}

extension ProblemRow {
  /// The problems of some runs, each once, in natural order of their ids.
  ///
  /// Runs of one benchmark mostly hold the same problems in the same order, so a
  /// problem is looked for at its own place first.
  static func merged(_ runs: [Run]) -> [ProblemRow] {
    var rows: [ProblemRow] = []
    var places: [String: Int] = [:]
    var known = 0
    for (column, run) in runs.enumerated() {
      for (number, result) in run.problems.enumerated() {
        let id = result.problem.id
        if rows[safe: number]?.problem.id == id {
          rows[number].tallies[column] = result.tally
          continue
        }
        if column > 0 {
          for place in known..<rows.count { places[rows[place].problem.id] = place }
          known = rows.count
        }
        if let place = places[id] {
          rows[place].tallies[column] = result.tally
        } else {
          var tallies = [Tally?](repeating: nil, count: runs.count)
          tallies[column] = result.tally
          rows.append(ProblemRow(problem: result.problem, tallies: tallies))
        }
      }
    }
    return inOrder(rows, ordered: runs.first?.problems.count ?? 0)
  }

  /// Puts the rows after the first `ordered` ones where they belong among these.
  private static func inOrder(_ rows: [ProblemRow], ordered: Int) -> [ProblemRow] {
    guard rows.count > ordered else { return rows }
    let late = rows[ordered...].sorted {
      NaturalOrder.precedes($0.problem.id, $1.problem.id)
    }
    var result: [ProblemRow] = []
    var next = late[...]
    for row in rows[..<ordered] {
      while let first = next.first, NaturalOrder.precedes(first.problem.id, row.problem.id) {
        next.popFirst().map { result.append($0) }
      }
      result.append(row)
    }
    return result + next
  }
}

extension Problem {
  /// What the filter looks into.
  fileprivate var searchedTexts: [String] {
    [id, title, group ?? "", level ?? "", subject ?? ""]
  }
}
