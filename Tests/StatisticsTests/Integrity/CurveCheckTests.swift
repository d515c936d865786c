import Testing

@testable import Statistics

@Suite struct CurveCheckTests {
  /// Yue et al., arXiv 2504.13837, figure 4, MathVision: gains of 0.0327, then 0.0498.
  @Test func findsTheCurveOfThePaperThatRisesFasterThanBefore() {
    #expect(
      check([(1, 0.25), (2, 0.2827), (3, 0.3325), (4, 0.35)])
        == .convexCurve(run: "rl", from: 1, middle: 2, to: 3))
  }

  @Test func measuresSlopesOnAnUnevenGrid() {
    // A larger gain over a wider gap is no rise in slope.
    #expect(check([(1, 0.1), (2, 0.15), (16, 0.4)]) == nil)
    #expect(
      check([(1, 0.1), (16, 0.2), (17, 0.22)])
        == .convexCurve(run: "rl", from: 1, middle: 16, to: 17))
  }

  @Test func passAtTwoIsAtMostTwicePassAtOne() {
    #expect(check([(1, 0.1), (2, 0.2)]) == nil)
    #expect(
      check([(1, 0.1), (2, 0.21)]) == .convexCurve(run: "rl", from: 0, middle: 1, to: 2))
  }

  @Test func findsAFall() {
    #expect(check([(1, 0.4), (2, 0.39)]) == .fallingCurve(run: "rl", from: 1, to: 2))
    #expect(check([(2, 0.39), (1, 0.4)]) == .fallingCurve(run: "rl", from: 1, to: 2))
  }

  @Test func roundingExplainsWhatItCan() {
    let curve = [(1, 0.333), (2, 0.444), (3, 0.556)]
    #expect(check(curve, roundedBy: 0.0005) == nil)
    #expect(check(curve, roundedBy: 0.00005) != nil)
    #expect(check([(1, 0.5), (2, 0.499)], roundedBy: 0.0005) == nil)
  }

  @Test func noUnbiasedEstimateIsFoundFaultWith() {
    for c in 0...40 {
      var tallies = TallyCounts()
      tallies.add(n: 40, c: c)
      tallies.add(n: 50, c: 3)
      let curve = Curve.points(of: tallies, at: [1, 2, 3, 5, 8, 9, 17, 30, 39, 40])
      #expect(check(curve.map { ($0.k, $0.value) }, roundedBy: 0) == nil, "\(c)")
      let printed = curve.map { ($0.k, ($0.value * 1000).rounded() / 1000) }
      #expect(check(printed, roundedBy: 0.0005) == nil, "\(c)")
    }
  }

  @Test func shortCurvesAreFine() {
    #expect(check([]) == nil && check([(4, 0.3)]) == nil)
  }

  private func check(
    _ points: [(k: Int, value: Double)], roundedBy rounding: Double = 0.00005
  ) -> IntegrityFinding? {
    CurveCheck.finding(
      in: points.map { CurveCheck.Point(k: $0.k, value: $0.value) }, roundedBy: rounding,
      run: "rl")
  }
}
