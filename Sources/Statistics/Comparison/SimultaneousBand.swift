/// A band around the differences that holds all of them at once with a stated chance.
///
/// The sup-t band by the Gaussian multiplier bootstrap over problems: of
/// max over k of |Σ e_i (D_i(k) − D̄(k))| / (M · SE(k)), with e_i standard normal, the
/// 95 % quantile is the critical value, and the band is D̄(k) ± critical value · SE(k).
/// See Yang, Zhang and Chen, arXiv 2609.22547, and for bands of this kind Montiel Olea
/// and Plagborg-Møller, "Simultaneous Confidence Bands" (2019).
///
/// The multiplier process is exactly Gaussian with the covariance of the centred
/// differences, so it is drawn from a factor of that: the same law, without a number a
/// problem. Budgets without variance carry no information: their band is −1...1.
package struct SimultaneousBand: Equatable, Sendable {
  package let level: Double
  package let draws: Draws
  /// `nil` where no budget has a variance.
  package let criticalValue: Double?
  /// The band by k, for the budgets that every problem reaches in both runs.
  package let intervals: [Int: ClosedRange<Double>]

  /// Below this standard deviation differences are equal but for rounding.
  private static let rounding = 1e-12

  package init(_ differences: PairedDifferences, level: Double = 0.95, draws: Draws = Draws()) {
    self.level = level
    self.draws = draws
    let points = differences.points[..<differences.complete]
    let total = Double(differences.problems.total)
    let varied = points.indices.filter { place in
      (points[place].standardError ?? 0) * total.squareRoot() > Self.rounding
    }
    criticalValue =
      varied.isEmpty
      ? nil : Self.criticalValue(differences, at: varied, level: level, draws: draws)
    let reach = criticalValue ?? 0
    var intervals: [Int: ClosedRange<Double>] = [:]
    for point in points { intervals[point.k] = -1...1 }
    for place in varied {
      let (value, error) = (points[place].value, points[place].standardError ?? 0)
      intervals[points[place].k] = (value - reach * error)...(value + reach * error)
    }
    self.intervals = intervals
  }

  private static func criticalValue(
    _ differences: PairedDifferences, at places: [Int], level: Double, draws: Draws
  ) -> Double {
    let process = StandardizedDifferences(differences, at: places)
    let factor = GaussianFactor(
      variances: Array(repeating: process.variance, count: places.count), column: process.covariance
    )
    var generator = draws.generator(for: .band)
    var vector = Array(repeating: 0.0, count: places.count)
    let largest = (0..<draws.count).map { _ in factor.largest(of: &vector, using: &generator) }
    return Quantile.value(level, ofSorted: largest.sorted())
  }
}

/// Centred differences in units of M · SE, whose covariance is that of the multiplier process.
private struct StandardizedDifferences {
  /// Budget by budget, one value a pair of tallies, times the root of its number of problems.
  private let columns: [[Double]]
  /// That of every budget.
  let variance: Double

  init(_ differences: PairedDifferences, at places: [Int]) {
    let weights = differences.problems.counts.map { Double($0).squareRoot() }
    let total = Double(differences.problems.total)
    columns = places.map { place in
      let point = differences.points[place]
      let scale = 1 / (total * (point.standardError ?? 1))
      return zip(differences.columns[place], weights).map { ($0 - point.value) * scale * $1 }
    }
    variance = (total - 1) / total
  }

  func covariance(of column: Int) -> [Double] { columns.map { Self.product($0, columns[column]) } }

  private static func product(_ first: [Double], _ second: [Double]) -> Double {
    first.withUnsafeBufferPointer { first in
      second.withUnsafeBufferPointer { second in
        var sums = SIMD4<Double>(repeating: 0)
        let whole = first.count & ~3
        for place in stride(from: 0, to: whole, by: 4) {
          for lane in 0..<4 { sums[lane] += first[place + lane] * second[place + lane] }
        }
        return (whole..<first.count).reduce(sums.sum()) { $0 + first[$1] * second[$1] }
      }
    }
  }
}
