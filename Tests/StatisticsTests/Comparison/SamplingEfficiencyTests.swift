import Testing

@testable import Statistics

@Suite struct SamplingEfficiencyTests {
  @Test func isNilWithoutProblemsOfSoManySamples() {
    #expect(SamplingEfficiency(PairedProblems([]), k: 1) == nil)
    #expect(SamplingEfficiency(PairedProblems(rows: [[8, 1, 4, 1]]), k: 5) == nil)
    #expect(SamplingEfficiency(PairedProblems(rows: [[8, 1, 4, 1]]), k: 4) != nil)
  }

  @Test func noGapIsClosedWhereTheBaselineGainsNothing() throws {
    for rows in [[[49, 49, 49, 20]], [[49, 49, 49, 49], [49, 0, 49, 3], [49, 0, 49, 0]]] {
      let found = try #require(SamplingEfficiency(PairedProblems(rows: rows), k: 49))
      #expect(found.gapClosed == nil)
    }
  }

  @Test func equivalentBudgetIsOneWhereBothStartTogether() throws {
    let found = try #require(SamplingEfficiency(PairedProblems(rows: [[8, 2, 8, 2]]), k: 8))
    #expect(found.equivalentK == 1 && found.gapClosed == 0 && found.delta == 0.75)
  }

  @Test func aCandidateBelowTheBaselineOrBeyondItsReachHasNoEquivalentBudget() throws {
    let below = try #require(SamplingEfficiency(PairedProblems(rows: [[8, 2, 8, 1]]), k: 8))
    #expect(below.equivalentK == nil && (below.gapClosed ?? 0) < 0)
    let beyond = try #require(SamplingEfficiency(PairedProblems(rows: [[8, 2, 8, 7]]), k: 2))
    #expect(beyond.equivalentK == nil && (beyond.gapClosed ?? 0) > 1 && beyond.delta < 0)
  }

  @Test(arguments: [7, 49, 98, 103, 200])
  func aCandidateThatSolvesAllNeedsAllSamplesOfTheBaseline(_ n: Int) throws {
    let problems = PairedProblems(rows: [[n, 1, n, n], [n, 1, n, n]])
    let found = try #require(SamplingEfficiency(problems, k: n))
    try expectNear(found.equivalentK, Double(n), within: 1e-9, "\(n)")
    #expect(found.delta == 0 && found.gapClosed == 1)
  }

  /// All pairs of one problem of few samples, by the definition.
  @Test func agreesWithTheDefinitionForAllSmallCases() throws {
    for (n, base) in (1...10).flatMap({ n in (0...n).map { (n, $0) } }) {
      for candidate in 0...n {
        let found = try #require(
          SamplingEfficiency(PairedProblems(rows: [[n, base, n, candidate]]), k: n))
        let (first, last) = (Double(base) / Double(n), base > 0 ? 1.0 : 0)
        let rate = Double(candidate) / Double(n)
        let place = "\(n) \(base) \(candidate)"
        try expectNear(found.delta, last - rate, place)
        try expectNear(
          found.gapClosed, last > first ? (rate - first) / (last - first) : nil, within: 1e-12,
          place)
        #expect((found.equivalentK != nil) == (first <= rate && rate <= last), "\(place)")
      }
    }
  }
}
