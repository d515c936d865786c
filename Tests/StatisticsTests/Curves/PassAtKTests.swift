import Testing

@testable import Statistics

@Suite struct PassAtKTests {
  /// Values by 50-digit arithmetic.
  @Test(arguments: [
    (128, 3, 64, 0.8779527559055118),
    (1024, 1, 512, 0.5),
    (1024, 1022, 2, 0.9999980907869013),
    (2048, 7, 256, 0.6078802187315092),
    (10_000, 1, 1, 0.0001),
    (10_000, 1, 5000, 0.5),
    (10_000, 5, 1000, 0.4095756271366452),
    (10_000, 3, 9997, 0.9999999999939982),
    (10_000, 3, 9998, 1.0),
    (100_000, 2, 10, 0.0001999909999099991),
    (1_000_000, 1, 1, 1e-06),
    (1_000_000, 10, 100_000, 0.651323303299497),
    (1_000_000, 500_000, 3, 0.875000375000375),
    (10_000_000, 1, 3, 3e-07),
  ])
  func agreesWithFiftyDigits(_ n: Int, _ c: Int, _ k: Int, _ exact: Double) {
    let value = PassAtK.estimate(n: n, c: c, k: k)
    #expect(abs(value - exact) <= 2e-14 * exact, "\(value)")
  }

  @Test func agreesWithExactFractionsForAllSmallCases() {
    SmallCases.forEach { n, c, k in
      let value = PassAtK.estimate(n: n, c: c, k: k)
      #expect(agrees(value, exactPassAtK(n: n, c: c, k: k), within: 2e-15), "\(n) \(c) \(k)")
    }
  }

  @Test func wholeCurveAgreesWithExactFractionsForAllSmallCases() {
    for n in 1...40 {
      for c in 0...n {
        let curve = PassAtK.curve(n: n, c: c)
        #expect(curve.count == n)
        for k in 1...n {
          let exact = exactPassAtK(n: n, c: c, k: k)
          #expect(agrees(curve[k - 1], exact, within: 2e-15), "\(n) \(c) \(k)")
        }
      }
    }
  }

  @Test(arguments: [
    (1000, 1), (1000, 37), (1000, 999), (10_000, 3), (10_000, 9000), (100_000, 1), (100_000, 17),
    (100_000, 60_000),
  ])
  func wholeCurveAgreesWithSingleEstimatesOfManySamples(_ n: Int, _ c: Int) {
    let curve = PassAtK.curve(n: n, c: c)
    for k in Budgets.quarterOctaves(upTo: n) where min(c, k) < 20_000 {
      let value = PassAtK.estimate(n: n, c: c, k: k)
      #expect(agrees(curve[k - 1], value, within: 1e-12), "\(k): \(curve[k - 1]) and \(value)")
    }
    #expect(curve[n - 1] == 1)
  }

  @Test func curveOfNoSampleIsEmptyAndOfNoneCorrectIsNothing() {
    #expect(PassAtK.curve(n: 0, c: 0) == [])
    #expect(PassAtK.curve(n: 500, c: 0) == Array(repeating: 0, count: 500))
    #expect(PassAtK.curve(n: 500, c: 500) == Array(repeating: 1, count: 500))
  }

  @Test func isShareCorrectAtOneAndSolvedAtN() {
    for n in 1...60 {
      for c in 0...n {
        #expect(abs(PassAtK.estimate(n: n, c: c, k: 1) - Double(c) / Double(n)) < 1e-15)
        #expect(PassAtK.estimate(n: n, c: c, k: n) == (c > 0 ? 1 : 0))
      }
    }
  }

  @Test func neverFallsAsTheBudgetGrows() {
    for c in 0...64 {
      let curve = (1...64).map { PassAtK.estimate(n: 64, c: c, k: $0) }
      #expect(zip(curve, curve.dropFirst()).allSatisfy { $0 <= $1 })
    }
  }
}

@Suite struct BudgetsTests {
  @Test func powersOfTwoEndInN() {
    #expect(Budgets.powersOfTwo(upTo: 50) == [1, 2, 4, 8, 16, 32, 50])
    #expect(Budgets.powersOfTwo(upTo: 8) == [1, 2, 4, 8])
    #expect(Budgets.powersOfTwo(upTo: 1) == [1])
    #expect(Budgets.powersOfTwo(upTo: 0) == [])
  }

  @Test func quarterOctavesAreTheGridOfThePaper() {
    #expect(
      Budgets.quarterOctaves(upTo: 128) == [
        1, 2, 3, 4, 5, 6, 8, 9, 11, 13, 16, 19, 22, 26, 32, 38, 45, 53, 64, 76, 90, 107, 128,
      ])
  }

  @Test func comparisonsAreMadeAtEveryWholeNumberTo128ThenFourTimesAnOctave() {
    #expect(Budgets.comparison(upTo: 0) == [])
    #expect(Budgets.comparison(upTo: 1) == [1])
    for n in [2, 127, 128] { #expect(Budgets.comparison(upTo: n) == Array(1...n)) }
    #expect(Budgets.comparison(upTo: 129) == Array(1...129))
    #expect(Budgets.comparison(upTo: 152) == Array(1...128) + [152])
    #expect(
      Budgets.comparison(upTo: 1024) == Array(1...128) + [
        152, 181, 215, 256, 304, 362, 430, 512, 608, 724, 861, 1024,
      ])
  }

  @Test func everyGridAscendsWithoutRepeatsFromOneToN() {
    let grids = [Budgets.powersOfTwo, Budgets.quarterOctaves, Budgets.comparison]
    for n in Array(1...2100) + [65_535, 65_536, 65_537, 1_000_000] {
      for grid in grids.map({ $0(n) }) {
        #expect(grid.first == 1 && grid.last == n, "\(n)")
        #expect(zip(grid, grid.dropFirst()).allSatisfy { $0 < $1 }, "\(n)")
      }
    }
  }
}
