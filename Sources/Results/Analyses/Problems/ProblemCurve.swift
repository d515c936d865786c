import Glibc
import Statistics

/// pass@k of one problem in one run.
package struct ProblemCurve: Equatable, Sendable {
  package struct Point: Equatable, Sendable {
    package let k: Int
    /// The unbiased estimate, in 0...1; 1 where fewer than k samples are wrong.
    package let value: Double
    /// Wilson's 95 % interval of the rate p, carried over by 1 − (1 − p)^k.
    ///
    /// At k near n the estimate, which is 0 or 1 there, may lie beyond it.
    package let interval: ClosedRange<Double>
  }

  package let tally: TallyCounts.Key
  package let points: [Point]

  /// `nil` without graded samples.
  package init?(n: Int, c: Int) {
    guard let bounds = WilsonInterval.bounds(successes: c, trials: n) else { return nil }
    tally = TallyCounts.Key(n: n, c: c)
    points = Budgets.quarterOctaves(upTo: n).map { k in
      let low = Self.chance(bounds.lowerBound, k)
      return Point(
        k: k, value: PassAtK.estimate(n: n, c: c, k: k),
        interval: low...max(low, Self.chance(bounds.upperBound, k)))
    }
  }

  /// The chance of at least one success in k independent trials.
  static func chance(_ rate: Double, _ k: Int) -> Double {
    rate >= 1 ? 1 : -expm1(Double(k) * log1p(-rate))
  }
}
