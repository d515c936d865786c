/// Problems counted by their accuracy c/n in twelve bins.
///
/// Exactly 0, then tenths open on the left and closed on the right, then
/// (0.9, 1) and exactly 1: the bins of Yue et al., arXiv 2504.13837, figures 5 and 13.
/// The first bin is the number of problems never solved, so it equals
/// M · (1 − pass@n) where all problems have n samples.
package struct AccuracyHistogram: Equatable, Sendable {
  /// The names of the bins, in order.
  package static let labels = [
    "0", "(0,0.1]", "(0.1,0.2]", "(0.2,0.3]", "(0.3,0.4]", "(0.4,0.5]", "(0.5,0.6]",
    "(0.6,0.7]", "(0.7,0.8]", "(0.8,0.9]", "(0.9,1)", "1",
  ]

  /// The number of problems in each bin.
  package private(set) var counts = Array(repeating: 0, count: labels.count)

  package init(_ tallies: TallyCounts) {
    for (key, problems) in tallies.problems {
      counts[Self.bin(n: key.n, c: key.c)] += problems
    }
  }

  /// The number of problems in all bins.
  package var total: Int { counts.reduce(0, +) }

  /// The bin of a tally, by whole numbers alone: rounding cannot move a problem.
  ///
  /// - Precondition: `0 <= c && c <= n && n > 0`.
  package static func bin(n: Int, c: Int) -> Int {
    precondition(0 <= c && c <= n && n > 0, "\(c) of \(n)")
    if c == 0 { return 0 }
    if c == n { return labels.count - 1 }
    return (10 * c + n - 1) / n
  }
}
