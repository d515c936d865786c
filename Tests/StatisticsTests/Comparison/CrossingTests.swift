import Glibc
import Testing

@testable import Statistics

/// Where curves cross, and what the band says of it, by the rules taken literally.
@Suite struct CrossingTests {
  @Test func candidateIsCaughtUpWithBetweenTwoBudgets() throws {
    // Differences by problem: pass@1 1/2 − 1/4 and pass@2 1/2 − 1/2, twice.
    let crossing = crossing([[4, 1, 4, 4], [4, 1, 4, 0]])
    #expect(crossing.k == 2 && crossing.direction == .candidateFirst)
  }

  @Test func interpolatesOverTheLogarithmOfTheBudget() throws {
    // Twelfths: 1 at k = 1 and −4/3 at k = 2, so three sevenths of the way.
    let crossing = crossing([[4, 0, 4, 4], [4, 1, 4, 0], [4, 2, 4, 0]])
    try expectNear(crossing.k, exp2(3.0 / 7), within: 1e-12, "1/12, then −1/9")
  }

  @Test func withoutALeadOfTheCandidateTheOppositeRuleHolds() {
    let crossing = crossing([[4, 4, 4, 1], [4, 0, 4, 1]])
    #expect(crossing.k == 2 && crossing.direction == .baselineFirst)
  }

  @Test func namesTheLeaderWhereNothingCrosses() {
    let ahead = crossing([[4, 0, 4, 1], [4, 0, 4, 2]])
    #expect(ahead.k == nil && ahead.direction == .candidateFirst)
    #expect(ahead.low == nil && ahead.high == nil && ahead.withoutCrossing == 1)
    let behind = crossing([[4, 1, 4, 0], [4, 2, 4, 0]])
    #expect(behind.k == nil && behind.direction == .baselineFirst)
  }

  @Test func curvesThatNeverDifferHaveNeitherCrossingNorLeader() {
    let crossing = crossing([[8, 3, 8, 3], [8, 0, 8, 0], [8, 8, 8, 8]])
    #expect(crossing.k == nil && crossing.direction == nil && crossing.withoutCrossing == nil)
    #expect(!crossing.isEstablished)
    #expect(crossing.firstLossSet == .init(first: 1, last: nil))
  }

  @Test func aLeadThatIsOnlyLostInDrawsHasAnOpenInterval() throws {
    // One problem of six is the baseline's: a draw that holds it three times crosses.
    let rows = Array(repeating: [8, 0, 8, 4], count: 5) + [[8, 1, 8, 0]]
    let crossing = crossing(rows)
    #expect(crossing.k == nil && crossing.direction == .candidateFirst)
    let share = try #require(crossing.withoutCrossing)
    // 1 − P(3 … 5 of 6) = 0.9378, four standard errors of a share of 4000 either way.
    #expect(abs(share - 0.9378) < 0.016)
    #expect(crossing.low != nil && crossing.high == nil)
  }

  @Test func oneProblemHasACrossingWithoutAnInterval() {
    let crossing = crossing([[8, 4, 8, 2]])
    #expect(crossing.direction == .baselineFirst && crossing.k == 7)
    #expect(crossing.low == nil && crossing.high == nil && crossing.withoutCrossing == nil)
    #expect(!crossing.isEstablished)
  }

  @Test func noProblemsHaveNothing() {
    let differences = PairedDifferences(PairedProblems([]), at: [1, 2])
    let crossing = Crossing(differences, band: SimultaneousBand(differences))
    #expect(differences.points.isEmpty)
    #expect(crossing.k == nil && crossing.direction == nil && crossing.firstLossSet == nil)
    #expect(CoverageTable(differences.problems, k: 1) == nil)
    #expect(SamplingEfficiency(differences.problems, k: 1) == nil)
  }

  @Test func establishedCrossingHasAClosedFirstLossSet() throws {
    let rows = (0..<100).flatMap { place -> [[Int]] in
      [[64, 2 + place % 2, 64, 0], [64, 20, 64, 60 + place % 3]]
    }
    let differences = PairedDifferences(rows: rows)
    let band = SimultaneousBand(differences)
    let crossing = Crossing(differences, band: band)
    #expect(crossing.isEstablished)
    let set = try #require(crossing.firstLossSet)
    let (last, k) = (try #require(set.last), try #require(crossing.k))
    #expect(1 < set.first && Double(set.first - 1) < k && k <= Double(last))
    let lower = try #require(band.intervals[set.first - 1]?.lowerBound)
    let upper = try #require(band.intervals[last]?.upperBound)
    #expect(lower > 0 && upper < 0)
  }

  @Test func aGridWithGapsHasNoFirstLossSetBeyondThem() throws {
    let rows = RandomPairs.rows(seed: 4, problems: 300, n: 200...200)
    let problems = PairedProblems(rows: rows)
    for grid in [Array(1...200), Array(1...100) + [150, 200], [1, 2, 4, 8, 200], [2, 3, 4]] {
      let differences = PairedDifferences(problems, at: grid)
      let crossing = Crossing(
        differences, band: SimultaneousBand(differences, draws: Draws(count: 50)),
        draws: Draws(count: 2))
      // It ends between 10 and 100 here, whatever the draws.
      #expect((crossing.firstLossSet != nil) == grid.starts(with: 1...100), "\(grid)")
    }
    // Without a loss the whole grid has to be known.
    let ahead = PairedProblems(
      rows: Array(repeating: [200, 3, 200, 90], count: 9) + [[200, 1, 200, 4]])
    for (grid, isKnown) in [(Array(1...200), true), (Array(1...100) + [200], false)] {
      let differences = PairedDifferences(ahead, at: grid)
      let crossing = Crossing(differences, band: SimultaneousBand(differences))
      #expect((crossing.firstLossSet != nil) == isKnown)
    }
  }

  @Test(arguments: 1...40 as ClosedRange<UInt64>)
  func followsTheRulesTakenLiterally(_ seed: UInt64) throws {
    let swaps = seed % 2 == 0
    let rows = RandomPairs.rows(
      seed: seed, problems: 2 + Int(seed) * 5, n: 12...(12 + Int(seed % 3) * 8),
      gain: 0.5 + Double(seed % 5) / 10, loss: 0.3 * Double(seed % 4)
    ).map { swaps ? [$0[2], $0[3], $0[0], $0[1]] : $0 }
    let differences = PairedDifferences(rows: rows)
    let band = SimultaneousBand(differences, draws: Draws(count: 100, seed: seed))
    let crossing = Crossing(differences, band: band, draws: Draws(count: 2))
    let values = differences.points[..<differences.complete].map { ($0.k, $0.value) }

    let candidate = literalCrossing(values)
    let baseline = literalCrossing(values.map { ($0.0, -$0.1) })
    try expectNear(crossing.k, candidate ?? baseline, within: 1e-9, "\(seed)")
    if crossing.k != nil {
      #expect(crossing.direction == (candidate != nil ? .candidateFirst : .baselineFirst))
    }
    let bands = try values.map { try #require(band.intervals[$0.0]) }
    let lead = bands.prefix { $0.lowerBound > 0 }.count
    let loss = bands.firstIndex { $0.upperBound < 0 }.map { $0 + 1 }
    #expect(crossing.firstLossSet == .init(first: lead + 1, last: loss), "\(seed)")
    if let k = candidate, let loss { #expect(Double(lead) < k && k <= Double(loss), "\(seed)") }
    #expect(crossing.isEstablished == literalIsEstablished(bands, crossing.direction), "\(seed)")
  }

  /// The first k, after the difference was above 0, where it is not.
  private func literalCrossing(_ points: [(k: Int, value: Double)]) -> Double? {
    for place in points.indices.dropFirst() where points[place].value <= 0 {
      guard points[..<place].contains(where: { $0.value > 0 }) else { continue }
      let (a, b) = (points[place - 1], points[place])
      let share = a.value / (a.value - b.value)
      return pow(Double(a.k), 1 - share) * pow(Double(b.k), share)
    }
    return nil
  }

  private func literalIsEstablished(
    _ bands: [ClosedRange<Double>], _ direction: Crossing.Direction?
  ) -> Bool {
    bands.indices.contains { first in
      bands.indices.contains { later in
        guard first < later else { return false }
        return direction == .candidateFirst
          ? bands[first].lowerBound > 0 && bands[later].upperBound < 0
          : bands[first].upperBound < 0 && bands[later].lowerBound > 0
      }
    }
  }

  private func crossing(_ rows: [[Int]]) -> Crossing {
    let differences = PairedDifferences(rows: rows)
    return Crossing(differences, band: SimultaneousBand(differences))
  }
}
