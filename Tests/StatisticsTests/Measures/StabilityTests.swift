import Testing

@testable import Statistics

/// pass^k, G-Pass@k, mG-Pass@k and the profile of all thresholds.
@Suite struct StabilityTests {
  @Test func passHatAgreesWithExactFractionsForAllSmallCases() {
    var wrong: [String] = []
    SmallCases.forEach { n, c, k in
      let exact =
        k > c ? 0 : Double(SmallCases.binomials[c][k]) / Double(SmallCases.binomials[n][k])
      let value = PassHatK.estimate(n: n, c: c, k: k)
      let isSimple = c < n || value == 1
      if !isSimple || !agrees(value, exact) { wrong.append("n \(n), c \(c), k \(k): \(value)") }
    }
    #expect(wrong.isEmpty, "\(wrong.prefix(3))")
  }

  @Test func passHatAgreesWithFiftyDigits() throws {
    for row in try ReferenceMeasures().allCorrect {
      let value = PassHatK.estimate(n: row.n, c: row.c, k: row.k)
      #expect(agrees(value, row.value, within: 5e-16), "\(row): \(value)")
    }
  }

  /// Rounded to six places.
  @Test(arguments: [
    (16, 8, 4, [0.961538, 0.961538, 0.715385, 0.284615, 0.038462], 0.161538),
    (48, 30, 16, [1.0, 0.999984, 0.942327, 0.171888, 0.000064], 0.259245),
    (128, 64, 8, [0.996904, 0.969096, 0.641184, 0.136624, 0.003096], 0.132360),
  ])
  func hasTheGoldenValues(_ n: Int, _ c: Int, _ k: Int, _ values: [Double], _ mean: Double) {
    for (tau, value) in zip([0, 0.25, 0.5, 0.75, 1], values) {
      #expect(abs(GPassAtK.estimate(n: n, c: c, k: k, tau: tau) - value) < 6e-7, "τ \(tau)")
    }
    #expect(abs(MeanGPassAtK.estimate(n: n, c: c, k: k) - mean) < 6e-7)
  }

  @Test func agreesWithExactFractionsAtEveryTwentiethOfTau() throws {
    for row in try ReferenceMeasures().stable {
      let values = row.taus.map { GPassAtK.estimate(n: row.n, c: row.c, k: row.k, tau: $0) }
      let isRight = zip(values, row.values).allSatisfy { agrees($0, $1, within: 2e-15) }
      #expect(isRight && values.count == 21, "\(row.n) \(row.c) \(row.k): \(values)")
      let mean = MeanGPassAtK.estimate(n: row.n, c: row.c, k: row.k)
      #expect(agrees(mean, row.mean, within: 2e-15))
    }
  }

  @Test func everyThresholdAgreesWithExactFractionsForAllSmallCases() {
    var wrong: [String] = []
    SmallCases.forEach { n, c, k in
      let tails = SmallCases.tails(n: n, c: c, k: k)
      let all = Double(tails[0])
      for t in 1...k {
        let value = GPassAtK.estimate(n: n, c: c, k: k, tau: Double(t) / Double(k))
        if !agrees(value, Double(tails[t]) / all, within: 2e-15) {
          wrong.append("n \(n), c \(c), k \(k), t \(t): \(value)")
        }
      }
      let upper = tails.dropFirst((k + 1) / 2 + 1).reduce(0, +)
      let mean = MeanGPassAtK.estimate(n: n, c: c, k: k)
      if !agrees(mean, 2 * Double(upper) / Double(k) / all, within: 2e-15) {
        wrong.append("mean of n \(n), c \(c), k \(k): \(mean)")
      }
    }
    #expect(wrong.isEmpty, "\(wrong.prefix(3))")
  }

  @Test func roundingRaisesNoThreshold() {
    #expect(0.07 * 100 > 7)
    #expect(GPassAtK.threshold(tau: 0.07, k: 100) == 7)
    #expect(GPassAtK.threshold(tau: 0.1, k: 30) == 3)
    #expect(GPassAtK.threshold(tau: 0.1 * 3, k: 10) == 3)
    #expect(GPassAtK.threshold(tau: 0, k: 8) == 1)
    #expect(GPassAtK.threshold(tau: 1, k: 8) == 8)
    #expect(GPassAtK.threshold(tau: 0.26, k: 4) == 2)
    #expect(GPassAtK.threshold(tau: 0.300001, k: 10_000) == 3001)
  }

  @Test func everyFractionOfABudgetIsItsOwnThreshold() {
    let wrong = (1...1100).flatMap { k in
      (1...k).filter { GPassAtK.threshold(tau: Double($0) / Double(k), k: k) != $0 }
    }
    #expect(wrong.isEmpty)
  }

  @Test func everyHundredthOfTauAgreesWithWholeNumbers() {
    let wrong = (1...500).flatMap { k in
      (0...100).filter {
        GPassAtK.threshold(tau: Double($0) / 100, k: k) != max(1, ($0 * k + 99) / 100)
      }
    }
    #expect(wrong.isEmpty)
  }

  @Test func endsOfTauAreTheCurvesOfPassAtKAndPassHatK() {
    let tallies = TallyCounts(SmallCases.randomTallies(seed: 5, n: 20...64))
    let budgets = [1, 2, 7, 16, 20, 33, 64]
    #expect(
      GPassAtK.points(of: tallies, at: budgets, tau: 1)
        == PassHatK.points(of: tallies, at: budgets))
    let low = GPassAtK.points(of: tallies, at: budgets, tau: 0)
    let curve = Curve.points(of: tallies, at: budgets)
    #expect(low.map(\.problems) == curve.map(\.problems))
    #expect(zip(low, curve).allSatisfy { agrees($0.value, $1.value, within: 1e-14) })
  }

  @Test func aPerfectModelReachesOneAtEvenBudgetsOnly() {
    let values = [1, 2, 3, 4, 5, 8].map { MeanGPassAtK.estimate(n: 8, c: 8, k: $0) }
    #expect(values == [0, 1, 2.0 / 3, 1, 0.8, 1])
  }
}

@Suite struct ThresholdProfileTests {
  @Test func runsFromPassAtKToPassHatKWithTheMeanPassAtOne() throws {
    for seed in 1...10 as ClosedRange<UInt64> {
      let problems = SmallCases.randomTallies(seed: seed, n: 24...60)
      let tallies = TallyCounts(problems)
      for k in [1, 2, 5, 24] {
        let means = ThresholdProfile(of: tallies, k: k).means
        let solved = try #require(Curve.points(of: tallies, at: [k]).first)
        let all = try #require(PassHatK.points(of: tallies, at: [k]).first)
        let one = try #require(Curve.points(of: tallies, at: [1]).first)
        try #require(means.count == k)
        #expect(agrees(means[0].value, solved.value, within: 1e-14), "seed \(seed)")
        #expect(agrees(means[k - 1].value, all.value, within: 1e-14), "seed \(seed)")
        let mean = means.reduce(0) { $0 + $1.value } / Double(k)
        #expect(agrees(mean, one.value, within: 1e-14), "seed \(seed)")
        #expect(means.allSatisfy { $0.problems == 30 })
      }
    }
  }

  @Test func leavesOutProblemsWithTooFewSamples() {
    let tallies = TallyCounts([(4, 2), (8, 8)])
    #expect(ThresholdProfile(of: tallies, k: 8).means.map(\.value) == Array(repeating: 1, count: 8))
    #expect(
      ThresholdProfile(of: tallies, k: 8).means.map(\.problems) == Array(repeating: 1, count: 8))
    #expect(ThresholdProfile(of: tallies, k: 9).means == [])
  }
}
