/// The mean height of the curve pass@1 … pass@K, AUC@K.
///
/// One number for a whole curve: arXiv 2601.08763. Both kinds are means over the axis, so
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
    precondition(1 <= k && k <= n, "k \(k) of \(n)")
    var walk = AreaWalk(n: n, c: c, axis: axis)
    walk.advance(to: k)
    return walk.meanHeight
  }

  /// The mean over problems at each of the given budgets.
  ///
  /// - Complexity: O(the largest budget) for each distinct tally, however many budgets.
  package static func points(
    of tallies: TallyCounts, at budgets: [Int], axis: Axis = .budget
  ) -> [CurvePoint] {
    let rising = Set(budgets).sorted()
    var moments: [Int: RunningMoments] = [:]
    for (key, problems) in tallies.sorted {
      var walk = AreaWalk(n: key.n, c: key.c, axis: axis)
      for k in rising where k <= key.n {
        walk.advance(to: k)
        moments[k, default: RunningMoments()].add(walk.meanHeight, times: problems)
      }
    }
    return budgets.compactMap { moments[$0]?.problemMean?.point(at: $0) }
  }
}
