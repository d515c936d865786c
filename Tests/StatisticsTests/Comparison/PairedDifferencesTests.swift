import Testing

@testable import Statistics

/// What is compared where runs are small, equal, unequally long or in another order.
@Suite struct PairedDifferencesTests {
  @Test func oneProblemHasDifferencesWithoutErrorsAndATrivialBand() {
    let differences = PairedDifferences(rows: [[8, 1, 8, 3]])
    #expect(differences.points.map(\.k) == Array(1...8))
    #expect(differences.points.allSatisfy { $0.standardError == nil && $0.problems == 1 })
    let band = SimultaneousBand(differences)
    #expect(band.criticalValue == nil)
    #expect(band.intervals == Dictionary(uniqueKeysWithValues: (1...8).map { ($0, -1...1) }))
  }

  @Test func budgetsWithoutVarianceHaveATrivialBandAndAreUndecided() throws {
    // At k = 4 both runs solve both problems.
    let differences = PairedDifferences(rows: [[4, 1, 4, 2], [4, 2, 4, 4], [4, 1, 4, 1]])
    let band = SimultaneousBand(differences)
    #expect(band.criticalValue != nil)
    #expect(differences.points[3].standardError == 0 && differences.points[3].value == 0)
    #expect(band.intervals[4] == -1...1)
    for k in 1...3 { #expect(try #require(band.intervals[k]).upperBound < 1) }
  }

  @Test func equalDifferencesHaveNoCriticalValue() {
    let differences = PairedDifferences(rows: Array(repeating: [16, 3, 16, 9], count: 20))
    let band = SimultaneousBand(differences)
    #expect(band.criticalValue == nil)
    #expect(band.intervals.values.allSatisfy { $0 == -1...1 })
    #expect(differences.points.allSatisfy { $0.standardError == 0 })
  }

  @Test func statesAreWhatTheWholeBandSays() {
    #expect(DifferenceState(0.1...0.2) == .candidate)
    #expect(DifferenceState(-0.2 ... -0.1) == .baseline)
    for band in [-1...1, 0...0.2, -0.2...0, 0...0] as [ClosedRange<Double>] {
      #expect(DifferenceState(band) == .undecided, "\(band)")
    }
  }

  @Test func aStragglerEndsTheBandButNotTheDifferences() {
    let rows = Array(repeating: [[128, 3, 128, 9], [128, 60, 128, 50]], count: 10).flatMap { $0 }
    let differences = PairedDifferences(rows: rows + [[1, 1, 128, 5]])
    #expect(differences.problems.total == 21)
    #expect(differences.problems.smallestCommonN == 1)
    #expect(differences.problems.usualCommonN == 128)
    #expect(differences.problems.largestCommonN == 128)
    #expect(differences.points.map(\.k) == Array(1...128))
    #expect(differences.points.map(\.problems) == [21] + Array(repeating: 20, count: 127))
    #expect(SimultaneousBand(differences).intervals.keys.sorted() == [1])
    // What is left agrees with the same problems alone.
    let alone = PairedDifferences(rows: rows)
    #expect(alone.points.dropFirst().elementsEqual(differences.points.dropFirst()))
  }

  @Test func usualBudgetIsReachedByHalfOfTheProblems() {
    for (budgets, usual) in [
      ([], 0), ([5], 5), ([5, 9], 9), ([1, 9, 9], 9), ([1, 1, 9, 9], 9), ([1, 1, 1, 9, 9], 1),
      ([4, 8, 16, 32], 16), ([8, 8, 8, 4096], 8),
    ] {
      let problems = PairedProblems(rows: budgets.map { [$0, 0, $0 + $0 % 2, 1] })
      #expect(problems.usualCommonN == usual, "\(budgets)")
    }
  }

  @Test func problemsWithoutAGradedSampleInEitherRunAreLeftOut() {
    let problems = PairedProblems(rows: [
      [0, 0, 8, 1], [8, 1, 0, 0], [0, 0, 0, 0], [8, 1, 8, 1],
    ])
    #expect(problems.total == 1 && problems.pairs == [TallyPair([8, 1, 8, 1])])
  }

  @Test func bothMeansAreThoseOfTheCurvesOfTheSameProblems() {
    let rows = RandomPairs.rows(seed: 2, problems: 30, n: 5...40)
    let differences = PairedDifferences(rows: rows)
    for point in differences.points {
      let reached = differences.problems.reaching(point.k)
      #expect(reached.total == point.problems)
      let baseline = Curve.points(of: reached.baseline, at: [point.k])[0]
      let candidate = Curve.points(of: reached.candidate, at: [point.k])[0]
      #expect(agrees(point.baseline, baseline.value, within: 1e-13))
      #expect(agrees(point.candidate, candidate.value, within: 1e-13))
      #expect(abs(point.value - (point.candidate - point.baseline)) < 1e-14)
    }
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func theOrderOfTheProblemsChangesNoDigit(_ seed: UInt64) {
    let rows = RandomPairs.rows(seed: seed, problems: 40, n: 16...20)
    let one = Outcome(rows)
    var generator = SeededGenerator(seed: seed)
    #expect(Outcome(rows.reversed()) == one)
    #expect(Outcome(rows.shuffled(using: &generator)) == one)
  }

  @Test func drawsAreThoseOfTheSeed() {
    let rows = RandomPairs.rows(seed: 8, problems: 40, n: 16...20)
    #expect(Outcome(rows, seed: 5) == Outcome(rows, seed: 5))
    let (one, other) = (Outcome(rows, seed: 5), Outcome(rows, seed: 6))
    #expect(one.points == other.points)
    #expect(one.band.criticalValue != other.band.criticalValue)
    #expect(one.crossing.low != other.crossing.low)
    #expect(one.crossing.k == other.crossing.k)
  }

  /// The candidate's gain is the baseline's loss.
  @Test func exchangingTheRunsMirrorsAll() throws {
    let rows = RandomPairs.rows(seed: 3, problems: 50, n: 24...24)
    let one = Outcome(rows)
    let other = Outcome(rows.map { [$0[2], $0[3], $0[0], $0[1]] })
    for (point, mirrored) in zip(one.points, other.points) {
      #expect(abs(point.value + mirrored.value) < 1e-15)
      #expect(agrees(point.standardError ?? -1, mirrored.standardError ?? -1, within: 1e-12))
    }
    // Pairs are walked in another order, so the draws are others.
    let values = try [one, other].map { try #require($0.band.criticalValue) }
    #expect(abs(values[0] - values[1]) < 0.2)
    #expect(one.crossing.direction == .candidateFirst)
    #expect(other.crossing.direction == .baselineFirst)
    for end in [\Crossing.k, \Crossing.low, \Crossing.high] {
      let ends = try [one, other].map { try #require($0.crossing[keyPath: end]) }
      #expect(abs(ends[0] - ends[1]) < 0.25 * ends[0], "\(ends)")
    }
  }

  private struct Outcome: Equatable {
    let points: [PairedDifferences.Point]
    let band: SimultaneousBand
    let crossing: Crossing

    init(_ rows: [[Int]], seed: UInt64 = 0) {
      let differences = PairedDifferences(rows: rows)
      points = differences.points
      band = SimultaneousBand(differences, draws: Draws(count: 500, seed: seed))
      crossing = Crossing(differences, band: band, draws: Draws(count: 500, seed: seed))
    }
  }
}
