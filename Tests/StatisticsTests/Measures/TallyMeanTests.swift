import Testing

@testable import Statistics

@Suite struct TallyMeanTests {
  @Test func isTheCurveOfPassAtKForItsEstimate() {
    for seed in 1...5 as ClosedRange<UInt64> {
      let tallies = TallyCounts(SmallCases.randomTallies(seed: seed, problems: 80, n: 1...90))
      let budgets = Budgets.quarterOctaves(upTo: 90)
      let curve = Curve.points(of: tallies, at: budgets)
      let points = TallyMean.points(of: tallies, at: budgets, measure: PassAtK.estimate)
      #expect(points.map(\.k) == curve.map(\.k))
      #expect(points.map(\.problems) == curve.map(\.problems))
      for (point, expected) in zip(points, curve) {
        #expect(agrees(point.value, expected.value, within: 1e-14))
        let error = point.standardError ?? -1
        #expect(abs(error - (expected.standardError ?? -1)) < 1e-14)
      }
    }
  }

  @Test func averageAtKIsTheShareOfCorrectSamplesAtEveryBudget() {
    let tallies = TallyCounts([(8, 8), (8, 0), (4, 1)])
    let points = AverageAtK.points(of: tallies, at: [1, 4, 8, 9])
    #expect(points.map(\.value) == [1.25 / 3, 1.25 / 3, 0.5])
    #expect(points.map(\.problems) == [3, 3, 2])
    #expect(abs((points[0].standardError ?? 0) - 0.30046260628866578) < 1e-15)
  }

  @Test func hasNoStandardErrorForOneProblemAndNoPointForNone() {
    #expect(AverageAtK.points(of: TallyCounts([(4, 1)]), at: [1]).map(\.standardError) == [nil])
    #expect(AverageAtK.points(of: TallyCounts(), at: [1]) == [])
  }

  @Test func momentsKeepTheDigitsOfValuesThatHardlyDiffer() throws {
    var moments = RunningMoments()
    for value in [1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16] { moments.add(value) }
    #expect(moments.mean == 1e9 + 10)
    #expect(try #require(moments.variance) == 30)
  }
}

@Suite struct AreaUnderCurveTests {
  @Test func agreesWithExactFractionsAndFiftyDigits() throws {
    for row in try ReferenceMeasures().area {
      let plain = AreaUnderCurve.estimate(n: row.n, c: row.c, k: row.k)
      let log = AreaUnderCurve.estimate(n: row.n, c: row.c, k: row.k, axis: .doublings)
      #expect(agrees(plain, row.budget, within: 2e-15), "\(row): \(plain)")
      #expect(agrees(log, row.doublings, within: 2e-15), "\(row): \(log)")
    }
  }

  @Test func agreesWithTrapezoidsOfPassAtKForAllSmallCases() {
    var wrong: [String] = []
    for n in 1...40 {
      for c in 0...n {
        let curve = (1...n).map { PassAtK.estimate(n: n, c: c, k: $0) }
        var sum = 0.0
        for k in 2..<max(2, n + 1) {
          sum += (curve[k - 2] + curve[k - 1]) / 2
          let value = AreaUnderCurve.estimate(n: n, c: c, k: k)
          if !agrees(value, sum / Double(k - 1), within: 1e-14) { wrong.append("\(n) \(c) \(k)") }
        }
      }
    }
    #expect(wrong.isEmpty, "\(wrong.prefix(3))")
  }

  @Test func isPassAtOneAtOneAndTheHeightOfALevelCurve() {
    for axis in [AreaUnderCurve.Axis.budget, .doublings] {
      #expect(AreaUnderCurve.estimate(n: 10, c: 3, k: 1, axis: axis) == 0.3)
      #expect((1...50).allSatisfy { AreaUnderCurve.estimate(n: 50, c: 0, k: $0, axis: axis) == 0 })
      let ones = (1...50).map { AreaUnderCurve.estimate(n: 50, c: 50, k: $0, axis: axis) }
      #expect(ones.allSatisfy { $0 <= 1 && agrees($0, 1) })
    }
  }

  @Test func pointsAreTheMeansOfTheEstimatesWhateverTheOrderOfTheBudgets() {
    let tallies = TallyCounts(SmallCases.randomTallies(seed: 8, n: 1...40))
    for axis in [AreaUnderCurve.Axis.budget, .doublings] {
      let budgets = [16, 1, 40, 7, 16, 41]
      let expected = TallyMean.points(of: tallies, at: budgets) {
        AreaUnderCurve.estimate(n: $0, c: $1, k: $2, axis: axis)
      }
      #expect(AreaUnderCurve.points(of: tallies, at: budgets, axis: axis) == expected)
    }
  }

  @Test func meanOverProblemsIsTheAreaUnderTheMeanCurve() throws {
    let tallies = TallyCounts(SmallCases.randomTallies(seed: 3, n: 16...40))
    let curve = Curve.points(of: tallies, at: Array(1...16)).map(\.value)
    let area = zip(curve, curve.dropFirst()).reduce(0) { $0 + ($1.0 + $1.1) / 2 } / 15
    let point = try #require(AreaUnderCurve.points(of: tallies, at: [16]).first)
    #expect(agrees(point.value, area, within: 1e-14) && point.problems == 30)
  }
}
