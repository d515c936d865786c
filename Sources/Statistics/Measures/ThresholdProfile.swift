/// The chances that at least t of k samples are correct, for every t: the whole of S_{k,t}.
///
/// It starts at pass@k (t = 1) and falls to pass^k (t = k); the mean over t is pass@1,
/// whatever k is. See arXiv 2608.04001.
package struct ThresholdProfile: Equatable, Sendable {
  package let k: Int
  /// The mean over problems for t = 1 … k, `means[t - 1]`; empty when no problem has k samples.
  package let means: [ProblemMean]

  /// Computes the profile of the problems with at least `k` graded samples.
  ///
  /// - Precondition: `k >= 1`.
  package init(of tallies: TallyCounts, k: Int) {
    precondition(k >= 1, "k \(k)")
    self.k = k
    means = TallyMean.means(of: tallies, atLeast: k, count: k) { n, c in
      Self.values(n: n, c: c, k: k)
    }
  }

  /// P(X >= t) of one problem for t = 1 … k.
  ///
  /// - Precondition: `0 <= c && c <= n` and `1 <= k && k <= n`.
  package static func values(n: Int, c: Int, k: Int) -> [Double] {
    precondition(0 <= c && c <= n && 1 <= k && k <= n, "n \(n), c \(c), k \(k)")
    let drawn = Hypergeometric(n: n, c: c, k: k)
    return (1...k).map { drawn.tail(atLeast: $0) }
  }
}
