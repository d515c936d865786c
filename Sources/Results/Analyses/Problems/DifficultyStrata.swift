import Statistics

/// pass@k of some runs over problems of one kind at a time.
package struct DifficultyStrata: Equatable, Sendable {
  /// What makes problems of one kind.
  package enum Grouping: String, CaseIterable, Sendable {
    /// How often the first run solves them.
    case accuracy
    case level, subject
  }

  package struct Stratum: Equatable, Sendable {
    package let label: String
    package let ids: [String]
    /// For each of the runs, over those of the problems that it has.
    package let curves: [[CurvePoint]]
  }

  package let grouping: Grouping
  package let runs: [Run]
  /// In the order of difficulty, or of their names; those without problems are left out.
  package let strata: [Stratum]

  /// - Parameter runs: The first of them says which problems there are and how hard they are.
  package init(_ runs: [Run], by grouping: Grouping) {
    self.runs = runs
    self.grouping = grouping
    let labels = runs.first.map { Self.labels(of: $0, by: grouping) } ?? [:]
    let kinds = Dictionary(grouping: runs.first?.problems ?? []) { labels[$0.problem.id] }
    var tallies: [[String: TallyCounts]] = []
    for run in runs { tallies.append(Self.tallies(of: run, labels)) }
    strata = Self.ordered(kinds.keys.compactMap(\.self), by: grouping).map { label in
      Stratum(
        label: label, ids: (kinds[label] ?? []).map(\.problem.id),
        curves: tallies.map { Self.curve(of: $0[label] ?? TallyCounts()) })
    }
  }

  private static func labels(of run: Run, by grouping: Grouping) -> [String: String] {
    var labels: [String: String] = [:]
    for result in run.problems where result.tally.n > 0 {
      let problem = result.problem
      switch grouping {
      case .accuracy: labels[problem.id] = bins[bin(n: result.tally.n, c: result.tally.c)]
      case .level: labels[problem.id] = problem.level ?? "no level"
      case .subject: labels[problem.id] = problem.subject ?? "no subject"
      }
    }
    return labels
  }

  /// Accuracies in per cent, the lower end included but for 0.
  static let bins = ["0", "0 to 5%", "5 to 20%", "20 to 50%", "50 to 80%", "80 to 100%"]

  /// By whole numbers, so that rounding moves no problem.
  static func bin(n: Int, c: Int) -> Int {
    if c == 0 { return 0 }
    let isBelow = [20 * c < n, 5 * c < n, 2 * c < n, 5 * c < 4 * n]
    return 1 + (isBelow.firstIndex(of: true) ?? 4)
  }

  private static func ordered(_ labels: [String], by grouping: Grouping) -> [String] {
    switch grouping {
    case .accuracy: bins.filter(labels.contains)
    case .level, .subject: labels.sorted(by: NaturalOrder.precedes)
    }
  }

  private static func tallies(of run: Run, _ labels: [String: String]) -> [String: TallyCounts] {
    var counts: [String: TallyCounts] = [:]
    for result in run.problems {
      guard let label = labels[result.problem.id] else { continue }
      counts[label, default: TallyCounts()].add(n: result.tally.n, c: result.tally.c)
    }
    return counts
  }

  private static func curve(of tallies: TallyCounts) -> [CurvePoint] {
    Curve.points(of: tallies, at: Budgets.quarterOctaves(upTo: tallies.largestN))
  }

  /// What the panels show, with the caution that strata of one run's own samples need.
  package var sentence: String {
    let sizes = strata.map { "\($0.label): \(Format.count($0.ids.count))" }
      .joined(separator: ", ")
    let kind = grouping == .accuracy ? "accuracy in the baseline" : grouping.rawValue
    let caution =
      grouping == .accuracy
      ? " The baseline's own samples sort the problems, so by chance alone another run does "
        + "better in the lowest kinds and worse in the highest."
      : ""
    return "Problems by \(kind): \(sizes).\(caution)"
  }

  /// A row for each stratum, run and budget.
  package var table: DataTable {
    var table = DataTable(
      "pass@k by \(grouping.rawValue)",
      columns: [
        .init("stratum", isWords: true), .init("run", isWords: true), .init("k"),
        .init("pass_k", "pass@k"), .init("error", "± SE"), .init("problems"),
      ])
    for stratum in strata {
      for (run, curve) in zip(runs, stratum.curves) {
        for point in curve {
          table.append([
            .text(stratum.label), .text(run.id), .count(point.k), .share(point.value),
            DataValue(share: point.standardError), .count(point.problems),
          ])
        }
      }
    }
    return table
  }
}
