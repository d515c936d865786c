import Results

/// A row of *Runs*: a run, a published curve, or the heading of a group of them.
enum RunRow: Sendable {
  case heading(String, runs: [String])
  case run(Run)
  case reference(ReferenceCurve)

  var id: String {
    switch self {
    case .heading(let title, _): "group \(title)"
    case .run(let run): run.id
    case .reference(let curve): curve.id
    }
  }
}

/// The rows of *Runs*, with their ids.
struct RunList: Sendable {
  let rows: [RunRow]
  let ids: [String]
  let runs: [Run]

  init(_ rows: [RunRow]) {
    self.rows = rows
    ids = rows.map(\.id)
    runs = rows.compactMap { row in
      if case .run(let run) = row { run } else { nil }
    }
  }
}

/// What runs are put together by.
enum RunGrouping: CaseIterable, Sendable {
  case none, benchmark, family, algorithm, step, role

  /// What is said when it is chosen.
  var sentence: String {
    switch self {
    case .none: "runs are not grouped"
    case .benchmark: "runs are grouped by benchmark"
    case .family: "runs are grouped by the model they were trained from"
    case .algorithm: "runs are grouped by algorithm"
    case .step: "runs are grouped by step"
    case .role: "runs are grouped by role"
    }
  }

  /// The group of a run.
  func name(of run: Run) -> String {
    switch self {
    case .none: ""
    case .benchmark: run.benchmark ?? "benchmark unknown"
    case .family: Self.known(RunGrid.family(of: run.facts), "model unknown")
    case .algorithm: run.facts[.algorithm] ?? "no algorithm"
    case .step: run.facts[.step].map { "step \($0)" } ?? "no step"
    case .role: run.facts[.role] ?? "no role"
    }
  }

  private static func known(_ text: String, _ otherwise: String) -> String {
    text.isEmpty ? otherwise : text
  }

  /// The runs in groups, with a heading each; steps come in their order, all else as it appears.
  func rows(of runs: [Run]) -> [RunRow] {
    guard self != .none else { return runs.map(RunRow.run) }
    var names = runs.map(name).uniqued()
    if self == .step { names.sort(by: NaturalOrder.precedes) }
    let groups = Dictionary(grouping: runs, by: name)
    return names.flatMap { name -> [RunRow] in
      let members = groups[name] ?? []
      return [.heading(name, runs: members.map(\.id))] + members.map(RunRow.run)
    }
  }
}

extension App {
  /// The run under the cursor.
  var selectedRun: Run? {
    guard case .run(let run)? = selectedRow else { return nil }
    return run
  }

  /// The row under the cursor.
  var selectedRow: RunRow? {
    runs.list.position(in: runIDs).map { runs.rows.value.rows[$0] }
  }

  /// Marks what is under the cursor, or takes its mark away: a run, all runs of a group, or a
  /// published curve.
  mutating func markInRuns() {
    switch selectedRow {
    case .run(let run)?: selection.toggle(run.id)
    case .reference(let curve)?:
      selection.toggleReference(curve.id)
    case .heading(_, let ids)? where ids.isEmpty: markReferences()
    case .heading(_, let ids)?:
      let isMarked = ids.allSatisfy { selection.marked.contains($0) }
      for id in ids where selection.marked.contains(id) == isMarked { selection.toggle(id) }
    case nil: break
    }
  }

  /// Draws all published curves that are listed, or takes them all away.
  private mutating func markReferences() {
    let ids = runs.rows.value.rows.compactMap { row in
      if case .reference(let curve) = row { curve.id } else { nil }
    }
    let isMarked = ids.allSatisfy { selection.references.contains($0) }
    for id in ids where selection.references.contains(id) == isMarked {
      selection.toggleReference(id)
    }
  }

  /// The rows that the filter lets through, in the order chosen, published curves last.
  func runRows() -> [RunRow] {
    let rows = runs.grouping.rows(of: sortedRuns())
    let curves = shownReferenceRows
    guard !curves.isEmpty else { return rows }
    return rows + [.heading("published curves", runs: [])] + curves.map(RunRow.reference)
  }

  /// The published curves that the filter lets through: by their facts, as runs are.
  private var shownReferenceRows: [ReferenceCurve] {
    let filter = runs.filter.filter
    guard !filter.isEmpty else { return snapshot.references }
    let lets = filter.test(.runs)
    return snapshot.references.filter { curve in
      lets(
        Run(
          id: curve.id, name: curve.name, facts: curve.facts, files: [curve.file],
          format: "references", problems: []))
    }
  }
}
