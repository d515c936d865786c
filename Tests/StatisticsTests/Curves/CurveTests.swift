import Testing

@testable import Statistics

@Suite struct CurveTests {
  @Test func isTheMeanOverProblemsWithItsStandardError() throws {
    let point = try #require(points([(8, 8), (8, 0), (8, 2)], at: [1]).first)
    #expect(abs(point.value - (1 + 0 + 0.25) / 3) < 1e-15)
    // numpy: std([1, 0, .25], ddof=1) / sqrt(3)
    #expect(abs(try #require(point.standardError) - 0.30046260628866578) < 1e-15)
    #expect(point.problems == 3)
  }

  @Test func leavesOutProblemsWithFewerSamplesThanTheBudgetAndSaysSo() {
    let curve = points([(4, 1), (16, 4), (16, 0)], at: [1, 4, 8, 16, 32])
    #expect(curve.map(\.k) == [1, 4, 8, 16])
    #expect(curve.map(\.problems) == [3, 3, 2, 2])
    #expect(curve.last?.value == 0.5)
  }

  @Test func hasNoIntervalForOneProblem() {
    #expect(points([(4, 1)], at: [1]).map(\.interval) == [nil])
  }

  @Test func intervalStaysInTheUnitInterval() throws {
    let interval = try #require(points([(4, 4), (4, 4), (4, 3)], at: [1]).first?.interval)
    #expect(interval.upperBound == 1 && interval.lowerBound > 0.7)
  }

  @Test func problemsWithoutGradedSamplesAreNoPartOfIt() {
    #expect(points([(0, 0)], at: [1]) == [])
    #expect(points([(0, 0), (2, 2)], at: [1]).map(\.problems) == [1])
  }

  private func points(_ tallies: [(n: Int, c: Int)], at budgets: [Int]) -> [CurvePoint] {
    var counts = TallyCounts()
    for tally in tallies { counts.add(n: tally.n, c: tally.c) }
    return Curve.points(of: counts, at: budgets)
  }
}
