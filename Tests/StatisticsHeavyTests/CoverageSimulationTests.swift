import Glibc
import Statistics
import Testing

/// How often intervals hold what is true: 1000 experiments of 60 problems with 64 samples.
///
/// The standard error of a frequency near 0.95 is 0.007, so 0.021 is allowed for chance.
/// Intervals of 60 problems are known to fall short: the spread is estimated, and differences
/// are skew where few problems are solved by one run alone. For that 0.03 more is allowed.
@Suite struct CoverageSimulationTests {
  private static let experiments = 1000
  private static let problems = 60
  private static let n = 64
  private static let chance = 0.021
  private static let shortfall = 0.03

  @Test func bandHoldsTheTrueDifferencesAtAllBudgets() {
    let truth = Law.crossing.differences(upTo: Self.n)
    var (all, single) = (Frequency(), Frequency())
    forEachExperiment(of: .crossing, seed: 1) { differences, draws in
      let intervals = SimultaneousBand(differences, draws: draws).intervals
      all.count((1...Self.n).allSatisfy { intervals[$0]?.contains(truth[$0 - 1]) == true })
      single.count(intervals[8]?.contains(truth[7]) == true)
    }
    expect(all, near: 0.95)
    // At one budget it holds more often than at all of them.
    #expect(single.share > max(0.96, all.share), "\(single)")
  }

  @Test func bandOfTwoEqualRunsIsUndecided() {
    var decided = Frequency()
    forEachExperiment(of: .same, seed: 2) { differences, draws in
      let intervals = SimultaneousBand(differences, draws: draws).intervals.values
      decided.count(intervals.contains { DifferenceState($0) != .undecided })
    }
    // One in twenty.
    #expect(decided.share <= 0.05 + Self.chance + Self.shortfall, "\(decided)")
    #expect(decided.share > 0.01, "\(decided)")
  }

  @Test func crossingsOfTwoEqualRunsAreNotEstablished() {
    var established = Frequency()
    forEachExperiment(of: .same, seed: 3) { differences, draws in
      let band = SimultaneousBand(differences, draws: draws)
      established.count(
        Crossing(differences, band: band, draws: Draws(count: 1)).isEstablished)
    }
    // It takes an error on either side of 0 at once.
    #expect(established.share <= 0.005, "\(established)")
  }

  @Test func intervalOfTheCrossingHoldsTheTrueOne() throws {
    let truth = try #require(Self.crossing(Law.crossing.differences(upTo: Self.n)))
    var (covered, established, bounded) = (Frequency(), Frequency(), Frequency())
    forEachExperiment(of: .crossing, seed: 4) { differences, draws in
      let crossing = Crossing(
        differences, band: SimultaneousBand(differences, draws: draws), draws: draws)
      let low = crossing.low ?? .infinity
      covered.count(low <= truth && truth <= crossing.high ?? .infinity)
      established.count(crossing.isEstablished)
      guard let set = crossing.firstLossSet else { return }
      bounded.count(
        Double(set.first - 1) < truth && truth <= set.last.map(Double.init) ?? .infinity)
    }
    // Percentile intervals are wider where k* is skew: it may hold too often as well.
    expect(covered, near: 0.95)
    #expect(covered.share < 0.995, "\(covered)")
    // The set follows from the band, which holds at all budgets in 0.95 of the experiments.
    #expect(bounded.share >= 0.95 - Self.chance - Self.shortfall, "\(bounded)")
    #expect(established.share > 0.2, "\(established)")
  }

  /// At k = n seven of 60 problems fail: there the normal interval of a share is known to hold
  /// less often, see Brown, Cai and DasGupta, "Interval Estimation for a Binomial Proportion".
  @Test(arguments: [(1, 0.95), (8, 0.95), (64, 0.9)])
  func intervalOfACurveHoldsTheTrueValue(_ k: Int, _ share: Double) {
    let truth = Law.passAtK(k, Law.crossing.baseline)
    var covered = Frequency()
    forEachExperiment(of: .crossing, seed: 5) { differences, _ in
      let point = Curve.points(of: differences.problems.baseline, at: [k]).first
      covered.count(point?.interval?.contains(truth) == true)
    }
    expect(covered, near: share)
  }

  @Test func intervalOfADifferenceHoldsTheTrueValue() {
    let truth = Law.crossing.differences(upTo: Self.n)
    for k in [1, 4, 16, 64] {
      var covered = Frequency()
      forEachExperiment(of: .crossing, seed: UInt64(5 + k)) { differences, _ in
        let point = differences.points[k - 1]
        let reach = NormalQuantile.twoSided95 * (point.standardError ?? 0)
        covered.count(abs(point.value - truth[k - 1]) <= reach)
      }
      expect(covered, near: 0.95)
    }
  }

  /// Fewer draws than a screen takes: their noise averages out over the experiments.
  private func forEachExperiment(
    of law: Law, seed: UInt64, _ body: (PairedDifferences, Draws) -> Void
  ) {
    var generator = SeededGenerator(seed: seed)
    for experiment in 1...Self.experiments {
      let problems = law.problems(Self.problems, n: Self.n, using: &generator)
      body(
        PairedDifferences(problems, at: Array(1...Self.n)),
        Draws(count: 1000, seed: UInt64(experiment)))
    }
  }

  private func expect(
    _ frequency: Frequency, near share: Double, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let range = (share - Self.chance - Self.shortfall)...1
    #expect(range.contains(frequency.share), "\(frequency)", sourceLocation: sourceLocation)
  }

  /// The first budget after a lead where there is none, over the logarithm of the budget.
  private static func crossing(_ values: [Double]) -> Double? {
    for k in 2...values.count where values[k - 2] > 0 && values[k - 1] <= 0 {
      let part = values[k - 2] / (values[k - 2] - values[k - 1])
      return pow(Double(k - 1), 1 - part) * pow(Double(k), part)
    }
    return nil
  }
}
