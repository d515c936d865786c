import Glibc

/// The mean height of the curve pass@1 … pass@K, AUC@K, for one problem.
///
/// One number for a whole curve: arXiv 2601.08763. Both are means over the axis, so
/// they are comparable between different K; at K = 1 they are pass@1.
package enum AreaUnderCurve {
  /// What the curve is drawn over.
  package enum Axis: Hashable, Sendable {
    /// Over k: the trapezoids of pass@1 … pass@K, divided by K − 1.
    case budget
    /// Over log2 k: every doubling weighs the same, as on the curves; divided by log2 K.
    case doublings
  }

  /// The estimate for one problem, in 0...1.
  ///
  /// - Precondition: `0 <= c && c <= n` and `1 <= k && k <= n`.
  /// - Complexity: O(k).
  package static func estimate(n: Int, c: Int, k: Int, axis: Axis = .budget) -> Double {
    precondition(0 <= c && c <= n && 1 <= k && k <= n, "n \(n), c \(c), k \(k)")
    var solved = Double(c) / Double(n)
    if k == 1 { return solved }
    var failed = LongProduct()
    var area = LongSum()
    for drawn in 1..<k {
      failed.multiply(by: Double(max(0, n - c - drawn + 1)), over: Double(n - drawn + 1))
      // The chance that the next sample is the first correct one: sums of them do not cancel.
      let next = min(1, solved + failed.value * Double(c) / Double(n - drawn))
      area.add((solved + next) / 2 * width(from: drawn, axis: axis))
      solved = next
    }
    return min(1, area.value / (axis == .budget ? Double(k - 1) : log2(Double(k))))
  }

  /// The mean over problems at each of the given budgets.
  package static func points(
    of tallies: TallyCounts, at budgets: [Int], axis: Axis = .budget
  ) -> [CurvePoint] {
    TallyMean.points(of: tallies, at: budgets) { estimate(n: $0, c: $1, k: $2, axis: axis) }
  }

  /// The way from k to k + 1 on the axis.
  private static func width(from k: Int, axis: Axis) -> Double {
    axis == .budget ? 1 : log1p(1 / Double(k)) * M_LOG2E
  }
}
