import Charts
import Results
import Statistics
import TerminalUI

/// The state of the screen *Problems*.
struct ProblemsState: Sendable {
  enum Sorting: CaseIterable, Sendable {
    case id, accuracy, difference, change, likeness, level, solvers

    var title: String {
      switch self {
      case .id: "id"
      case .accuracy: "accuracy in the run under the cursor"
      case .difference: "difference, losses first"
      case .change: "size of the difference"
      case .likeness: "likeness"
      case .level: "level"
      case .solvers: "number of runs that solve it"
      }
    }
  }

  var list = ListState()
  var filter = ListFilter()
  /// The problems that alone are listed; `nil` for all.
  var subset: ProblemSubset?
  var sorting = Sorting.id
  /// The order of the dumbbells, which show what a list by id does not.
  var dumbbellSorting = Sorting.difference
  var isReversed = false
  /// The id of the run under the cursor.
  var run: String?
  /// Whether the columns are the checkpoints of the candidate's training, not the marked runs.
  var showsSteps = false
  var checkpoints = Derived<CheckpointsKey, Checkpoints?>(nil)
  /// The problems of the runs shown, and those of them that the filter lets through, in order.
  var merged = Derived<MergeKey, MergedProblems>(MergedProblems([]))
  var rows = Derived<RowsKey, ProblemList>(ProblemList(MergedProblems([]), order: []))
  /// What the open view says of the rows.
  var sentences = Derived<SentencesKey, [String]>([])
  /// The problem that this screen and the others last agreed on.
  var linked: String?
  /// The cell of the flow, the change and the stratum under the cursor.
  var flowCell = GridPlace(row: 0, column: 0)
  var changes = ListState()
  var stratum = 0
  var grouping = DifficultyStrata.Grouping.accuracy

  struct CheckpointsKey: Equatable, Sendable {
    let revision: Int
    let candidate: String?
    let baseline: String?
  }

  struct MergeKey: Equatable, Sendable {
    let revision: Int
    let runs: [String]
  }

  struct RowsKey: Equatable, Sendable {
    let merged: MergeKey
    let filter: Filter
    let subset: ProblemSubset?
    let sorting: Sorting
    let isReversed: Bool
    /// What is compared; `nil` where the order does not hang on it.
    let columns: ProblemColumns?
    /// Of which data the order by likeness is; `nil` where it is not used.
    let likeness: UInt64?
    /// What the fields of the filter stand for; `nil` where it has none.
    let fieldRuns: ProblemFieldRuns?
  }

  struct SentencesKey: Equatable, Sendable {
    let rows: RowsKey
    let columns: ProblemColumns
    let view: ViewName
  }
}

extension App {
  /// The runs that are compared on *Problems*: the marked ones of one benchmark, or the
  /// checkpoints of the candidate's training.
  var problemRuns: [Run] {
    if problems.showsSteps, let checkpoints = problems.checkpoints.value {
      return checkpoints.runs
    }
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

  /// The problem under the cursor.
  var problemRow: ProblemRow? {
    problems.list.position(in: problemIDs).map { problems.rows.value[$0] }
  }

  /// Works out the rows anew if anything they depend on has changed, and asks for what the
  /// open view needs.
  mutating func refreshProblems() -> [Effect] {
    refreshCheckpoints()
    let runs = problemRuns
    let merge = ProblemsState.MergeKey(revision: revision, runs: runs.map(\.id))
    if !problems.merged.isCurrent(for: merge) {
      problems.merged.set(MergedProblems(runs), for: merge)
    }
    let effects = refreshLikeness(runs) + refreshProblemView()
    refreshRows(merge)
    followProblem()
    return effects
  }

  private mutating func refreshCheckpoints() {
    let key = ProblemsState.CheckpointsKey(
      revision: revision, candidate: selection.candidate, baseline: selection.baseline)
    guard !problems.checkpoints.isCurrent(for: key) else { return }
    let candidate = selection.candidate.flatMap { snapshot.run($0) }
    let baseline = selection.baseline.flatMap { snapshot.run($0) }
    problems.checkpoints.set(
      candidate.map { Checkpoints(of: $0, in: snapshot.runs, start: baseline) }, for: key)
  }

  private mutating func refreshProblemView() -> [Effect] {
    switch view {
    case .flow: refreshAccuracy()
    case .newly: refreshTurnover()
    case .strata: refreshStrata()
    default: []
    }
  }

  /// Keeps the cursor on the problem that is selected, wherever it was selected last.
  private mutating func followProblem() {
    let ids = problemIDs
    if let wanted = selection.problem, wanted != problems.linked,
      let row = ids.firstIndex(of: wanted)
    {
      problems.list.select(row, in: ids)
    }
    problems.list.settle(in: ids, height: listHeight(of: .problems))
    settleChanges()
    if view != .newly { selection.problem = problems.list.selected ?? selection.problem }
    problems.linked = problems.list.selected
  }

  mutating func performInProblems(_ command: Command) -> [Effect] {
    switch command {
    case .steps: showSteps()
    case .grouping:
      problems.grouping = problems.grouping.next
      problems.stratum = 0
    case .baseline: problemRun.map { compare($0) { $0.setBaseline($1) } }
    case .candidate: problemRun.map { compare($0) { $0.setCandidate($1) } }
    case .sort: sortFurther()
    case .reverse: problems.isReversed.toggle()
    case .back: goBackFromProblems()
    default: return performInProblemView(command)
    }
    return []
  }

  /// Puts the cursor of a view beside the heat map where it was clicked.
  mutating func clickInProblemView(x: Int, y: Int) {
    switch view {
    case .dumbbells: clickInDumbbells(y: y)
    case .flow: clickInFlow(x: x, y: y)
    case .strata: clickInStrata(x: x, y: y)
    default: break
    }
  }

  private mutating func performInProblemView(_ command: Command) -> [Effect] {
    switch view {
    case .flow: return performInFlow(command)
    case .newly: return performInNewly(command)
    case .strata: return performInStrata(command)
    default: break
    }
    let ids = problemIDs
    if problems.list.move(command, page: listHeight(of: .problems), in: ids) { return [] }
    switch command {
    case .left: moveColumn(by: -1)
    case .right: moveColumn(by: 1)
    case .deeper:
      guard let position = problems.list.position(in: ids) else { return [] }
      screen = .samples
      return openSamples(of: ids[position])
    default: break
    }
    return []
  }

  /// Esc takes back what leaves problems out, then the view, then the screen.
  private mutating func goBackFromProblems() {
    if !problems.filter.isEmpty {
      problems.filter = ListFilter()
    } else if problems.subset != nil {
      problems.subset = nil
    } else if view != .problems {
      views[.problems] = .problems
    } else {
      screen = .runs
    }
  }

  /// Changes what is compared and leaves the cursor on the run it was on.
  private mutating func compare(_ run: Run, _ change: (inout Selection, String) -> Void) {
    problems.run = run.id
    change(&selection, run.id)
  }

  private mutating func moveColumn(by step: Int) {
    let runs = problems.showsSteps ? problemRuns : markedRuns
    let now = runs.firstIndex { $0.id == problemRun?.id } ?? 0
    problems.run = runs[safe: max(0, min(runs.count - 1, now + step))]?.id
  }

  private mutating func showSteps() {
    guard (problems.checkpoints.value?.runs.count ?? 0) > 1 else {
      problems.showsSteps = false
      notice = "the candidate's training has one checkpoint alone; there are no steps to show"
      return
    }
    problems.showsSteps.toggle()
  }
}
