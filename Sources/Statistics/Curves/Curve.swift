/// One point of a pass@k curve: a mean over problems, with its uncertainty.
package struct CurvePoint: Equatable, Sendable {
  package let k: Int
  /// The mean of pass@k over the problems with at least `k` graded samples, in 0...1.
  package let value: Double
  /// The standard error of `value` over problems; `nil` with fewer than two of them.
  package let standardError: Double?
  /// How many problems have at least `k` graded samples.
  package let problems: Int

  package init(k: Int, value: Double, standardError: Double?, problems: Int) {
    self.k = k
    self.value = value
    self.standardError = standardError
    self.problems = problems
  }

  /// The 95 % interval by the normal law, cut to 0...1; `nil` with fewer than two problems.
  ///
  /// The spread between problems already holds the noise of sampling within
  /// them. See Miller, "Adding Error Bars to Evals", arXiv 2411.00640.
  package var interval: ClosedRange<Double>? {
    guard let standardError else { return nil }
    let reach = NormalQuantile.twoSided95 * standardError
    return max(0, value - reach)...min(1, value + reach)
  }
}

package enum Curve {
  /// The mean of pass@k over problems, at each of the given budgets.
  ///
  /// Problems with fewer than k samples are left out at that k, and each point
  /// says how many took part; a k that no problem reaches gives no point.
  ///
  /// - Parameter budgets: Values of k, each at least 1, in any order.
  package static func points(of tallies: TallyCounts, at budgets: [Int]) -> [CurvePoint] {
    points(of: TallyTable(tallies), at: budgets)
  }

  /// - Complexity: O(budgets × Σ over the distinct n of the largest c).
  package static func points(of table: TallyTable, at budgets: [Int]) -> [CurvePoint] {
    guard let reference = table.commonest else { return [] }
    let ascending = Set(budgets).sorted()
    var sums = stride(from: 0, to: ascending.count, by: CurveSums.lanes).map { start in
      CurveSums(at: Array(ascending[start...].prefix(CurveSums.lanes)), near: reference)
    }
    var problems: [Double] = []
    for row in table.rows {
      table.spread(row, into: &problems)
      problems.withUnsafeBufferPointer { problems in
        for index in sums.indices {
          sums[index].add(n: row.n, problems: problems, total: row.total)
        }
      }
    }
    let found = Dictionary(uniqueKeysWithValues: sums.flatMap(\.points).map { ($0.k, $0) })
    return budgets.compactMap { found[$0] }
  }
}
