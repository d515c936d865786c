import Results

/// Which runs the fields of *Problems* ask for, by the names that they have there.
struct ProblemFieldRuns: Equatable, Sendable {
  /// Places among the runs shown: by letter, role, and as baseline or candidate.
  private(set) var places: [(name: String, run: Int)] = []
  let columns: ProblemColumns

  init(_ runs: [Run], columns: ProblemColumns, letter: (Run) -> Character?) {
    self.columns = columns
    for (place, run) in runs.enumerated() { letter(run).map { add(String($0), place) } }
    if let baseline = columns.baseline { add("baseline", baseline) }
    if let candidate = columns.candidate { add("candidate", candidate) }
    for (place, run) in runs.enumerated() { run.role.map { add($0.rawValue, place) } }
  }

  /// The first run of a name has it: letters come round, and roles are had by several.
  private mutating func add(_ name: String, _ run: Int) {
    if !places.contains(where: { $0.name == name }) { places.append((name, run)) }
  }

  static func == (first: Self, second: Self) -> Bool {
    first.columns == second.columns && first.places.elementsEqual(second.places, by: ==)
  }
}

extension App {
  var problemFieldRuns: ProblemFieldRuns {
    ProblemFieldRuns(problemRuns, columns: problemColumns) { mark(of: $0.id)?.letter }
  }
}

extension FilterFields where Row == Int {
  /// The fields of the merged problems, by their places.
  static func merged(_ merged: MergedProblems, _ runs: ProblemFieldRuns) -> FilterFields {
    let (problems, columns) = (merged.problems, runs.columns)
    var fields = FilterFields.problems { problems[$0] }
    fields.addTally { merged.tally(of: $0, in: columns.chosen) }
    fields.add("diff", .number) { FilterValue(merged.difference(of: $0, columns)) }
    fields.add("solvedby", .number) { .number(Double(merged.solvers(of: $0))) }
    for (name, run) in runs.places {
      fields.addTally(of: name) { merged.tally(of: $0, in: run) }
    }
    return fields
  }
}
