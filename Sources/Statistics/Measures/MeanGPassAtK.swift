/// G-Pass@k averaged over the thresholds of the upper half, mG-Pass@k.
///
/// (2/k) · Σ P(X >= i) for i = ⌈k/2⌉ + 1 … k, the mean over τ in [0.5, 1]. See
/// Liu et al., arXiv 2412.13147. With odd k the sum has (k − 1)/2 terms, so even a
/// model that is always right reaches only (k − 1)/k; at k = 1 the value is 0.
package enum MeanGPassAtK {
  /// The unbiased estimate for one problem, in 0...1.
  ///
  /// - Precondition: `0 <= c && c <= n` and `1 <= k && k <= n`.
  package static func estimate(n: Int, c: Int, k: Int) -> Double {
    precondition(0 <= c && c <= n && 1 <= k && k <= n, "n \(n), c \(c), k \(k)")
    let first = (k + 1) / 2 + 1
    guard first <= min(c, k) else { return 0 }
    let drawn = Hypergeometric(n: n, c: c, k: k)
    var sum = LongSum()
    for threshold in (first...min(c, k)).reversed() { sum.add(drawn.tail(atLeast: threshold)) }
    return 2 * sum.value / Double(k)
  }

  /// The mean over problems at each of the given budgets.
  package static func points(of tallies: TallyCounts, at budgets: [Int]) -> [CurvePoint] {
    TallyMean.points(of: tallies, at: budgets, measure: estimate)
  }
}
