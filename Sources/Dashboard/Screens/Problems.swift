import Results
import TerminalUI

/// The state of the screen *Problems*.
struct ProblemsState: Equatable, Sendable {
  enum Sorting: CaseIterable, Sendable {
    case id, accuracy, difference
  }

  var list = ListState()
  var filter = ""
  var sorting = Sorting.id
  var isReversed = false
  /// The run under the cursor, as a place among the marked runs.
  var column = 0
}

/// A problem over the marked runs.
struct ProblemRow: Equatable, Sendable {
  let problem: Problem
  /// The tally in each of the marked runs; `nil` where a run lacks the problem.
  let tallies: [Tally?]

  /// The accuracy of the candidate less that of the baseline.
  func difference(baseline: Int?, candidate: Int?) -> Double? {
    guard let baseline, let candidate, let first = tallies[baseline]?.accuracy,
      let second = tallies[candidate]?.accuracy
    else { return nil }
    return second - first
  }
}

extension App {
  /// The runs that are compared on *Problems*: the marked ones of one benchmark.
  var problemRuns: [Run] {
    let marked = selection.markedRuns(of: snapshot.runs)
    guard let first = marked.first else { return selectedRun.map { [$0] } ?? [] }
    let chosen = marked[safe: problems.column] ?? first
    return marked.filter { $0.benchmark == chosen.benchmark }
  }

  /// The place of a run among those of *Problems*.
  func problemColumn(of id: String?) -> Int? {
    id.flatMap { id in problemRuns.firstIndex { $0.id == id } }
  }

  /// The run whose samples Enter opens.
  var problemRun: Run? {
    let runs = problemRuns
    let marked = selection.markedRuns(of: snapshot.runs)
    let chosen = marked[safe: problems.column]
    return runs.first { $0.id == chosen?.id } ?? runs.first
  }

  /// The problems of the runs shown, filtered and sorted.
  var problemRows: [ProblemRow] {
    let runs = problemRuns
    var order: [String] = []
    var rows: [String: (problem: Problem, tallies: [Tally?])] = [:]
    for (column, run) in runs.enumerated() {
      for result in run.problems {
        let id = result.problem.id
        if rows[id] == nil {
          order.append(id)
          rows[id] = (result.problem, Array(repeating: nil, count: runs.count))
        }
        rows[id]?.tallies[column] = result.tally
      }
    }
    let all = order.compactMap { id in
      rows[id].map { ProblemRow(problem: $0.problem, tallies: $0.tallies) }
    }
    return sorted(all.filter { isShown($0.problem) })
  }

  var problemIDs: [String] { problemRows.map(\.problem.id) }

  private func isShown(_ problem: Problem) -> Bool {
    let texts = [
      problem.id, problem.title, problem.group ?? "", problem.level ?? "", problem.subject ?? "",
    ]
    return problems.filter.split(separator: " ").allSatisfy { word in
      texts.contains { $0.holds(String(word)) }
    }
  }

  private func sorted(_ rows: [ProblemRow]) -> [ProblemRow] {
    let baseline = problemColumn(of: selection.baseline)
    let candidate = problemColumn(of: selection.candidate)
    let column = problemColumn(of: problemRun?.id) ?? 0
    let sorted =
      switch problems.sorting {
      case .id: rows
      case .accuracy: rows.stableSorted { .number($0.tallies[safe: column]??.accuracy) }
      case .difference:
        rows.stableSorted { .number($0.difference(baseline: baseline, candidate: candidate)) }
      }
    return problems.isReversed ? sorted.reversed() : sorted
  }

  mutating func performInProblems(_ command: Command) -> [Effect] {
    let ids = problemIDs
    if problems.list.move(command, page: listHeight, in: ids) { return [] }
    switch command {
    case .left: moveColumn(by: -1)
    case .right: moveColumn(by: 1)
    case .baseline: problemRun.map { keepColumn(on: $0) { $0.setBaseline($1.id) } }
    case .candidate: problemRun.map { keepColumn(on: $0) { $0.setCandidate($1.id) } }
    case .sort: problems.sorting = problems.sorting.next
    case .reverse: problems.isReversed.toggle()
    case .deeper:
      guard let position = problems.list.position(in: ids) else { return [] }
      screen = .samples
      return openSamples(of: ids[position])
    case .back:
      if problems.filter.isEmpty { screen = .runs } else { setFilter("", of: .problems) }
    default: break
    }
    return []
  }

  /// Changes the selection and leaves the cursor on the run it was on.
  private mutating func keepColumn(on run: Run, _ change: (inout Selection, Run) -> Void) {
    change(&selection, run)
    let marked = selection.markedRuns(of: snapshot.runs)
    problems.column = marked.firstIndex { $0.id == run.id } ?? 0
  }

  private mutating func moveColumn(by step: Int) {
    let marked = selection.markedRuns(of: snapshot.runs)
    problems.column = max(0, min(marked.count - 1, problems.column + step))
  }
}

extension Array {
  /// The element at a place, or `nil` outside.
  subscript(safe index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}
