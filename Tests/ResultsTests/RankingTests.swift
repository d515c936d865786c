import Results
import Testing

/// Checkpoints side by side, and which of several stands for a value.
@Suite struct RankingTests {
  @Test func theCheckpointThatIsMostLikeTheOthersStandsForItsValue() {
    let ranking = Ranking(Self.runs, by: .algorithm)
    #expect(ranking.k == 4 && ranking.benchmarks == ["test"])
    #expect(ranking.rows.map(\.label) == ["base", "GRPO", "RLOO"])
    #expect(ranking.rows.map { $0.cells[0]?.run } == ["base", "grpo40", "rloo40"])
    #expect(ranking.leftOut == 1 && ranking.short == 0)
    let whole = Ranking(Self.runs, by: .algorithm, isWhole: true)
    #expect(whole.rows.map(\.label) == ["base", "GRPO, step 40", "GRPO, step 100", "RLOO"])
    #expect(whole.leftOut == 0)
  }

  /// By hand: pass@4 of the baseline is 1, 1/2 and 0, and pass@1 of the first row 1/2, 0 and 0.
  @Test func theGapIsWhatIsMissingToTheBaseline() throws {
    let ranking = Ranking(Self.runs, by: .algorithm)
    let gap = try #require(ranking.rows[1].score(.gap, in: 0))
    #expect(abs(gap.value - 1.0 / 3) < 1e-12)
    #expect(abs(try #require(gap.standardError) - 1.0 / 6) < 1e-12)
    #expect(ranking.rows[0].score(.gap, in: 0)?.isBest == false)
    #expect(ranking.rows[2].score(.gap, in: 0)?.isBest == true)
    #expect(ranking.rows[2].score(.passAt1, in: 0)?.isBest == true)
  }

  @Test func rowsAreSortedWithTheBaselinesOnTop() {
    let ranking = Ranking(Self.runs, by: .algorithm)
    #expect(ranking.sorted(by: .gap, in: 0).rows.map(\.value) == ["base", "RLOO", "GRPO"])
    #expect(
      ranking.sorted(by: .gap, in: 0, isReversed: true).rows.map(\.value)
        == ["base", "GRPO", "RLOO"])
    #expect(ranking.sortedByValue(isReversed: true).rows.map(\.value) == ["base", "RLOO", "GRPO"])
  }

  @Test func anAverageNeedsAllBenchmarksAndAddsTheirVariances() throws {
    let runs =
      Self.runs + [
        Self.run("base-ood", .base, on: "ood", [4, 0, 0]),
        Self.run("grpo40-ood", .rl, "GRPO", 40, on: "ood", [2, 1, 0]),
      ]
    let ranking = Ranking(runs, by: .algorithm)
    // One row alone has the second benchmark, so there is nothing to compare on it.
    #expect(ranking.benchmarks == ["test"] && !ranking.hasAverage)
    let both = Ranking(
      runs + [Self.run("rloo40-ood", .rl, "RLOO", 40, on: "ood", [4, 1, 0])], by: .algorithm)
    #expect(both.columns == ["test", "ood", "average of 2"])
    let scores = both.rows[1].cells.compactMap { $0?.scores[.gap] }
    #expect(scores.count == 3)
    #expect(abs(scores[2].value - (scores[0].value + scores[1].value) / 2) < 1e-12)
    let errors = scores.compactMap(\.standardError)
    #expect(
      abs(errors[2] - (errors[0] * errors[0] + errors[1] * errors[1]).squareRoot() / 2) < 1e-12)
  }

  @Test func factsOfOneValueAreNotOffered() {
    #expect(Ranking.facts(of: Self.runs, published: []) == [.algorithm, .model, .step])
    #expect(Ranking([], by: .algorithm).rows.isEmpty)
  }

  @Test func theBestIsNamedWithItsDoubt() {
    let ranking = Ranking(Self.runs, by: .algorithm)
    #expect(
      ranking.sentences(.gap) == [
        "test: RLOO has the best ΔSE(4), 16.7 ± 32.7, of 2; other intervals overlap with it, so it "
          + "may be no better.",
        "1 more checkpoint with one of these values of algorithm is left out: those shown are the "
          + "most alike in all else.",
      ])
  }

  private static let runs = [
    run("base", .base, on: "test", [4, 1, 0]),
    run("grpo40", .rl, "GRPO", 40, on: "test", [4, 0, 0]),
    run("grpo100", .rl, "GRPO", 100, on: "test", [8, 0, 0]),
    run("rloo40", .rl, "RLOO", 40, on: "test", [8, 0, 0]),
  ]

  /// Three problems of 8 samples; of the baseline's two have 4.
  private static func run(
    _ id: String, _ role: ModelRole, _ algorithm: String? = nil, _ step: Int? = nil,
    on benchmark: String, _ correct: [Int]
  ) -> Run {
    var facts: [FactName: String] = [
      .role: role.rawValue, .benchmark: benchmark,
      .model: id.split(separator: "-").first.map(String.init) ?? id,
    ]
    facts[.algorithm] = algorithm
    facts[.step] = step.map(String.init)
    let n = role == .base ? [4, 8, 4] : [8, 8, 8]
    return .made(id, zip(n, correct).enumerated().map { ("p\($0)", $1.0, $1.1) }, facts)
  }
}
