import Results
import Statistics
import TerminalUI

/// The state of the screen *Runs*.
struct RunsState: Sendable {
  struct FactChange: Equatable, Sendable {
    let run: String
    let name: FactName
    /// What a person had stated before; `nil` where the files told.
    let before: String?
  }

  /// The columns that rows can be sorted by.
  enum Sorting: Int, CaseIterable, Sendable {
    case name, role, step, benchmark, temperature, problems, samples, passOne, passMax, unsolved
    case ungraded, truncated, lastChange, progress
  }

  var list = ListState()
  var filter = ListFilter()
  var sorting = Sorting.name
  var isReversed = false
  var grouping = RunGrouping.none
  var undo: [FactChange] = []
  var trends = RunTrends()
  /// How far each run is, by its id.
  var progress = Derived<Int, [String: RunProgress]>([:])
  /// The runs that the filter lets through, in the order chosen.
  var rows = Derived<RowsKey, RunList>(RunList([]))
  /// The best pass@1 and pass@n of each benchmark.
  var best = Derived<Int, (one: [String: Double], most: [String: Double])>(([:], [:]))
  /// The runs that differ from a run in the training seed alone, itself among them, by its id.
  var seeds = Derived<Int, [String: SeedGroup]>([:])

  struct RowsKey: Equatable, Sendable {
    let revision: Int
    let filter: Filter
    let sorting: Sorting
    let isReversed: Bool
    let grouping: RunGrouping
  }
}

extension App {
  var shownRuns: [Run] { runs.rows.value.runs }
  var runIDs: [String] { runs.rows.value.ids }

  /// Works out the rows anew if anything they depend on has changed.
  mutating func refreshRuns() {
    let key = RunsState.RowsKey(
      revision: revision, filter: runs.filter.filter, sorting: runs.sorting,
      isReversed: runs.isReversed, grouping: runs.grouping)
    if !runs.best.isCurrent(for: revision) {
      let all = snapshot.runs
      runs.best.set(
        (Self.best(of: all) { $0.passAtOne?.value }, Self.best(of: all) { $0.passAtMost?.value }),
        for: revision)
    }
    if !runs.progress.isCurrent(for: revision) {
      runs.progress.set(
        RunProgress.all(of: snapshot.runs, now: snapshot.today), for: revision)
    }
    if !runs.rows.isCurrent(for: key) { runs.rows.set(RunList(runRows()), for: key) }
    runs.list.settle(in: runIDs, height: listHeight(of: .runs))
    if !runs.seeds.isCurrent(for: revision) { runs.seeds.set(seedGroups(), for: revision) }
  }

  private func seedGroups() -> [String: SeedGroup] {
    var groups: [String: SeedGroup] = [:]
    for group in SeedGroup.all(of: snapshot.runs) {
      for run in group.runs { groups[run.id] = group }
    }
    return groups
  }

  func sortedRuns() -> [Run] {
    let found = snapshot.runs.filter(runs.filter.filter.test(.runs))
    let sorted = runs.sorting == .name ? found : found.stableSorted(by: sortValue)
    return runs.isReversed ? sorted.reversed() : sorted
  }

  private func sortValue(_ run: Run) -> SortValue {
    let totals = run.totals
    return switch runs.sorting {
    case .name: .text(run.id)
    case .role: .text(run.facts[.role] ?? "~")
    case .step: .number(run.facts.number(.step))
    case .benchmark: .text(run.benchmark ?? "~")
    case .temperature: .number(run.facts.number(.temperature))
    case .problems: .number(Double(run.problems.count))
    case .samples: .number(totals.nMax.map(Double.init))
    case .passOne: .number(run.passAtOne?.value)
    case .passMax: .number(run.passAtMost?.value)
    case .unsolved: .number(Double(totals.unsolved))
    case .ungraded: .number(Double(totals.ungraded))
    case .truncated: .number(totals.truncated.map(Double.init))
    case .lastChange: .number(run.lastChange.map { $0.order })
    case .progress: .number(runs.progress.value[run.id]?.share)
    }
  }

  mutating func performInRuns(_ command: Command) -> [Effect] {
    if runs.list.move(command, page: listHeight(of: .runs), in: runIDs) { return [] }
    switch command {
    case .mark: markInRuns()
    case .group:
      runs.grouping = runs.grouping.next
      notice = runs.grouping.sentence
    case .baseline: selectedRun.map { selection.setBaseline($0.id) }
    case .candidate: selectedRun.map { selection.setCandidate($0.id) }
    case .sort: runs.sorting = runs.sorting.next
    case .reverse: runs.isReversed.toggle()
    case .role: selectedRun.map { prompt = Prompt(.role(run: $0.id), text: $0.facts[.role] ?? "") }
    case .threshold:
      selectedRun.map {
        prompt = Prompt(.threshold(run: $0.id), text: $0.facts[.threshold] ?? "")
      }
    case .edit: selectedRun.map { prompt = Prompt(.fact(run: $0.id)) }
    case .metric: return selectedRun.map { changeMetric(of: $0) } ?? []
    case .undo: return undoFact()
    case .back: runs.filter = ListFilter()
    case .deeper: goDeeper()
    default: break
    }
    selection.settle(in: snapshot.runs)
    return []
  }

  /// Opens the problems of the run under the cursor and marks it: *Problems* shows marked runs.
  private mutating func goDeeper() {
    guard let run = selectedRun else { return }
    if !selection.marked.contains(run.id) { selection.toggle(run.id) }
    problems.run = run.id
    screen = .problems
  }

  /// Gives a run the role that was typed; an empty one leaves it to the files again.
  mutating func setRole(_ text: String, of run: String) -> [Effect] {
    let name = text.trimmingSpaces().lowercased()
    guard name.isEmpty || ModelRole(rawValue: name) != nil else {
      notice = "no role is called '\(name)'; use base, rl, instruct, distill or teacher"
      return []
    }
    notice =
      name.isEmpty
      ? "\(run) has the role its files say; u takes it back"
      : "\(run) is now \(name); u takes it back"
    return set(.role, to: name.isEmpty ? nil : name, of: run)
  }

  /// Sets the least score that is right; an empty text leaves it to the format again.
  mutating func setThreshold(_ text: String, of run: String) -> [Effect] {
    let text = text.trimmingSpaces()
    guard text.isEmpty || Double(text).map(\.isFinite) == true else {
      notice = "'\(text)' is no number; type one such as 0.5, or nothing"
      return []
    }
    notice =
      text.isEmpty
      ? "\(run) is graded as its format says; u takes it back"
      : "in \(run) a score from \(text) is right; u takes it back"
    return set(.threshold, to: text.isEmpty ? nil : text, of: run)
  }

  /// States a fact in `kscope.toml`, as `name = value`.
  mutating func editFact(_ text: String, of id: String) -> [Effect] {
    let parts = text.split(separator: "=", maxSplits: 1).map { $0.trimmingSpaces() }
    guard let word = parts.first, !word.isEmpty, let run = snapshot.run(id) else { return [] }
    guard let name = word == "name" ? .run : FactName(rawValue: word) else {
      notice = "no fact is called '\(word)'; use role, name, model, benchmark or step"
      return []
    }
    let value = parts.count > 1 && !parts[1].isEmpty ? parts[1] : nil
    if let value, Facts([name: value], source: .person)[name] == nil {
      notice =
        "\(word) cannot be '\(value)'; \(name == .role ? "a role is one of base, rl, instruct, distill, teacher" : "it is a number")"
      return []
    }
    return [.editConfiguration(name, value, run: run)]
  }

  /// Goes on to the next of the verdicts that the samples of a run have.
  private mutating func changeMetric(of run: Run) -> [Effect] {
    guard run.metrics.count > 1, let place = run.metrics.firstIndex(of: run.metric ?? "") else {
      notice = "the samples of \(run.id) have one verdict each; there is none to choose"
      return []
    }
    let next = run.metrics[(place + 1) % run.metrics.count]
    notice = "\(run.id) counts \(next); u takes it back"
    return set(.metric, to: next, of: run.id)
  }

  /// States a fact of a run, and remembers what a person had stated before.
  private mutating func set(_ name: FactName, to value: String?, of run: String) -> [Effect] {
    let entry = snapshot.run(run)?.facts.entry(of: name)
    let before = entry?.source == .person ? entry?.value : nil
    runs.undo.append(RunsState.FactChange(run: run, name: name, before: before))
    return [.setFact(name, value, run: run)]
  }

  private mutating func undoFact() -> [Effect] {
    guard let change = runs.undo.popLast() else {
      notice = "nothing was changed"
      return []
    }
    let name = change.name.rawValue
    notice =
      change.before.map { "\(name) of \(change.run) is \($0) again" }
      ?? "\(name) of \(change.run) is what its files say again"
    return [.setFact(change.name, change.before, run: change.run)]
  }
}
