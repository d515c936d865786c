import Results
import Statistics

extension Job.Slot {
  static let likeness = Job.Slot("likeness")
}

/// Where each problem stands among those that are like it.
struct LikenessRanks: Sendable {
  let ranks: [String: Int]
  /// Of which data.
  let version: UInt64
}

extension App {
  /// What the open view is sorted by.
  var problemSorting: ProblemsState.Sorting {
    view(of: .problems) == .dumbbells ? problems.dumbbellSorting : problems.sorting
  }

  mutating func sortFurther() {
    if view == .dumbbells {
      problems.dumbbellSorting = problems.dumbbellSorting.next
    } else {
      problems.sorting = problems.sorting.next
    }
    notice = "sorted by " + problemSorting.title
  }

  /// Asks for an order in which alike problems stand together, where it is wanted.
  mutating func refreshLikeness(_ runs: [Run]) -> [Effect] {
    guard problemSorting == .likeness, !runs.isEmpty else { return [] }
    let merged = problems.merged.value
    let version = Fingerprint.of(runs)
    return board.ask(
      .likeness, of: runs.map(\.id).joined(separator: "\n"), version: version
    ) { _ in
      let columns = runs.indices.map { run in
        merged.problems.indices.map { merged.accuracy(of: $0, in: run) }
      }
      var ranks: [String: Int] = [:]
      for (rank, place) in LikenessOrder.order(of: columns).enumerated() {
        ranks[merged.problems[place].id] = rank
      }
      return LikenessRanks(ranks: ranks, version: version)
    }
  }

  private var likenessRanks: LikenessRanks? {
    guard problemSorting == .likeness else { return nil }
    return board.latest(.likeness, as: LikenessRanks.self)?.value
  }

  /// Filters and sorts the rows anew if anything they depend on has changed.
  mutating func refreshRows(_ merge: ProblemsState.MergeKey) {
    let columns = problemColumns
    let sorting = problemSorting
    let filter = problems.filter.filter
    let key = ProblemsState.RowsKey(
      merged: merge, filter: filter, subset: problems.subset, sorting: sorting,
      isReversed: problems.isReversed, columns: sorting == .id ? nil : columns,
      likeness: likenessRanks?.version,
      fieldRuns: filter.fields.isEmpty ? nil : problemFieldRuns)
    if !problems.rows.isCurrent(for: key) {
      problems.rows.set(sorted(problems.merged.value, columns), for: key)
    }
    let said = ProblemsState.SentencesKey(rows: key, columns: columns, view: view(of: .problems))
    guard !problems.sentences.isCurrent(for: said) else { return }
    switch said.view {
    case .problems: problems.sentences.set([heatSentence], for: said)
    case .dumbbells: problems.sentences.set(dumbbellSentences, for: said)
    default: problems.sentences.set([], for: said)
    }
  }

  private func sorted(_ merged: MergedProblems, _ columns: ProblemColumns) -> ProblemList {
    let filter = problems.filter.filter
    var rows = Array(merged.problems.indices)
    if let subset = problems.subset {
      rows = rows.filter { subset.ids.contains(merged.problems[$0].id) }
    }
    if !filter.isEmpty { rows = rows.filter(filter.test(.merged(merged, problemFieldRuns))) }
    let sorted = ordered(rows, merged, columns)
    return ProblemList(merged, order: problems.isReversed ? sorted.reversed() : sorted)
  }

  private func ordered(
    _ rows: [Int], _ merged: MergedProblems, _ columns: ProblemColumns
  ) -> [Int] {
    switch problemSorting {
    case .id: return rows
    case .accuracy:
      return rows.stableSorted(byNumber: { merged.accuracy(of: $0, in: columns.chosen) })
    case .difference:
      return rows.stableSorted(byNumber: { merged.difference(of: $0, columns) })
    case .change:
      return rows.stableSorted(byNumber: { merged.difference(of: $0, columns).map { -abs($0) } })
    case .level: return rows.stableSorted(byText: { merged.problems[$0].level ?? "~" })
    case .solvers: return rows.stableSorted(byNumber: { Double(merged.solvers(of: $0)) })
    case .likeness:
      guard let ranks = likenessRanks?.ranks else { return rows }
      return rows.stableSorted(byNumber: { ranks[merged.problems[$0].id].map(Double.init) })
    }
  }
}
