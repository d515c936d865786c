/// The standard error of a mean over problems that come in groups.
///
/// Problems of one template, contest or source rise and fall together, so there are
/// fewer independent ones than problems. See Miller, "Adding Error Bars to Evals",
/// arXiv 2411.00640, section 2.2:
///
///     SE² = s²/M + (1/M²) · Σ over groups Σ over i ≠ j (vᵢ − v̄)(vⱼ − v̄)
package struct ClusteredError: Equatable, Sendable {
  /// The standard error that takes every problem for independent, s/√M.
  package let naive: Double
  /// The standard error that lets problems of one group move together, at least 0.
  package let clustered: Double
  /// How many groups there are, at least 2.
  package let groups: Int

  /// Computes both errors; `nil` with fewer than two groups, whose spread nothing tells.
  ///
  /// - Parameters:
  ///   - values: One value per problem.
  ///   - groups: The group of each problem, in the same order.
  /// - Precondition: As many groups as values.
  package init?<Group: Hashable>(of values: [Double], groups: [Group]) {
    precondition(values.count == groups.count, "\(values.count) values, \(groups.count) groups")
    var moments = RunningMoments()
    for value in values { moments.add(value) }
    let cross = Self.crossProducts(values, groups, mean: moments.mean)
    guard cross.groups >= 2, let naive = moments.standardError else { return nil }
    let count = Double(values.count)
    self.naive = naive
    self.groups = cross.groups
    // Groups whose problems move against each other can push the estimate below zero.
    clustered = max(0, naive * naive + cross.sum / (count * count)).squareRoot()
  }

  /// Σ over groups Σ over i ≠ j of the products of distances from the mean.
  ///
  /// Groups are added in the order in which they first appear, so sums never differ.
  private static func crossProducts<Group: Hashable>(
    _ values: [Double], _ groups: [Group], mean: Double
  ) -> (sum: Double, groups: Int) {
    var places: [Group: Int] = [:]
    var sums: [Double] = []
    var squares = 0.0
    for (value, group) in zip(values, groups) {
      let place = places[group] ?? sums.count
      if place == sums.count { sums.append(0) }
      places[group] = place
      sums[place] += value - mean
      squares += (value - mean) * (value - mean)
    }
    return (sums.reduce(-squares) { $0 + $1 * $1 }, sums.count)
  }
}
