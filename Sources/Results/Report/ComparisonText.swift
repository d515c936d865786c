import Statistics

/// A comparison in words and tables.
struct ComparisonText {
  private let comparison: ComparisonReport

  init(_ comparison: ComparisonReport) { self.comparison = comparison }

  var title: String { "\(comparison.candidate) against \(comparison.baseline)" }

  /// What the numbers say, a sentence each.
  var sentences: [String] {
    guard comparison.pairedProblems > 0 else { return [] }
    let band = comparison.band
    let scope =
      "\(Format.count(comparison.pairedProblems, "problem")) in both; differences in points with a "
      + "simultaneous \(Format.fixed(band.level * 100, 0)) % band over all k "
      + "(\(Format.count(band.draws)) draws, seed \(band.seed))."
    let ends = [comparison.difference.first, comparison.difference.last { $0.state != nil }]
    var leads: [String] = []
    for end in ends.compactMap(\.self).map(lead) where end != leads.last { leads.append(end) }
    return [scope] + leads + [crossing] + (firstLoss.map { [$0] } ?? [])
      + (efficiency.map { [$0] } ?? [])
  }

  private func lead(_ point: ComparisonReport.Difference) -> String {
    let range = point.bandText ?? "-"
    return switch point.state.flatMap(DifferenceState.init) {
    case .candidate:
      "At k = \(point.k) the candidate leads by \(Format.fixed(point.value * 100, 1)) points (\(range))."
    case .baseline:
      "At k = \(point.k) the baseline leads by \(Format.fixed(-point.value * 100, 1)) points (\(range))."
    case .undecided, nil:
      "At k = \(point.k) it is undecided: \(Format.points(point.value)) points (\(range))."
    }
  }

  private var crossing: String {
    let crossing = comparison.crossing
    let leader = crossing.direction == "baseline_first" ? "baseline" : "candidate"
    guard crossing.direction != nil else { return "The curves do not differ." }
    let share = crossing.withoutCrossing.map { "\(Format.percent($0)) of draws without one" }
    guard let k = crossing.k else {
      return "The curves do not cross: the \(leader) leads" + (share.map { " (\($0))." } ?? ".")
    }
    let interval = share.map { " (95 % \(crossing.intervalText), \($0))" } ?? ""
    return "The \(leader) leads first; the curves cross at k = \(Format.fixed(k, 1))\(interval), "
      + (crossing.established ? "which is established." : "which is not established.")
  }

  private var firstLoss: String? {
    guard let ends = comparison.crossing.firstLossSet, let first = ends[0] else { return nil }
    guard let last = ends[1] else {
      return first == 1 ? nil : "The candidate loses its lead at k = \(first) or later, if at all."
    }
    return first == last
      ? "The candidate is first behind at k = \(first)."
      : "The candidate is first behind between k = \(first) and k = \(last)."
  }

  private var efficiency: String? {
    guard let efficiency = comparison.samplingEfficiency else { return nil }
    let gap = efficiency.gapClosed.map {
      "; pass@1 of the candidate closes \(Format.percent($0)) of the baseline's gap"
    }
    let budget = efficiency.kEquivalent.map {
      "; the baseline needs k = \(Format.fixed($0, 1)) for as much"
    }
    return "ΔSE at k = \(efficiency.k) is \(Format.fixed(efficiency.deltaSE * 100, 1)) points"
      + (gap ?? "") + (budget ?? "") + "."
  }

  var tables: [ReportTable] {
    comparison.pairedProblems > 0 ? [differences, coverage, histogram] : []
  }

  private var differences: ReportTable {
    let budgets = Set(comparison.coverage.map(\.k))
    return ReportTable(
      headings: ["k", "problems", "baseline", "candidate", "difference", "95% band", "better"],
      words: 0,
      rows: comparison.difference.filter { budgets.contains($0.k) }.map { point in
        [
          String(point.k), Format.count(point.problems), Format.percent(point.baseline),
          Format.percent(point.candidate), Format.points(point.value), point.bandText ?? "-",
          point.state ?? "-",
        ]
      })
  }

  private var coverage: ReportTable {
    ReportTable(
      headings: [
        "k", "both", "baseline only", "candidate only", "neither", "McNemar p", "SRR", "NDR", "SDS",
        "NSCR",
      ], words: 0,
      rows: comparison.coverage.map { table in
        let decimals = table.mcNemarP == nil ? 1 : 0
        let counts = [table.both, table.baselineOnly, table.candidateOnly, table.neither]
        let rates = [table.mcNemarP, table.srr, table.ndr, table.sds, table.nscr]
        return [String(table.k)] + counts.map { Format.fixed($0, decimals) }
          + rates.map { $0.map(Self.rate) ?? "-" }
      })
  }

  /// Three decimals, or a bound for what they would round to nothing.
  static func rate(_ value: Double) -> String {
    value > 0 && value < 0.001 ? "<0.001" : Format.fixed(value, 3)
  }

  private var histogram: ReportTable {
    let counts = comparison.histogram
    return ReportTable(
      headings: ["accuracy"] + counts.bins, words: 1,
      rows: [("baseline", counts.baseline), ("candidate", counts.candidate)].map { name, counts in
        [name] + counts.map { Format.count($0) }
      })
  }

  /// Lists of problems, and what to know before believing the numbers.
  var notes: [String] { lists + comparison.warnings.map { "note: " + $0 } }

  private var lists: [String] {
    guard let lists = comparison.problemLists else { return [] }
    let solved = [
      ("baseline", lists.both + lists.baselineOnly),
      ("candidate", lists.both + lists.candidateOnly),
      ("baseline only", lists.baselineOnly), ("candidate only", lists.candidateOnly),
    ]
    var notes = solved.filter { !$0.1.isEmpty }.map { name, ids in
      "solved by the \(name) at k = \(lists.k) (\(Format.count(ids.count))): \(Self.list(ids))"
    }
    if !lists.neither.isEmpty, let limit = ZeroSuccesses.upperLimit(trials: lists.k) {
      notes.append(
        "solved by neither at k = \(lists.k), each with p below \(Format.fixed(limit * 100, 1))% "
          + "(95 %, one-sided; \(Format.count(lists.neither.count))): "
          + Self.list(lists.neither))
    }
    return notes + comparison.rechecks.flatMap(\.sentences)
  }

  /// The ids in natural order and in ranges: the first forty words, and how many ids more.
  private static func list(_ ids: [String]) -> String {
    let parts = CompactList.parts(ids.sorted(by: NaturalOrder.precedes))
    let shown = parts.prefix(40).joined(separator: ", ")
    guard parts.count > 40 else { return shown }
    return "\(shown) and \(Format.count(parts.count - 40)) more"
  }
}
