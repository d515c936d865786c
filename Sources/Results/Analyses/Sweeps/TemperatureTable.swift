import Statistics

/// The runs of several series, one a row, with what temperature changes.
package struct TemperatureTable: Equatable, Sendable {
  package struct Row: Equatable, Sendable {
    package let series: String
    package let run: String
    package let temperature: Double
    package let problems: Int
    package let n: Int?
    package let entropy: ProblemMean?
    package let tokens: ProblemMean?
    package let first: CurvePoint?
    package let other: CurvePoint?
    /// Where its curve crosses that of the base at the same temperature.
    package let crossing: Meeting
  }

  /// How a curve meets that of the base model at the same temperature.
  package enum Meeting: Equatable, Sendable {
    /// It is of the base itself, or there is no base at this temperature.
    case none
    /// Not worked out yet.
    case pending
    case never(isAhead: Bool)
    case at(k: Double, low: Double?, high: Double?, hasInterval: Bool)

    package init(_ crossing: Crossing?) {
      guard let crossing, let direction = crossing.direction else {
        self = .none
        return
      }
      guard let k = crossing.k else {
        self = .never(isAhead: direction == .candidateFirst)
        return
      }
      self = .at(
        k: k, low: crossing.low, high: crossing.high,
        hasInterval: crossing.withoutCrossing != nil)
    }

    /// `5.0 (2.1-9)`; what is not there is a dash.
    package var text: String {
      switch self {
      case .none: return "-"
      case .pending: return "..."
      case .never(let isAhead): return isAhead ? "none, ahead" : "none, behind"
      case .at(let k, let low, let high, let hasInterval):
        guard hasInterval else { return Format.fixed(k, 1) }
        let ends = [low, high].map { $0.map { Format.fixed($0, 1) } ?? "?" }
        return "\(Format.fixed(k, 1)) (\(ends[0])-\(ends[1]))"
      }
    }
  }

  package let k: Int
  package let rows: [Row]

  /// - Parameters:
  ///   - entropies: By the ids of runs, as far as they are known.
  ///   - crossings: Likewise, with the base at the same temperature; `nil` while not worked out.
  package init(
    _ sweeps: [TemperatureSweep], names: [String], k: Int, entropies: [String: SweepEntropy],
    crossings: [String: Meeting]?
  ) {
    self.k = k
    rows = zip(sweeps, names).flatMap { sweep, name in
      zip(sweep.points, sweep.series.runs).map { point, run in
        Row(
          series: name, run: run.id, temperature: point.temperature,
          problems: run.problems.count, n: run.totals.nMax, entropy: entropies[run.id]?.mean,
          tokens: entropies[run.id]?.tokens, first: point.values[1], other: point.values[k],
          crossing: crossings.map { $0[run.id] ?? .none } ?? .pending)
      }
    }
  }

  package var table: DataTable {
    var table = DataTable(
      "runs by temperature",
      columns: [
        .init("model", isWords: true), .init("temperature", "T"), .init("problems"), .init("n"),
        .init("entropy"), .init("entropy_reach", "± 95%"), .init("tokens"),
        .init("pass_1", "pass@1"), .init("pass_1_reach", "± 95%"), .init("k"),
        .init("pass_k", "pass@\(k)"), .init("pass_k_reach", "± 95%"),
        .init("crossing", "k* with base", isWords: true),
      ])
    for row in rows {
      table.append([
        .text(row.series), .number(row.temperature, decimals: 1), .count(row.problems),
        DataValue(count: row.n), DataValue(number: row.entropy?.value, decimals: 3),
        DataValue(number: row.entropy?.reach, decimals: 3),
        DataValue(number: row.tokens?.value, decimals: 1), DataValue(share: row.first?.value),
        DataValue(share: row.first?.reach), .count(k), DataValue(share: row.other?.value),
        DataValue(share: row.other?.reach), .text(row.crossing.text),
      ])
    }
    return table
  }

  /// Where the curves of runs cross those of the base models at the same temperatures.
  package static func crossings(of runs: [Run], known: [Comparison] = []) -> [String: Meeting] {
    let pairs = (try? ComparisonPlan().pairs(of: runs)) ?? []
    var found: [String: Meeting] = [:]
    for (baseline, candidate) in pairs {
      let same = baseline.facts[.temperature] == candidate.facts[.temperature]
      guard same, found[candidate.id] == nil else { continue }
      let comparison =
        known.first { $0.baseline.id == baseline.id && $0.candidate.id == candidate.id }
        ?? Comparison(baseline: baseline, candidate: candidate)
      found[candidate.id] = Meeting(comparison.crossing)
    }
    return found
  }
}

extension CurvePoint {
  /// Half of the 95 % interval by the normal law; `nil` with fewer than two problems.
  package var reach: Double? { standardError.map { NormalQuantile.twoSided95 * $0 } }
}
