/// Runs of different training seeds in a report, and the spread over them.
package struct SeedReport: Equatable, Sendable, Encodable {
  package let runs: [String]
  package let passAtK: [Point]

  private enum CodingKeys: String, CodingKey {
    case runs
    case passAtK = "pass_at_k"
  }

  package struct Point: Equatable, Sendable, Encodable {
    package let k: Int
    package let mean: Double
    package let standardDeviation: Double
    package let lowest: Double
    package let highest: Double

    private enum CodingKeys: String, CodingKey {
      case k, mean, lowest, highest
      case standardDeviation = "standard_deviation"
    }
  }

  init(_ group: SeedGroup) {
    runs = group.runs.map(\.id)
    passAtK = group.points.map {
      Point(
        k: $0.k, mean: $0.mean, standardDeviation: $0.deviation, lowest: $0.lowest,
        highest: $0.highest)
    }
  }
}

extension SeedReport {
  var title: String { "\(runs.count) training seeds, such as \(runs.first ?? "")" }

  /// The spread over the seeds, a budget a row.
  var table: ReportTable {
    ReportTable(
      headings: ["k", "mean", "deviation", "lowest", "highest"], words: 0,
      rows: passAtK.map { point in
        [String(point.k)]
          + [point.mean, point.standardDeviation, point.lowest, point.highest]
          .map { Format.fixed($0, 4) }
      })
  }
}
