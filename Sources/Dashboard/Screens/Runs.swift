import Results
import Statistics
import TerminalUI

/// The state of the screen *Runs*.
struct RunsState: Equatable, Sendable {
  struct RoleChange: Equatable, Sendable {
    let run: String
    let before: ModelRole?
  }

  /// The columns that rows can be sorted by.
  enum Sorting: Int, CaseIterable, Sendable {
    case name, role, step, benchmark, temperature, problems, samples, passOne, passMax, unsolved
    case ungraded, truncated, lastChange
  }

  var list = ListState()
  var filter = ""
  var sorting = Sorting.name
  var isReversed = false
  var undo: [RoleChange] = []
}

extension App {
  /// The runs that the filter lets through, in the order chosen.
  var shownRuns: [Run] {
    let found = snapshot.runs.filter { run in
      runs.filter.split(separator: " ").allSatisfy { word in
        ([run.id, run.name, run.facts[.role] ?? "", run.format] + run.files.prefix(3))
          .contains { $0.holds(String(word)) }
      }
    }
    let sorted = runs.sorting == .name ? found : found.stableSorted(by: sortValue)
    return runs.isReversed ? sorted.reversed() : sorted
  }

  var runIDs: [String] { shownRuns.map(\.id) }

  /// The run under the cursor.
  var selectedRun: Run? {
    let shown = shownRuns
    return runs.list.position(in: shown.map(\.id)).map { shown[$0] }
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
    case .passOne: .number(run.curve.first?.value)
    case .passMax: .number(run.curve.last?.value)
    case .unsolved: .number(Double(totals.unsolved))
    case .ungraded: .number(Double(totals.ungraded))
    case .truncated: .number(totals.truncated.map(Double.init))
    case .lastChange: .number(run.lastChange.map { $0.order })
    }
  }

  mutating func performInRuns(_ command: Command) -> [Effect] {
    let ids = runIDs
    if runs.list.move(command, page: listHeight, in: ids) { return [] }
    switch command {
    case .mark: selectedRun.map { selection.toggle($0.id) }
    case .baseline: selectedRun.map { selection.setBaseline($0.id) }
    case .candidate: selectedRun.map { selection.setCandidate($0.id) }
    case .sort: runs.sorting = runs.sorting.next
    case .reverse: runs.isReversed.toggle()
    case .role: selectedRun.map { prompt = Prompt(.role(run: $0.id), text: $0.facts[.role] ?? "") }
    case .undo: return undoRole()
    case .back: setFilter("", of: .runs)
    case .deeper: return goDeeper()
    default: break
    }
    selection.settle(in: snapshot.runs)
    return []
  }

  /// Opens the problems of the run under the cursor, which is shown there marked or not.
  private mutating func goDeeper() -> [Effect] {
    guard let run = selectedRun else { return [] }
    if !selection.marked.contains(run.id) { selection.toggle(run.id) }
    problems.column = selection.markedRuns(of: snapshot.runs).firstIndex { $0.id == run.id } ?? 0
    problems.list.settle(in: problemIDs)
    screen = .problems
    return []
  }

  private mutating func undoRole() -> [Effect] {
    guard let change = runs.undo.popLast() else {
      notice = "no role was changed"
      return []
    }
    notice = "\(change.run) is \(change.before?.rawValue ?? "without a role") again"
    return [.setRole(change.before, run: change.run)]
  }
}

/// A value to sort by; what is not known comes last.
enum SortValue: Comparable {
  case number(Double?)
  case text(String)

  static func < (first: SortValue, second: SortValue) -> Bool {
    switch (first, second) {
    case (.number(let a), .number(let b)): (a ?? .infinity) < (b ?? .infinity)
    case (.text(let a), .text(let b)): NaturalOrder.precedes(a, b)
    default: false
    }
  }
}

extension Array {
  /// Sorted by a value computed once for each element; equal ones keep their order.
  func stableSorted(by value: (Element) -> SortValue) -> [Element] {
    enumerated().map { ($0.offset, value($0.element), $0.element) }
      .sorted { $0.1 < $1.1 || (!($1.1 < $0.1) && $0.0 < $1.0) }.map(\.2)
  }
}

extension CaseIterable where Self: Equatable {
  /// The case after this one, around.
  var next: Self {
    let all = Array(Self.allCases)
    return all[((all.firstIndex(of: self) ?? 0) + 1) % all.count]
  }
}

extension ClockMinute {
  /// A number that grows with time.
  var order: Double {
    let days = (year * 12 + month) * 31 + day
    return Double((days * 24 + hour) * 60 + minute)
  }
}

extension ListState {
  /// Moves as a command asks; `false` where it is no command for moving.
  mutating func move(_ command: Command, page: Int, in ids: [String]) -> Bool {
    switch command {
    case .up: move(by: -1, in: ids)
    case .down: move(by: 1, in: ids)
    case .first: move(by: -ids.count, in: ids)
    case .last: move(by: ids.count, in: ids)
    case .pageUp: move(by: -page, in: ids)
    case .pageDown: move(by: page, in: ids)
    case .halfPageUp: move(by: -page / 2, in: ids)
    case .halfPageDown: move(by: page / 2, in: ids)
    default: return false
    }
    return true
  }
}
