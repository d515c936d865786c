/// The score interval for a share of successes.
///
/// Wilson, "Probable Inference, the Law of Succession, and Statistical Inference"
/// (1927). Unlike the interval value ± z · standard error it stays within 0...1 and
/// keeps a width at 0 of n and n of n: Brown, Cai and DasGupta, "Interval Estimation
/// for a Binomial Proportion" (2001).
package enum WilsonInterval {
  /// The interval for `successes` of `trials`; `nil` without trials.
  ///
  ///     WilsonInterval.bounds(successes: 8, trials: 10)   // 0.4902...0.9433
  ///
  /// - Parameter z: The reach in standard errors, for 95 % unless said otherwise.
  /// - Precondition: `0 <= successes && successes <= trials` and `z >= 0`.
  package static func bounds(
    successes: Int, trials: Int, z: Double = NormalQuantile.twoSided95
  ) -> ClosedRange<Double>? {
    precondition(
      0 <= successes && successes <= trials && z >= 0, "\(successes) of \(trials), z \(z)")
    guard trials > 0 else { return nil }
    let low = lower(successes, of: trials, z: z)
    return low...max(low, upper(successes, of: trials, z: z))
  }

  /// The smaller root of (n + z²)p² − (2s + z²)p + s²/n = 0, exactly 0 without successes.
  ///
  /// From the product of the roots, because their difference cancels for few successes.
  private static func lower(_ successes: Int, of trials: Int, z: Double) -> Double {
    let s = Double(successes)
    let n = Double(trials)
    if successes == 0 { return 0 }
    return min(s / n, 2 * s * s / n / (2 * s + z * z + root(s, n, z)))
  }

  /// The larger root, exactly 1 without failures.
  private static func upper(_ successes: Int, of trials: Int, z: Double) -> Double {
    if successes == trials { return 1 }
    let s = Double(successes)
    let n = Double(trials)
    return min(1, max(s / n, (2 * s + z * z + root(s, n, z)) / (2 * (n + z * z))))
  }

  /// The root of the discriminant, z · √(z² + 4s(n − s)/n).
  private static func root(_ s: Double, _ n: Double, _ z: Double) -> Double {
    z * (z * z + 4 * s * ((n - s) / n)).squareRoot()
  }
}
