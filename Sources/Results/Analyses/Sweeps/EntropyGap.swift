import Statistics

/// How far a candidate is behind its baseline at one k, before and after its entropy is matched.
///
/// All over the problems with n ≥ k in every run that takes part, paired by problem.
package struct EntropyGap: Equatable, Sendable {
  /// The runs around a matched temperature.
  struct Neighbors {
    let low: Run
    let high: Run
    /// How far the match is from `low` to `high`, in 0...1.
    let part: Double
  }

  /// pass@k of one setting, what is left of the gap there, and the share that is closed.
  package struct Setting: Equatable, Sendable {
    package let value: ProblemMean
    /// pass@k of the baseline less that of this setting.
    package let gap: ProblemMean
    /// Of the gap of the candidate; `nil` for the candidate itself, and without a gap.
    package let closed: MeanRatio?
  }

  package let k: Int
  package let baseline: ProblemMean
  package let candidate: Setting
  /// The measured run whose entropy is nearest to the baseline's.
  package let nearest: Setting
  /// On the line between the two measured runs around the matched temperature; `nil` without one.
  ///
  /// Problem by problem, with that temperature taken for known.
  package let interpolated: Setting?

  /// What stands for equal entropy: interpolated, else measured nearest to it.
  package var matched: Setting { interpolated ?? nearest }

  static func all(
    _ baseline: Run, _ candidate: Run, nearest: Run, _ neighbors: Neighbors?, budgets: [Int]
  ) -> [EntropyGap] {
    let runs = [baseline, candidate, nearest] + (neighbors.map { [$0.low, $0.high] } ?? [])
    let tables = runs.map { run in
      Dictionary(
        run.problems.map { ($0.problem.id, TallyCounts.Key(n: $0.tally.n, c: $0.tally.c)) },
        uniquingKeysWith: { first, _ in first })
    }
    let rows = baseline.problems.compactMap { result -> [TallyCounts.Key]? in
      let keys = tables.compactMap { $0[result.problem.id] }
      return keys.count == runs.count && keys.allSatisfy { $0.n > 0 } ? keys : nil
    }
    let least = rows.map { row in row.map(\.n).min() ?? 0 }
    let largest = least.max() ?? 0
    let wanted =
      Budgets.powersOfTwo(upTo: largest) + [least.min() ?? 0]
      + budgets.filter { $0 <= largest }
    var known = Known()
    return Set(wanted.filter { $0 > 0 }).sorted().compactMap { k in
      let values = zip(rows, least).filter { $0.1 >= k }.map { row, _ in
        row.map { known.pass($0, k) }
      }
      return EntropyGap(k: k, values, part: neighbors?.part)
    }
  }

  /// pass@k of tallies, of which most problems share theirs with others.
  private struct Known {
    private var values: [TallyCounts.Key: [Int: Double]] = [:]

    mutating func pass(_ key: TallyCounts.Key, _ k: Int) -> Double {
      if let value = values[key]?[k] { return value }
      let value = PassAtK.estimate(n: key.n, c: key.c, k: k)
      values[key, default: [:]][k] = value
      return value
    }
  }

  private init?(k: Int, _ values: [[Double]], part: Double?) {
    let base = values.map { $0[0] }
    let own = values.map { $0[1] }
    guard let mean = ProblemMean(base),
      let candidate = Setting(own, base: base, before: nil),
      let nearest = Setting(values.map { $0[2] }, base: base, before: own)
    else { return nil }
    (self.k, baseline, self.candidate, self.nearest) = (k, mean, candidate, nearest)
    interpolated = part.flatMap { part in
      Setting(values.map { $0[3] + part * ($0[4] - $0[3]) }, base: base, before: own)
    }
  }
}

extension EntropyGap.Setting {
  fileprivate init?(_ values: [Double], base: [Double], before: [Double]?) {
    let gaps = zip(base, values).map { $0 - $1 }
    guard let value = ProblemMean(values), let gap = ProblemMean(gaps) else { return nil }
    (self.value, self.gap) = (value, gap)
    closed = before.flatMap { before in
      MeanRatio(
        numerators: zip(values, before).map { $0 - $1 },
        denominators: zip(base, before).map { $0 - $1 })
    }
  }
}
