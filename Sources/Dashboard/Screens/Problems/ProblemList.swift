import Results

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
  func difference(of row: Int, _ columns: ProblemColumns) -> Double? {
    merged.difference(of: order[row], columns)
  }
  func tallies(
    of row: Int, _ columns: ProblemColumns
  ) -> (baseline: Tally, candidate: Tally)? {
    merged.tallies(of: order[row], columns)
  }

  /// What of them runs never solve.
  var unsolved: MergedProblems.Unsolved { merged.unsolved(among: order) }
}

extension Problem {
  /// The id, shortened where it is but a hash.
  var name: String { isHashed ? String(id.prefix(9)) : id }
}
