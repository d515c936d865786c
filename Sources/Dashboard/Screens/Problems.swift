import Results
import TerminalUI

/// The state of the screen *Problems*.
struct ProblemsState: Sendable {
  enum Sorting: CaseIterable, Sendable {
    case id, accuracy, difference
  }

  var list = ListState()
  var filter = ListFilter()
  var sorting = Sorting.id
  var isReversed = false
  /// The id of the run under the cursor.
  var run: String?
  /// The problems of the runs shown, and those of them that the filter lets through, in order.
  var merged = Derived<MergeKey, MergedProblems>(MergedProblems([]))
  var rows = Derived<RowsKey, ProblemList>(ProblemList(MergedProblems([]), order: []))

  struct MergeKey: Equatable, Sendable {
    let revision: Int
    let runs: [String]
  }

  struct RowsKey: Equatable, Sendable {
    let merged: MergeKey
    let filter: Filter
    let sorting: Sorting
    let isReversed: Bool
    /// What is compared; `nil` where the order does not hang on it.
    let columns: ProblemColumns?
    /// What the fields of the filter stand for; `nil` where it has none.
    let fieldRuns: ProblemFieldRuns?
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
  let tallies: [Tally?]

  /// The accuracy of the candidate less that of the baseline.
  func difference(_ columns: ProblemColumns) -> Double? {
    guard let baseline = columns.baseline, let candidate = columns.candidate,
      let first = tallies[baseline]?.accuracy, let second = tallies[candidate]?.accuracy
    else { return nil }
    return second - first
  }
}

/// The rows of *Problems*: some of the merged problems, in an order.
struct ProblemList: Sendable {
  private let merged: MergedProblems
  private let order: [Int]
  let ids: [String]

  init(_ merged: MergedProblems, order: [Int]) {
    self.merged = merged
    self.order = order
    ids = order.map { merged.problems[$0].id }
  }

  var count: Int { order.count }
  var nameWidth: Int { merged.nameWidth }
  subscript(row: Int) -> ProblemRow { merged[order[row]] }
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

  /// The ids of the problems of the runs shown, filtered and sorted.
  var problemIDs: [String] { problems.rows.value.ids }

  /// Works out the rows anew if anything they depend on has changed.
  mutating func refreshProblems() {
    let runs = problemRuns
    let merge = ProblemsState.MergeKey(revision: revision, runs: runs.map(\.id))
    if !problems.merged.isCurrent(for: merge) {
      problems.merged.set(MergedProblems(runs), for: merge)
    }
    let columns = problemColumns
    let filter = problems.filter.filter
    let key = ProblemsState.RowsKey(
      merged: merge, filter: filter, sorting: problems.sorting,
      isReversed: problems.isReversed, columns: problems.sorting == .id ? nil : columns,
      fieldRuns: filter.fields.isEmpty ? nil : problemFieldRuns)
    if !problems.rows.isCurrent(for: key) {
      problems.rows.set(sorted(problems.merged.value, columns), for: key)
    }
    problems.list.settle(in: problemIDs, height: listHeight(of: .problems))
  }

  private func sorted(_ merged: MergedProblems, _ columns: ProblemColumns) -> ProblemList {
    let filter = problems.filter.filter
    let all = Array(merged.problems.indices)
    let rows = filter.isEmpty ? all : all.filter(filter.test(.merged(merged, problemFieldRuns)))
    let sorted =
      switch problems.sorting {
      case .id: rows
      case .accuracy: rows.stableSorted(byNumber: { merged.accuracy(of: $0, in: columns.chosen) })
      case .difference: rows.stableSorted(byNumber: { merged[$0].difference(columns) })
      }
    return ProblemList(merged, order: problems.isReversed ? sorted.reversed() : sorted)
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
      if problems.filter.isEmpty { screen = .runs } else { problems.filter = ListFilter() }
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
