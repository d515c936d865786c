import Testing

@testable import Statistics

@Suite struct CoverageCurveTests {
  @Test func isAStepForEachDistinctAccuracy() {
    let curve = CoverageCurve(TallyCounts([(4, 2), (8, 4), (8, 0), (10, 3), (2, 2)]))
    #expect(curve.steps.map(\.tau) == [0, 0.3, 0.5, 1])
    #expect(curve.steps.map(\.coverage.covered) == [5, 4, 3, 1])
    #expect(curve.steps.map(\.coverage.share) == [1, 0.8, 0.6, 0.2])
    #expect(curve.coverage(atLeast: 0.31) == Coverage(covered: 3, problems: 5))
    #expect(curve.coverage(atLeast: 0) == Coverage(covered: 5, problems: 5))
    #expect(curve.coverage(atLeast: 1) == Coverage(covered: 1, problems: 5))
  }

  @Test func anAccuracyReachesTheThresholdItTies() {
    let curve = CoverageCurve(TallyCounts([(10, 3)]))
    #expect(curve.coverage(atLeast: 0.3).covered == 1)
    #expect(curve.coverage(atLeast: 0.1 + 0.2).covered == 1)
    #expect(curve.coverage(atLeast: 0.3 + 1e-9).covered == 0)
  }

  @Test func agreesWithWholeNumbersAtEveryHundredth() {
    var wrong: [String] = []
    for n in 1...200 {
      for c in 0...n {
        let curve = CoverageCurve(TallyCounts([(n, c)]))
        for percent in [0, 1, 5, 7, 10, 29, 30, 33, 50, 55, 57, 58, 70, 90, 99, 100] {
          let covers = curve.coverage(atLeast: Double(percent) / 100).covered == 1
          if covers != (100 * c >= percent * n) { wrong.append("\(c) of \(n) at \(percent) %") }
        }
      }
    }
    #expect(wrong.isEmpty, "\(wrong.prefix(3))")
  }

  @Test func tellsNeighbouringAccuraciesApart() {
    let curve = CoverageCurve(TallyCounts([(99_999, 33_333), (100_000, 33_333), (99_998, 33_333)]))
    for (step, covered) in zip(curve.steps, [3, 2, 1]) {
      #expect(curve.coverage(atLeast: step.tau).covered == covered)
    }
  }

  @Test func integratesToPassAtOne() throws {
    for seed in 1...20 as ClosedRange<UInt64> {
      let tallies = TallyCounts(SmallCases.randomTallies(seed: seed, n: 1...200))
      let integral = try #require(CoverageCurve(tallies).integral)
      let one = try #require(Curve.points(of: tallies, at: [1]).first)
      #expect(agrees(integral, one.value, within: 1e-14), "seed \(seed)")
    }
  }

  @Test func integratesToThePlugInValueOfPassAtK() throws {
    for seed in 1...20 as ClosedRange<UInt64> {
      let problems = SmallCases.randomTallies(seed: seed, n: 1...200)
      let curve = CoverageCurve(TallyCounts(problems))
      for k in [2, 3, 17, 256, 4096] {
        let direct = problems.reduce(0.0) { sum, problem in
          let missed = (0..<k).reduce(1.0) { product, _ in
            product * (Double(problem.n - problem.c) / Double(problem.n))
          }
          return sum + (1 - missed)
        }
        let value = try #require(curve.plugInPassAtK(k))
        #expect(agrees(value, direct / Double(problems.count), within: 1e-13), "seed \(seed)")
      }
    }
  }

  @Test func hasNoValueWithoutProblems() {
    let curve = CoverageCurve(TallyCounts())
    #expect(curve.steps.isEmpty && curve.integral == nil)
    #expect(curve.coverage(atLeast: 0).share == nil)
  }
}
