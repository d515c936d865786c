extension FilterFields {
  /// The fields of problems; a bare word is looked for in all their texts.
  package static func problems(_ problem: @escaping (Row) -> Problem) -> FilterFields {
    var fields = FilterFields { row, sought in
      let problem = problem(row)
      return sought.isIn(problem.id) || sought.isIn(problem.title) || sought.isIn(problem.group)
        || sought.isIn(problem.level) || sought.isIn(problem.subject)
    }
    fields.add("level", .level) { FilterValue(problem($0).level) }
    fields.add("subject", .text) { FilterValue(problem($0).subject) }
    fields.add("group", .text, alias: "source") { FilterValue(problem($0).group) }
    fields.add("date", .date) { FilterValue(problem($0).date) }
    fields.add("id", .text) { .text(problem($0).id) }
    fields.add("text", .text) { FilterValue(problem($0).title) }
    fields.add("g", .number) { FilterValue(problem($0).directAnswer) }
    return fields
  }

  /// The fields of a problem's tally in a run.
  ///
  /// - Parameter run: What stands before the dot, such as `C` in `C.acc`; without it the fields
  ///   are called `n`, `c`, `acc` and so on.
  package mutating func addTally(of run: String? = nil, _ tally: @escaping (Row) -> Tally?) {
    let start = run.map { $0 + "." } ?? ""
    add(start + "n", .number) { FilterValue(tally($0)?.n) }
    add(start + "c", .number) { FilterValue(tally($0)?.c) }
    add(start + "acc", .number) { FilterValue(tally($0)?.accuracy) }
    add(start + "ungraded", .number) { FilterValue(tally($0)?.ungraded) }
    add(start + "truncated", .number) { row in
      // Samples that do not say why they ended may have been cut.
      FilterValue(tally(row).flatMap { $0.finished > 0 ? $0.truncated : nil })
    }
  }
}
