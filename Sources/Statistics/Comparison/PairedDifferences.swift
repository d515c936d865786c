/// pass@k of the candidate less that of the baseline, problem by problem.
///
/// At each k the problems take part that have n ≥ k in both runs. Pairing takes the
/// difficulty of the problems out of the comparison: see Miller, "Adding Error Bars to
/// Evals", arXiv 2411.00640, section 4.
package struct PairedDifferences: Sendable {
  /// The difference at one budget.
  package struct Point: Equatable, Sendable {
    package let k: Int
    /// The mean over the problems, in −1...1.
    package let value: Double
    /// Its standard error over problems; `nil` with fewer than two.
    package let standardError: Double?
    /// Mean pass@k of each run over the same problems, in 0...1.
    package let baseline: Double
    package let candidate: Double
    /// How many problems have n ≥ k in both runs.
    package let problems: Int
  }

  package let problems: PairedProblems
  /// One for each budget that a problem reaches, by ascending k.
  package let points: [Point]
  /// For each point the difference of each pair of tallies; 0 where it does not take part.
  let columns: [[Double]]
  /// How many of the points every problem takes part in: bands and crossings end there.
  let complete: Int

  /// Below this a mean difference is the rounding of sums, and taken as none.
  private static let rounding = 1e-14

  /// - Parameter budgets: Values of k, ascending, each at least 1.
  package init(_ problems: PairedProblems, at budgets: [Int]) {
    self.problems = problems
    let budgets = budgets.filter { $0 <= problems.largestCommonN }
    let tallies = DistinctTallies(problems)
    let table = PassTable(of: tallies.keys, at: budgets)
    let rows = tallies.keys.map { table[$0] }
    var points: [Point] = []
    var columns: [[Double]] = []
    for (place, k) in budgets.enumerated() {
      let column = Column(problems, k: k, tallies: tallies, values: rows.map { $0[place] })
      points.append(column.point)
      columns.append(column.differences)
    }
    self.points = points
    self.columns = columns
    let smallest = problems.smallestCommonN
    complete = budgets.count { $0 <= smallest }
  }

  /// The tallies of either run, each once: pairs share most of them.
  private struct DistinctTallies {
    private(set) var keys: [TallyCounts.Key] = []
    /// For each pair the place of its tally in `keys`.
    private(set) var baseline: [Int] = []
    private(set) var candidate: [Int] = []

    init(_ problems: PairedProblems) {
      var places: [TallyCounts.Key: Int] = [:]
      func place(of key: TallyCounts.Key) -> Int {
        if let place = places[key] { return place }
        places[key] = keys.count
        keys.append(key)
        return keys.count - 1
      }
      for pair in problems.pairs {
        baseline.append(place(of: pair.baseline))
        candidate.append(place(of: pair.candidate))
      }
    }
  }

  /// The differences at one budget.
  private struct Column {
    let point: Point
    let differences: [Double]

    /// - Parameter values: pass@k of each distinct tally.
    init(_ problems: PairedProblems, k: Int, tallies: DistinctTallies, values: [Double]) {
      var sums = (baseline: LongSum(), candidate: LongSum(), difference: RunningMoments())
      differences = problems.pairs.indices.map { place in
        guard problems.pairs[place].commonN >= k else { return 0 }
        let count = problems.counts[place]
        let baseline = values[tallies.baseline[place]]
        let candidate = values[tallies.candidate[place]]
        let difference = candidate - baseline
        sums.baseline.add(Double(count) * baseline)
        sums.candidate.add(Double(count) * candidate)
        sums.difference.add(difference, times: count)
        return difference
      }
      let (mean, count) = (sums.difference.mean, Double(sums.difference.count))
      point = Point(
        k: k, value: abs(mean) < PairedDifferences.rounding ? 0 : mean,
        standardError: sums.difference.standardError, baseline: sums.baseline.value / count,
        candidate: sums.candidate.value / count, problems: sums.difference.count)
    }
  }
}
