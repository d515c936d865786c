import Statistics

/// Checkpoints side by side that differ in one fact, such as the algorithm.
///
/// Of several checkpoints with one value of the fact that one stands for it which is most like
/// those of the other values in all else: a longer training would otherwise pass for a better
/// algorithm. Measured and published checkpoints are chosen, and ranked, apart.
package struct Ranking: Equatable, Sendable {
  /// What checkpoints are ranked by.
  package enum Measure: String, CaseIterable, Sendable {
    case passAt1, passAtK, gap

    package func name(_ k: Int) -> String {
      switch self {
      case .passAt1: "pass@1"
      case .passAtK: "pass@\(k)"
      case .gap: "ΔSE(\(k))"
      }
    }

    /// Whether a smaller value is better: ΔSE is what is missing.
    package var isSmallerBetter: Bool { self == .gap }
  }

  /// One number; published ones have no interval.
  package struct Score: Equatable, Sendable {
    package let value: Double
    package let standardError: Double?
    /// Whether no other row of its kind has a better one.
    package internal(set) var isBest = false

    init(_ value: Double, standardError: Double? = nil) {
      (self.value, self.standardError) = (value, standardError)
    }

    /// The 95 % interval; `nil` where there is none.
    package var interval: ClosedRange<Double>? {
      standardError.map {
        let reach = NormalQuantile.twoSided95 * $0
        return (value - reach)...(value + reach)
      }
    }
  }

  /// What one checkpoint does on one benchmark, or on the average over all.
  package struct Cell: Equatable, Sendable {
    package internal(set) var scores: [Measure: Score] = [:]
    /// Of the measured run, or as published; `nil` for an average.
    package internal(set) var problems: Int?
    /// The id of the run; `nil` for what is published and for averages.
    package internal(set) var run: String?
  }

  package struct Row: Equatable, Sendable {
    /// The value of the fact; `base` for what was trained on.
    package let value: String
    /// In what else the rows of its kind differ, such as `step 150`.
    package internal(set) var details = ""
    package let model: String
    package let isPublished: Bool
    /// Whether it is what the others were trained from: it is not ranked.
    package let isBaseline: Bool
    /// By benchmark, and last the average where there is one; `nil` where it was not evaluated.
    package internal(set) var cells: [Cell?]

    package var label: String { value + (details.isEmpty ? "" : ", " + details) }

    package func score(_ measure: Measure, in column: Int) -> Score? {
      cells.indices.contains(column) ? cells[column]?.scores[measure] : nil
    }
  }

  package let fact: FactName
  package let k: Int
  /// Those that two ranked rows have in common first; empty for one that is not known.
  package let benchmarks: [String]
  /// The baselines first; measured before published ones.
  package let rows: [Row]
  /// Checkpoints that state the fact and that others of the same value stand for.
  package let leftOut: Int
  /// Checkpoints without a value at k on any of the benchmarks: they have no row.
  package let short: Int

  /// Facts that may be ranked by, in the order in which keys go through them.
  package static let facts: [FactName] = [
    .algorithm, .model, .step, .rollouts, .klCoefficient, .framework, .size, .role, .temperature,
  ]

  /// Whether there is an average: over one benchmark there is none.
  package var hasAverage: Bool { benchmarks.count > 1 }

  /// The titles of the columns: benchmarks, and last the average.
  package var columns: [String] {
    benchmarks.map { $0.isEmpty ? "benchmark unknown" : $0 }
      + (hasAverage ? ["average of \(benchmarks.count)"] : [])
  }

  /// - Parameters:
  ///   - k: `nil` takes the largest that every ranked row has.
  ///   - isWhole: Whether every checkpoint has a row, not one for each value.
  ///   - preferred: The ids of runs that stand for a value where all else is equal.
  package init(
    _ runs: [Run], published: [PublishedRun] = [], by fact: FactName, k: Int? = nil,
    isWhole: Bool = false, preferred: Set<String> = []
  ) {
    self.fact = fact
    let entries = RankingEntry.all(runs, published: published, by: fact, preferred: preferred)
    let kinds = [false, true].map { kind in entries.filter { $0.isPublished == kind } }
    let chosen = kinds.map { isWhole ? $0 : RankingEntry.chosen(from: $0, by: fact) }
    leftOut = zip(kinds, chosen).reduce(0) { $0 + $1.0.count - $1.1.count }
    let benchmarks = Self.benchmarks(of: chosen)
    let ranked = chosen[0].count > 1 || chosen[1].isEmpty ? chosen[0] : chosen[1]
    let k = k ?? RankingEntry.largestBudget(of: ranked, on: benchmarks)
    (self.benchmarks, self.k) = (benchmarks, k)
    var rows: [Row] = []
    for entries in chosen {
      rows += RankingEntry.rows(entries, by: fact, k: k, on: benchmarks)
    }
    let reaching = rows.filter { row in row.cells.contains { $0?.scores[.passAtK] != nil } }
    short = rows.count { !$0.isBaseline } - reaching.count { !$0.isBaseline }
    self.rows = Self.marked(reaching.filter(\.isBaseline) + reaching.filter { !$0.isBaseline })
  }

  /// Those that two rows of a kind have; all there are where no two have one in common.
  private static func benchmarks(of kinds: [[RankingEntry]]) -> [String] {
    let all = kinds.joined().flatMap(\.benchmarks).uniqued()
    let counts = all.map { name in
      kinds.map { kind in kind.count { $0.benchmarks.contains(name) } }.max() ?? 0
    }
    let shared = zip(all, counts).filter { $0.1 > 1 }
    let order = shared.isEmpty ? Array(zip(all, counts)) : shared
    return order.indices.sorted { (order[$1].1, $0) < (order[$0].1, $1) }.map { order[$0].0 }
  }

  /// The rows with the best of each kind, column and measure marked.
  private static func marked(_ rows: [Row]) -> [Row] {
    var rows = rows
    for kind in [false, true] {
      let ranked = rows.indices.filter { rows[$0].isPublished == kind && !rows[$0].isBaseline }
      for column in 0..<(rows.first?.cells.count ?? 0) {
        for measure in Measure.allCases {
          let values = ranked.compactMap { rows[$0].score(measure, in: column)?.value }
          let best = measure.isSmallerBetter ? values.min() : values.max()
          guard values.count > 1, let best else { continue }
          for place in ranked where rows[place].score(measure, in: column)?.value == best {
            rows[place].cells[column]?.scores[measure]?.isBest = true
          }
        }
      }
    }
    return rows
  }
}

extension Ranking {
  /// The rows in the order of a measure in a column, the best first; baselines stay on top, and
  /// what has no value comes last.
  package func sorted(by measure: Measure, in column: Int, isReversed: Bool = false) -> Ranking {
    let sign = (measure.isSmallerBetter ? 1.0 : -1) * (isReversed ? -1 : 1)
    let ranked = rows.filter { !$0.isBaseline }
    let keys = ranked.map { $0.score(measure, in: column).map { sign * $0.value } ?? .infinity }
    return with(ranked.indices.sorted { (keys[$0], $0) < (keys[$1], $1) }.map { ranked[$0] })
  }

  /// The rows in the order of the fact's values.
  package func sortedByValue(isReversed: Bool = false) -> Ranking {
    let ranked = rows.filter { !$0.isBaseline }
    let order = ranked.indices.sorted { first, second in
      let (one, other) = (ranked[first].value, ranked[second].value)
      guard one != other else { return first < second }
      return NaturalOrder.precedes(one, other) != isReversed
    }
    return with(order.map { ranked[$0] })
  }

  private func with(_ ranked: [Row]) -> Ranking {
    Ranking(
      fact: fact, k: k, benchmarks: benchmarks, rows: rows.filter(\.isBaseline) + ranked,
      leftOut: leftOut, short: short)
  }

  private init(
    fact: FactName, k: Int, benchmarks: [String], rows: [Row], leftOut: Int, short: Int
  ) {
    (self.fact, self.k, self.benchmarks) = (fact, k, benchmarks)
    (self.rows, self.leftOut, self.short) = (rows, leftOut, short)
  }
}
