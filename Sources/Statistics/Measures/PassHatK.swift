/// The chance that all of k samples are correct, pass^k, for one problem.
///
/// C(c, k) / C(n, k) of Yao et al., "τ-bench", arXiv 2406.12045: how dependable a
/// model is, where pass@k is how far it reaches.
package enum PassHatK {
  /// The unbiased estimate for one problem, in 0...1; exactly 1 when all samples are correct.
  ///
  /// C(c, k) / C(n, k) = C(n−k, n−c) / C(n, n−c), hence min(k, n−c) quotients are
  /// enough. They are multiplied rather than added as logarithms: the sum would lose
  /// digits of small values, and small values are the rule here.
  ///
  ///     PassHatK.estimate(n: 16, c: 8, k: 4)   // 0.03846153846153846
  ///
  /// - Precondition: `0 <= c && c <= n` and `1 <= k && k <= n`.
  /// - Complexity: O(min(k, n − c)).
  package static func estimate(n: Int, c: Int, k: Int) -> Double {
    precondition(0 <= c && c <= n && 1 <= k && k <= n, "n \(n), c \(c), k \(k)")
    if c < k { return 0 }
    let most = max(k, n - c)
    var product = LongProduct()
    for i in 0..<min(k, n - c) {
      product.multiply(by: Double(n - most - i), over: Double(n - i))
    }
    return product.value
  }

  /// The mean over problems at each of the given budgets.
  package static func points(of tallies: TallyCounts, at budgets: [Int]) -> [CurvePoint] {
    TallyMean.points(of: tallies, at: budgets, measure: estimate)
  }
}
