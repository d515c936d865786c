import Statistics

extension FilterFields where Row == Run {
  /// The fields of runs: what was counted, and every fact under its name.
  ///
  /// `n` is the largest number of samples of a problem, as lists of runs are sorted by it.
  package static var runs: FilterFields {
    var fields = FilterFields(
      holds: { run, sought in
        sought.isIn(run.id) || sought.isIn(run.name) || sought.isIn(run.facts[.role])
          || sought.isIn(run.format) || run.files.prefix(3).contains { sought.isIn($0) }
      }, family: passAtK)
    for name in [FactName.model, .role, .benchmark, .step, .temperature] { fields.add(name) }
    fields.add("n", .number) { FilterValue($0.totals.nMax) }
    fields.add("pass@1", .number) { FilterValue($0.passAtOne?.value) }
    fields.add("pass@n", .number) { FilterValue($0.passAtMost?.value) }
    fields.add("problems", .number) { FilterValue($0.problems.count) }
    fields.add("samples", .number) { FilterValue($0.totals.samples) }
    fields.add("unsolved", .number) { FilterValue($0.totals.unsolved) }
    fields.add("ungraded", .number) { FilterValue($0.totals.ungraded) }
    fields.add("truncated", .number) { FilterValue($0.totals.truncated) }
    fields.add("rate", .number) { FilterValue($0.rate) }
    fields.add("id", .text) { .text($0.id) }
    fields.add("format", .text) { .text($0.format) }
    fields.add("file", .text) { .texts($0.files) }
    for name in FactName.allCases { fields.add(name) }
    return fields
  }

  /// A fact under its name, unless a field has that name.
  private mutating func add(_ name: FactName) {
    let alias = name == .temperature ? "T" : nil
    add(name.rawValue, name.isNumeric ? .number : .text, alias: alias) { run in
      name.isNumeric ? FilterValue(run.facts.number(name)) : FilterValue(run.facts[name])
    }
  }

  /// `pass@8` and its like, over the problems with so many samples.
  private static func passAtK(_ name: String) -> Entry? {
    guard name.hasPrefix("pass@"), let k = Int(name.dropFirst(5)), k > 0,
      name == "pass@\(k)"
    else { return nil }
    return Entry(FilterField(name, .number)) { run in
      if let point = run.curve.first(where: { $0.k == k }) { return .number(point.value) }
      return FilterValue(Curve.points(of: run.tallies, at: [k]).first?.value)
    }
  }
}
