import Testing

@testable import Statistics

/// `Curve.points` beside exact fractions and beside plain sums over problems.
@Suite struct CurveKernelTests {
  @Test func agreesWithExactFractionsForAllSmallCases() {
    for n in 1...40 {
      for c in 0...n {
        for point in Curve.points(of: TallyCounts([(n, c)]), at: Array(1...n)) {
          let exact = exactPassAtK(n: n, c: c, k: point.k)
          #expect(agrees(point.value, exact, within: 4e-15), "\(n) \(c) \(point)")
          #expect(point.problems == 1 && point.standardError == nil)
        }
      }
    }
  }

  @Test func atBudgetNAProblemIsSolvedExactlyOrNot() {
    for n in 1...300 {
      for c in [0, 1, 2, n / 3, n / 2, n - 1, n] where 0 <= c && c <= n {
        let point = Curve.points(of: TallyCounts([(n, c)]), at: [n]).first
        #expect(point?.value == (c > 0 ? 1 : 0), "\(c) of \(n)")
      }
    }
  }

  @Test func equalProblemsHaveNoStandardError() {
    for (n, c) in [(1, 0), (1, 1), (7, 3), (49, 1), (98, 97), (128, 5), (1000, 999), (5000, 17)] {
      let grid = Budgets.comparison(upTo: n)
      let one = Curve.points(of: TallyCounts([(n, c)]), at: grid)
      let many = Curve.points(of: TallyCounts(Array(repeating: (n, c), count: 37)), at: grid)
      #expect(many.allSatisfy { $0.standardError == 0 }, "\(c) of \(n)")
      #expect(many.map(\.value) == one.map(\.value), "\(c) of \(n)")
    }
  }

  @Test func problemsThatAreAllSolvedGiveExactlyOne() {
    let problems = [(1, 1), (3, 3), (49, 49), (49, 49), (98, 98), (103, 103), (1024, 1024)]
    for point in Curve.points(of: TallyCounts(problems), at: Array(1...1024)) {
      #expect(point.value == 1 && (point.standardError ?? 0) == 0, "\(point)")
    }
  }

  /// Problems that are solved always or never keep their share at every budget.
  @Test func sharesOfSolvedProblemsDoNotDriftWithTheBudget() {
    for n in [49, 98, 103, 128, 511] {
      let problems = Array(repeating: (n, n), count: 5) + Array(repeating: (n, 0), count: 8)
      let points = Curve.points(of: TallyCounts(problems), at: Array(1...n))
      #expect(Set(points.map(\.value)).count == 1, "\(n)")
    }
  }

  @Test(arguments: [
    (1, 30, 1...9), (2, 50, 1...64), (3, 200, 100...128), (4, 40, 900...1100), (5, 6, 1...5000),
    (6, 500, 32...32),
  ])
  func agreesWithPlainSumsOverProblems(
    _ seed: UInt64, _ size: Int, _ samples: ClosedRange<Int>
  ) throws {
    let problems = SmallCases.randomTallies(seed: seed, problems: size, n: samples)
    let largest = problems.map(\.n).max() ?? 0
    // Unsorted, with repeats, and beyond every n.
    let budgets =
      [largest, 3, 1] + Budgets.quarterOctaves(upTo: largest).reversed() + [2, 2, largest + 1]
      + Array(stride(from: 5, through: largest, by: 1 + largest / 40))
    let points = Curve.points(of: TallyCounts(problems), at: budgets)
    #expect(points.map(\.k) == budgets.filter { $0 <= largest })
    for point in points { try check(point, problems) }
  }

  @Test func agreesWithPlainSumsOverProblemsOfManySamples() throws {
    let problems = [
      (100_000, 0), (100_000, 1), (100_000, 2), (100_000, 40), (100_000, 40), (100_000, 3000),
      (100_000, 99_990), (100_000, 100_000), (60_000, 7), (90_000, 20_000), (2000, 1999),
    ]
    let budgets = [1, 2, 10, 99, 100, 1000, 2000, 2001, 10_000, 60_000, 99_997, 100_000]
    for point in Curve.points(of: TallyCounts(problems), at: budgets) {
      try check(point, problems, within: 1e-12)
    }
  }

  @Test func aSpreadThatIsSmallBesideTheMeanKeepsItsDigits() throws {
    let problems = (0..<40).map { (n: 100_000, c: 50_000 + $0 % 7) }
    for point in Curve.points(of: TallyCounts(problems), at: [1, 2, 3]) {
      try check(point, problems, within: 1e-12, error: 1e-8)
    }
  }

  @Test(arguments: 1...12 as ClosedRange<UInt64>)
  func samplesThatArriveGiveTheDigitsOfTalliesCountedAnew(_ seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var problems = Array(repeating: (n: 0, c: 0), count: 1 + generator.index(below: 20))
    var counts = TallyCounts()
    for step in 1...600 {
      let place = generator.index(below: problems.count)
      let old = problems[place]
      let new = (n: old.n + 1, c: old.c + generator.index(below: 2))
      counts.remove(n: old.n, c: old.c)
      counts.add(n: new.n, c: new.c)
      problems[place] = new
      guard step % 25 == 0 else { continue }
      let fresh = TallyCounts(problems.reversed())
      #expect(counts == fresh && TallyTable(counts) == TallyTable(fresh))
      let budgets = Budgets.comparison(upTo: fresh.largestN)
      #expect(Curve.points(of: counts, at: budgets) == Curve.points(of: fresh, at: budgets))
    }
  }

  @Test func budgetsComputedTogetherOrAloneAgree() {
    let tallies = TallyCounts(SmallCases.randomTallies(seed: 9, n: 20...90))
    let together = Curve.points(of: tallies, at: Array(1...90))
    for point in together {
      let alone = Curve.points(of: tallies, at: [point.k])[0]
      #expect(agrees(alone.value, point.value, within: 1e-14))
      #expect(agrees(alone.standardError ?? -1, point.standardError ?? -1, within: 1e-12))
      #expect(alone.problems == point.problems)
    }
  }

  /// With vector instructions and without, optimized and not.
  @Test func digitsAreTheSameOnEveryProcessor() {
    var digest: UInt64 = 0xcbf2_9ce4_8422_2325
    for seed in 1...20 as ClosedRange<UInt64> {
      let tallies = TallyCounts(SmallCases.randomTallies(seed: seed, n: 1...700))
      for point in Curve.points(of: tallies, at: Budgets.comparison(upTo: 700)) {
        for value in [point.value, point.standardError ?? -1] {
          digest = (digest ^ value.bitPattern) &* 0x100_0000_01b3
        }
      }
    }
    #expect(digest == 12_626_446_803_673_247_780)
  }

  /// The mean and the standard error of the estimates of single problems, in two passes.
  private func check(
    _ point: CurvePoint, _ problems: [(n: Int, c: Int)], within share: Double = 1e-13,
    error: Double = 1e-11
  ) throws {
    let values = problems.filter { $0.n >= point.k }
      .map { PassAtK.estimate(n: $0.n, c: $0.c, k: point.k) }
    let count = Double(values.count)
    let mean = values.reduce(0, +) / count
    #expect(point.problems == values.count)
    #expect(agrees(point.value, mean, within: share), "\(point), \(mean)")
    guard values.count > 1 else { return #expect(point.standardError == nil) }
    let spread = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let expected = (spread / (count - 1) / count).squareRoot()
    let found = try #require(point.standardError)
    #expect(abs(found - expected) <= error * expected + 1e-16, "\(point), \(expected)")
  }
}
