import Testing

@testable import Statistics

@Suite struct HypergeometricTests {
  @Test func agreesWithExactFractionsForAllSmallCases() {
    var wrong: [String] = []
    SmallCases.forEach { n, c, k in
      let drawn = Hypergeometric(n: n, c: c, k: k)
      let draws = SmallCases.draws(n: n, c: c, k: k)
      let tails = SmallCases.tails(n: n, c: c, k: k)
      let all = Double(tails[0])
      for t in 0...(k + 1) {
        let exact = t < draws.count ? Double(draws[t]) / all : 0
        let isRight =
          agrees(drawn.probability(of: t), exact)
          && agrees(drawn.tail(atLeast: t), Double(tails[t]) / all)
        if !isRight { wrong.append("n \(n), c \(c), k \(k), t \(t)") }
      }
    }
    #expect(wrong.isEmpty, "\(wrong.prefix(3))")
  }

  /// Against whole numbers divided with fifty digits.
  @Test func agreesWithFiftyDigitsUpToTenThousandSamples() throws {
    for row in try ReferenceMeasures().hypergeometric {
      let drawn = Hypergeometric(n: row.n, c: row.c, k: row.k)
      #expect(agrees(drawn.probability(of: row.t), row.probability, within: 2e-15), "\(row)")
      #expect(agrees(drawn.tail(atLeast: row.t), row.tail, within: 2e-15), "\(row)")
    }
  }

  @Test func isCertainBelowTheSupportAndImpossibleAboveIt() {
    let drawn = Hypergeometric(n: 10, c: 7, k: 5)
    #expect(drawn.support == 2...5)
    #expect([-3, 0, 1, 2].allSatisfy { drawn.tail(atLeast: $0) == 1 })
    #expect([6, 7, 100].allSatisfy { drawn.tail(atLeast: $0) == 0 })
    #expect([-1, 0, 1, 6].allSatisfy { drawn.probability(of: $0) == 0 })
  }

  @Test func knowsTheDrawsThatLeaveNothingToChance() {
    #expect(Hypergeometric(n: 0, c: 0, k: 0).probabilities == [1])
    #expect(Hypergeometric(n: 9, c: 4, k: 9).support == 4...4)
    #expect(Hypergeometric(n: 9, c: 0, k: 5).tail(atLeast: 1) == 0)
    #expect(Hypergeometric(n: 9, c: 9, k: 5).tail(atLeast: 5) == 1)
  }

  @Test func hasTheMeanOfTheShareOfCorrectSamples() {
    let drawn = Hypergeometric(n: 5000, c: 1234, k: 777)
    let mean = zip(drawn.support, drawn.probabilities).reduce(0) { $0 + Double($1.0) * $1.1 }
    #expect(agrees(mean, drawn.mean, within: 1e-13))
  }
}
