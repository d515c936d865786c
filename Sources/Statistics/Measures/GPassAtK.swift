/// The chance that at least a share τ of k samples is correct, G-Pass@k, for one problem.
///
/// P(X >= max(1, ⌈τk⌉)) with X hypergeometric: pass@k at τ = 0, pass^k at τ = 1. See
/// Liu et al., "Are Your LLMs Capable of Stable Reasoning?", arXiv 2412.13147.
package enum GPassAtK {
  /// The least number of correct samples that counts, max(1, ⌈τk⌉).
  ///
  /// Rounding of τk cannot raise it: 0.07 · 100 is 7.000000000000001 and gives 7.
  ///
  /// - Precondition: `0 <= tau && tau <= 1` and `k >= 1`.
  package static func threshold(tau: Double, k: Int) -> Int {
    precondition(0 <= tau && tau <= 1 && k >= 1, "τ \(tau), k \(k)")
    return max(1, Int(TieSlack.lowered(tau * Double(k)).rounded(.up)))
  }

  /// The unbiased estimate for one problem, in 0...1.
  ///
  /// - Precondition: `0 <= c && c <= n`, `1 <= k && k <= n` and `0 <= tau && tau <= 1`.
  /// - Complexity: O(min(c, k)).
  package static func estimate(n: Int, c: Int, k: Int, tau: Double) -> Double {
    precondition(0 <= c && c <= n && 1 <= k && k <= n, "n \(n), c \(c), k \(k)")
    let threshold = threshold(tau: tau, k: k)
    // The same digits as the curves of pass@k and pass^k that it meets at both ends.
    if threshold == 1 { return PassAtK.estimate(n: n, c: c, k: k) }
    if threshold == k { return PassHatK.estimate(n: n, c: c, k: k) }
    return Hypergeometric(n: n, c: c, k: k).tail(atLeast: threshold)
  }

  /// The mean over problems at each of the given budgets.
  package static func points(
    of tallies: TallyCounts, at budgets: [Int], tau: Double
  ) -> [CurvePoint] {
    TallyMean.points(of: tallies, at: budgets) { estimate(n: $0, c: $1, k: $2, tau: tau) }
  }
}
