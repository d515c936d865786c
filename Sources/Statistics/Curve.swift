import Glibc

/// How many problems share each (n, c): all that a curve depends on.
///
/// A thousand problems of one budget have at most n + 1 different tallies, so
/// each estimate is computed once however many problems there are.
package struct TallyCounts: Hashable, Sendable {
  /// A number of graded samples and how many of them are correct.
  package struct Key: Hashable, Sendable {
    package let n: Int
    package let c: Int
  }

  package private(set) var problems: [Key: Int] = [:]

  package init() {}

  /// Counts problems; those without a graded sample (`n` = 0) are no part of any curve.
  ///
  /// - Precondition: `0 <= c && c <= n`.
  package mutating func add(n: Int, c: Int, times: Int = 1) {
    precondition(0 <= c && c <= n, "\(c) of \(n)")
    guard n > 0 else { return }
    problems[Key(n: n, c: c), default: 0] += times
  }

  /// The largest n of any problem, 0 without problems.
  package var largestN: Int { problems.keys.lazy.map(\.n).max() ?? 0 }
  /// The smallest n of any problem, 0 without problems.
  package var smallestN: Int { problems.keys.lazy.map(\.n).min() ?? 0 }
}

/// One point of a pass@k curve: a mean over problems, with its uncertainty.
package struct CurvePoint: Equatable, Sendable {
  package let k: Int
  /// The mean of pass@k over the problems with at least `k` graded samples, in 0...1.
  package let value: Double
  /// The standard error of `value` over problems; `nil` with fewer than two of them.
  package let standardError: Double?
  /// How many problems have at least `k` graded samples.
  package let problems: Int

  package init(k: Int, value: Double, standardError: Double?, problems: Int) {
    self.k = k
    self.value = value
    self.standardError = standardError
    self.problems = problems
  }

  /// The 95 % interval by the normal law, cut to 0...1; `nil` with fewer than two problems.
  ///
  /// The spread between problems already holds the noise of sampling within
  /// them. See Miller, "Adding Error Bars to Evals", arXiv 2411.00640.
  package var interval: ClosedRange<Double>? {
    guard let standardError else { return nil }
    let reach = 1.959963984540054 * standardError
    return max(0, value - reach)...min(1, value + reach)
  }
}

package enum Curve {
  /// The mean of pass@k over problems, at each of the given budgets.
  ///
  /// Problems with fewer than k samples are left out at that k, and each point
  /// says how many took part; a k that no problem reaches gives no point.
  ///
  /// - Parameter budgets: Values of k, each at least 1.
  package static func points(of tallies: TallyCounts, at budgets: [Int]) -> [CurvePoint] {
    // In a fixed order: sums of doubles depend on it, and reports must not.
    let entries = tallies.problems.sorted { ($0.key.n, $0.key.c) < ($1.key.n, $1.key.c) }
    return budgets.compactMap { point(of: entries, at: $0) }
  }

  private static func point(
    of entries: [(key: TallyCounts.Key, value: Int)], at k: Int
  ) -> CurvePoint? {
    var estimates: [(value: Double, weight: Double)] = []
    var problems = 0
    var sum = 0.0
    for (key, count) in entries where key.n >= k {
      let value = PassAtK.estimate(n: key.n, c: key.c, k: k)
      estimates.append((value, Double(count)))
      sum += value * Double(count)
      problems += count
    }
    guard problems > 0 else { return nil }
    let mean = min(1, max(0, sum / Double(problems)))
    return CurvePoint(
      k: k, value: mean, standardError: standardError(of: estimates, mean: mean, count: problems),
      problems: problems)
  }

  private static func standardError(
    of estimates: [(value: Double, weight: Double)], mean: Double, count: Int
  ) -> Double? {
    guard count >= 2 else { return nil }
    let squares = estimates.reduce(0.0) { $0 + $1.weight * ($1.value - mean) * ($1.value - mean) }
    return (squares / Double(count - 1) / Double(count)).squareRoot()
  }
}
