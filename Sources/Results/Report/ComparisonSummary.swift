/// All comparisons with one baseline, a row each.
struct ComparisonSummary {
  let baseline: String
  private let comparisons: [ComparisonReport]

  /// The summaries, in the order in which the baselines appear.
  static func all(of comparisons: [ComparisonReport]) -> [ComparisonSummary] {
    comparisons.map(\.baseline).uniqued().map { baseline in
      ComparisonSummary(
        baseline: baseline, comparisons: comparisons.filter { $0.baseline == baseline })
    }
  }

  var title: String { "against \(baseline)" }

  var table: ReportTable {
    ReportTable(
      headings: [
        "candidate", "problems", "k", "at k = 1", "95% band", "at k", "95% band", "crossing",
        "95% interval", "both", "base only", "cand only", "neither", "McNemar p", "ΔSE",
      ], words: 1, rows: comparisons.map(row))
  }

  private func row(_ comparison: ComparisonReport) -> [String] {
    let efficiency = comparison.samplingEfficiency
    var row = [comparison.candidate, Format.count(comparison.pairedProblems)]
    row.append(Self.text(efficiency?.k))
    for k in [1, efficiency?.k] {
      let point = comparison.difference.first { $0.k == k }
      row.append(point.map { Format.points($0.value) } ?? "-")
      row.append(point?.bandText ?? "-")
    }
    row += [Self.text(comparison.crossing.k), comparison.crossing.intervalText]
    row += Self.coverage(comparison.coverage.last)
    row.append(efficiency.map { Format.fixed($0.deltaSE * 100, 1) } ?? "-")
    return row
  }

  private static func coverage(_ table: ComparisonReport.Coverage?) -> [String] {
    guard let table else { return Array(repeating: "-", count: 5) }
    let decimals = table.mcNemarP == nil ? 1 : 0
    let counts = [table.both, table.baselineOnly, table.candidateOnly, table.neither]
    return counts.map { Format.fixed($0, decimals) }
      + [table.mcNemarP.map(ComparisonText.rate) ?? "-"]
  }

  private static func text(_ number: Int?) -> String { number.map(Format.count) ?? "-" }
  private static func text(_ number: Double?) -> String {
    number.map { Format.fixed($0, 1) } ?? "-"
  }
}

extension ComparisonReport.Difference {
  /// The band in points; `nil` where there is none.
  var bandText: String? {
    guard let low, let high else { return nil }
    return "\(Format.points(low)) to \(Format.points(high))"
  }
}

extension ComparisonReport.CrossingReport {
  /// The percentile interval of k, open where draws have no crossing.
  var intervalText: String {
    guard withoutCrossing != nil else { return "-" }
    return [low, high].map { $0.map { Format.fixed($0, 1) } ?? "∞" }.joined(separator: " to ")
  }
}
