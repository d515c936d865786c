import Results
import Statistics

/// The state of the screen *Coverage*.
struct CoverageState: Equatable, Sendable {
  /// The cell of the table of two by two that is looked at.
  var cell = CoverageCell.baselineOnly
  /// Whether keys move in the list of problems rather than between cells, sets or lists.
  var isInList = false
  /// The problems of the chosen cell or intersection.
  var list = ListState()
  /// The runs of the intersection that is looked at; `nil` for the first one.
  var intersection: Set<String>?
  var index = CoverageIndex.List.baselineOnly
  /// How often *recheck* was asked for: each run that can be rechecked in turn, then none.
  var recheck = 0
  /// Whose hard problems are listed: the baseline's or the candidate's.
  var hardRun = 0

  /// Looks at another cell or intersection: the list is another one.
  mutating func leaveList() { (isInList, list, recheck) = (false, ListState(), 0) }
}

extension Job.Slot {
  static let coverage = Job.Slot("coverage")
  static let solvedSets = Job.Slot("solved-sets")
  static let recheck = Job.Slot("recheck")
}

extension App {
  /// The newest review of baseline and candidate; `nil` while none was worked out, and where
  /// they share no problem.
  var coverageReview: CoverageReview? {
    guard comparedRuns != nil else { return nil }
    return board.latest(.coverage, as: CoverageReview?.self)?.value
  }

  /// The sets of problems that the marked runs solve, likewise.
  var solvedSets: SolvedSets? { board.latest(.solvedSets, as: SolvedSets?.self)?.value }

  mutating func refreshCoverage() -> [Effect] {
    let effects =
      switch view {
      case .sets: refreshSolvedSets()
      case .validity: refreshHardProblems()
      default: refreshReview() + refreshComparison() + refreshRecheck()
      }
    settleCoverageList()
    return effects
  }

  private mutating func refreshReview() -> [Effect] {
    guard let (baseline, candidate) = comparedRuns else { return [] }
    let budget = selection.isBudgetChosen ? selection.k : nil
    let effects = board.ask(
      .coverage, of: "\(baseline.id)\n\(candidate.id)\n\(budget ?? 0)",
      version: Fingerprint.of([baseline, candidate])
    ) { _ in
      guard baseline.benchmark == candidate.benchmark else { return CoverageReview?.none }
      return CoverageReview(baseline: baseline, candidate: candidate, budget: budget)
    }
    if let review = coverageReview { selection.proposeBudget(review.k) }
    return effects
  }

  private mutating func refreshSolvedSets() -> [Effect] {
    let runs = markedRuns
    return board.ask(
      .solvedSets, of: runs.map(\.id).joined(separator: "\n"), version: Fingerprint.of(runs)
    ) { _ in SolvedSets(runs) }
  }

  private mutating func settleCoverageList() {
    let ids = coverageIDs
    if ids.isEmpty { coverage.isInList = false }
    coverage.list.settle(in: ids, height: listHeight(of: .coverage))
    if coverage.isInList { selection.problem = coverage.list.selected ?? selection.problem }
  }

  /// The problems listed: those of the chosen cell, or of the chosen intersection.
  var coverageIDs: [String] {
    switch view {
    case .sets: chosenIntersection?.ids ?? []
    case .lists: []
    case .validity: hardProblemsShown?.rows.map(\.problem) ?? []
    default: coverageReview?.ids(in: coverage.cell) ?? []
    }
  }

  mutating func performInCoverage(_ command: Command) -> [Effect] {
    if command == .listInProblems {
      openSubset()
    } else if command == .recheck {
      rechecks()
    } else if coverage.isInList {
      return performInCoverageList(command)
    } else {
      chooseInCoverage(command)
    }
    return []
  }

  /// Moves between what can be chosen on the open view, or goes into it or out of it.
  private mutating func chooseInCoverage(_ command: Command) {
    switch command {
    case .back where coverage.recheck > 0: coverage.recheck = 0
    case .back: screen = .runs
    case .deeper where view == .lists: openSubset()
    case .deeper: coverage.isInList = !coverageIDs.isEmpty
    default:
      switch view {
      case .sets: chooseIntersection(command)
      case .lists: chooseIndex(command)
      case .validity: chooseHardRun(command)
      default: chooseCell(command)
      }
    }
  }

  /// Another run, or into its list.
  private mutating func chooseHardRun(_ command: Command) {
    switch command {
    case .left, .up: changeHardRun(by: -1)
    case .right, .down: changeHardRun(by: 1)
    default: break
    }
  }

  private mutating func chooseCell(_ command: Command) {
    let cell = coverage.cell
    let next: CoverageCell
    switch command {
    case .up: next = CoverageCell(baseline: true, candidate: cell.hasCandidate)
    case .down: next = CoverageCell(baseline: false, candidate: cell.hasCandidate)
    case .left: next = CoverageCell(baseline: cell.hasBaseline, candidate: true)
    case .right: next = CoverageCell(baseline: cell.hasBaseline, candidate: false)
    case .first: next = .both
    case .last: next = .neither
    default: return
    }
    choose(next)
  }

  mutating func choose(_ cell: CoverageCell) {
    guard cell != coverage.cell else { return }
    coverage.cell = cell
    coverage.leaveList()
  }

  private mutating func performInCoverageList(_ command: Command) -> [Effect] {
    let ids = coverageIDs
    if coverage.list.move(command, page: listHeight(of: .coverage), in: ids) { return [] }
    switch command {
    case .back where coverage.recheck > 0: coverage.recheck = 0
    case .back: coverage.isInList = false
    case .deeper:
      guard let id = coverage.list.position(in: ids).map({ ids[$0] }) else { return [] }
      return openSolvedSamples(of: id)
    default: break
    }
    return []
  }

  /// Opens the samples of a problem in the run that solves it.
  private mutating func openSolvedSamples(of id: String) -> [Effect] {
    problems.run = solvingRun(of: id) ?? selection.candidate
    selection.problem = id
    screen = .samples
    return openSamples(of: id, from: .coverage)
  }

  private func solvingRun(of id: String) -> String? {
    if view == .sets {
      let place = chosenIntersection?.members.min() ?? 0
      return solvedSets?.members[safe: place]?.run
    }
    if view == .validity { return hardProblemsShown?.run }
    return coverage.cell == .baselineOnly ? selection.baseline : selection.candidate
  }

  /// Shows what is listed on *Problems*, and nothing else there.
  private mutating func openSubset() {
    let subset = chosenSubset
    guard let subset, !subset.ids.isEmpty else {
      notice = "there is no problem to list"
      return
    }
    problems.subset = subset
    views[.problems] = .problems
    screen = .problems
  }

  private var chosenSubset: ProblemSubset? {
    switch view {
    case .sets:
      chosenIntersection.map { set in
        ProblemSubset(title: "solved by exactly \(name(of: set))", ids: Set(set.ids))
      }
    case .lists:
      coverageReview.map { review in
        ProblemSubset(title: coverage.index.clause, ids: Set(review.index[coverage.index]))
      }
    case .validity:
      hardProblemsShown.map { hard in
        ProblemSubset(
          title: "hard problems of \(snapshot.run(hard.run).map { label(of: $0) } ?? hard.run)",
          ids: Set(hard.rows.map(\.problem)))
      }
    default:
      coverageReview.map { review in
        let likely = review.table.isWhole ? "" : ", most likely at k = \(review.k)"
        return ProblemSubset(title: coverage.cell.clause + likely, ids: Set(coverageIDs))
      }
    }
  }
}
