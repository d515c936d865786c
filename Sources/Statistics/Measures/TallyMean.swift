/// Means over problems of any measure that depends on a problem's (n, c) alone.
///
/// The counterpart of `Curve` for the other measures: the same rule for problems
/// with too few samples, the same standard error.
package enum TallyMean {
  /// The value of one problem with `n` samples, `c` of them correct, at a budget of `k`.
  package typealias Measure = (_ n: Int, _ c: Int, _ k: Int) -> Double

  /// The mean of a measure over problems, at each of the given budgets.
  ///
  /// Problems with fewer than k samples are left out at that k, and each point
  /// says how many took part; a k that no problem reaches gives no point.
  ///
  /// - Parameter budgets: Values of k, each at least 1.
  package static func points(
    of tallies: TallyCounts, at budgets: [Int], measure: Measure
  ) -> [CurvePoint] {
    let entries = tallies.sorted
    return budgets.compactMap { k in
      var moments = RunningMoments()
      for (key, problems) in entries where key.n >= k {
        moments.add(measure(key.n, key.c, k), times: problems)
      }
      return moments.problemMean?.point(at: k)
    }
  }

  /// The means of several values at once, over the problems with at least `k` samples.
  ///
  /// - Parameter measure: Gives as many values for every problem as `count` says.
  /// - Returns: A mean for each value; empty when no problem has `k` samples.
  package static func means(
    of tallies: TallyCounts, atLeast k: Int, count: Int,
    measure: (_ n: Int, _ c: Int) -> [Double]
  ) -> [ProblemMean] {
    var moments = Array(repeating: RunningMoments(), count: count)
    for (key, problems) in tallies.sorted where key.n >= k {
      let values = measure(key.n, key.c)
      precondition(values.count == count, "\(values.count) values instead of \(count)")
      for place in values.indices { moments[place].add(values[place], times: problems) }
    }
    return moments.compactMap(\.problemMean)
  }
}
