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

  /// Against products of whole numbers, which a double holds exactly for small n.
  @Test func agreesWithExactFractionsForAllSmallCases() {
    for n in 1...25 {
      for c in 0...n {
        for k in 1...n {
          let exact = 1 - Double(binomial(n - c, k)) / Double(binomial(n, k))
          #expect(abs(PassAtK.estimate(n: n, c: c, k: k) - exact) < 1e-14, "\(n) \(c) \(k)")
        }
      }
    }
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

  private func binomial(_ n: Int, _ k: Int) -> Int {
    k > n ? 0 : (0..<k).reduce(1) { $0 * (n - $1) / ($1 + 1) }
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
}
