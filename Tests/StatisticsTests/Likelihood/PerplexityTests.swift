import Testing

@testable import Statistics

@Suite struct PerplexityTests {
  @Test func isTheExponentialOfTheMeanLossOfAToken() throws {
    #expect(Perplexity.value(logProbability: 0, tokens: 7) == 1)
    // math.exp(3.163 / 34)
    let value = try #require(Perplexity.value(logProbability: -3.163, tokens: 34))
    #expect(abs(value - 1.0974940140290987) < 1e-15)
  }

  @Test(arguments: [(-3.0, 0), (-3, -1), (.nan, 5), (-.infinity, 5), (-1e6, 1)])
  func thereIsNoneWithoutTokensOrAFiniteSum(_ sum: Double, _ tokens: Int) {
    #expect(Perplexity.value(logProbability: sum, tokens: tokens) == nil)
  }

  @Test func crossScoresKeepTheOrderOfFirstAppearance() {
    let scores = CrossScores([
      score("base", "rl", 0), score("base", "base", 0), score("rl", "rl", 0),
      score("base", "rl", 0), score("base", "rl", .nan),
    ])
    #expect(
      scores.rows.map { "\($0.scorer)(\($0.source))" } == ["base(rl)", "base(base)", "rl(rl)"])
    #expect(scores.rows.map(\.summary?.count) == [2, 1, 1])
    #expect(scores.rows.map(\.leftOut) == [1, 0, 0])
    #expect(scores.summary(scorer: "rl", source: "base") == nil)
  }

  @Test func aPairWithoutPerplexitiesHasARowButNoSummary() {
    let rows = CrossScores([score("base", "rl", .nan)]).rows
    #expect(rows.map(\.summary) == [nil] && rows.map(\.leftOut) == [1])
  }

  @Test func trainingTakesTheMedianOfEachProblemThenTheMean() throws {
    let points = TrainingPerplexity.points(of: [
      response(40, 0, 9), response(20, 0, 1), response(20, 0, 2), response(20, 0, 30),
      response(20, 1, 4), response(20, 1, nil), response(40, 0, nil), response(60, 0, nil),
    ])
    #expect(points.map(\.step) == [20, 40])
    #expect(points.map(\.mean.value) == [3, 9])
    #expect(points.map(\.mean.problems) == [2, 1])
    #expect(points.map(\.mean.standardError) == [1, nil])
  }

  private func score(_ scorer: String, _ source: String, _ sum: Double) -> ResponseScore {
    ResponseScore(scorer: scorer, source: source, logProbability: sum, tokens: 3)
  }

  private func response(
    _ step: Int, _ problem: Int, _ value: Double?
  ) -> TrainingPerplexity.Response {
    TrainingPerplexity.Response(step: step, problem: problem, perplexity: value)
  }
}
