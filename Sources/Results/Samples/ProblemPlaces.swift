/// Which of a run's problems those of its sources are.
struct ProblemPlaces {
  private let indexes: [String: Int]

  init(_ run: Run) {
    indexes = Dictionary(
      zip(run.problems.list.lazy.map(\.id), 0...), uniquingKeysWith: { first, _ in first })
  }

  /// The run's problem for each of a part's; `nil` for those that it leaves out.
  func places(in part: FilePart) -> [Int?] {
    let table = part.table
    let representatives = table.representatives
    return table.problems.indices.map { index in
      indexes[table.problems[representatives.map { Int($0[index]) } ?? index].id]
    }
  }
}
