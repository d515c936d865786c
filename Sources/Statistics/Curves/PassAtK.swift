import Glibc

/// The unbiased estimator of pass@k for one problem.
///
/// Of `n` graded samples `c` are correct; pass@k is the chance that `k` samples
/// drawn from them without replacement hold at least one correct one:
/// 1 − C(n−c, k) / C(n, k). See Chen et al., "Evaluating Large Language Models
/// Trained on Code" (2021), and Yue et al., arXiv 2504.13837, appendix A.2.
package enum PassAtK {
  /// The estimate for one problem, in 0...1.
  ///
  /// Binomials overflow a double beyond n ≈ 1029 and differences of log-gammas lose
  /// half of the digits, so the product of the quotients is taken as a sum of `log1p`.
  /// C(n−c, k) / C(n, k) = C(n−k, c) / C(n, c), hence min(c, k) terms are enough.
  ///
  ///     PassAtK.estimate(n: 128, c: 3, k: 64)   // 0.8779527559055118
  ///
  /// - Precondition: `0 <= c && c <= n` and `1 <= k && k <= n`.
  /// - Complexity: O(min(c, k)).
  package static func estimate(n: Int, c: Int, k: Int) -> Double {
    precondition(0 <= c && c <= n && 1 <= k && k <= n, "n \(n), c \(c), k \(k)")
    if c == 0 { return 0 }
    if n - c < k { return 1 }
    let terms = min(c, k)
    let most = Double(max(c, k))
    // One term needs no logarithm, and its quotient is exact to the last digit.
    if terms == 1 { return most / Double(n) }
    var logFailure = 0.0
    for i in 0..<terms { logFailure += log1p(-most / Double(n - i)) }
    return -expm1(logFailure)
  }

  /// The whole curve of one problem: pass@k for k = 1, 2, … n, at index k − 1.
  ///
  /// From one k to the next the chance of no success shrinks by
  /// (n − c − k + 1) / (n − k + 1). Successes are added up beside it, so that small
  /// values keep their digits too.
  ///
  /// - Precondition: `0 <= c && c <= n`.
  /// - Complexity: O(n).
  package static func curve(n: Int, c: Int) -> [Double] {
    precondition(0 <= c && c <= n, "\(c) of \(n)")
    var (pass, fail) = (0.0, 1.0)
    return (0..<n).map { drawn in
      let chance = Double(c) / Double(n - drawn)
      pass += fail * chance
      fail *= max(0, 1 - chance)
      return fail > 0.5 ? pass : 1 - fail
    }
  }
}
