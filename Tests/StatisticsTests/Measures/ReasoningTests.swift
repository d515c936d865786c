import Testing

@testable import Statistics

@Suite struct ReasoningTests {
  @Test func knowsTheRightSamplesOnlyWhenAllCorrectOnesAreJudged() {
    let judged = ReasoningTally(n: 16, c: 4, valid: 3, judged: 4)
    #expect(judged.right == 3 && judged.validityBounds == 0.75...0.75)
    let open = ReasoningTally(n: 16, c: 4, valid: 1, judged: 2)
    #expect(open.right == nil && open.rightBounds == 1...3)
    #expect(open.validityBounds == 0.25...0.75)
    #expect(ReasoningTally(n: 16, c: 0, valid: 0, judged: 0).validityBounds == nil)
  }

  @Test func isPassAtKOfTheSamplesRightInBoth() {
    let judged = ReasoningTally(n: 16, c: 4, valid: 3, judged: 4)
    let exact = PassAtK.estimate(n: 16, c: 3, k: 5)
    #expect(CoTPassAtK.bounds(judged, k: 5) == exact...exact)
  }

  @Test func missingJudgementsLeaveBoundsBelowPassAtK() {
    for unjudged in 0...6 {
      let tally = ReasoningTally(n: 20, c: 8, valid: 2, judged: 8 - unjudged)
      let bounds = CoTPassAtK.bounds(tally, k: 4)
      #expect(bounds.lowerBound == PassAtK.estimate(n: 20, c: 2, k: 4))
      #expect(bounds.upperBound == PassAtK.estimate(n: 20, c: 2 + unjudged, k: 4))
      #expect(bounds.upperBound <= PassAtK.estimate(n: 20, c: 8, k: 4))
    }
  }

  @Test func curvesOfBothBoundsAreMeansOverProblems() throws {
    let problems = [
      ReasoningTally(n: 8, c: 4, valid: 2, judged: 4),
      ReasoningTally(n: 8, c: 2, valid: 0, judged: 0),
      ReasoningTally(n: 4, c: 4, valid: 4, judged: 4),
    ]
    let low = CoTPassAtK.points(of: problems, at: [1, 8], unjudged: .invalid)
    let high = CoTPassAtK.points(of: problems, at: [1, 8], unjudged: .valid)
    #expect(low.map(\.value) == [1.25 / 3, 0.5] && high.map(\.value) == [0.5, 1])
    #expect(low.map(\.problems) == [3, 2])
    #expect(try #require(CoTPassAtK.validityBounds(of: problems)) == 0.6...0.8)
    #expect(CoTPassAtK.validityBounds(of: []) == nil)
  }

  @Test func hardProblemsHaveFewerThanOneCorrectInTwenty() {
    let hard = [(20, 0), (20, 1), (21, 1), (100, 4), (100, 5), (1024, 51), (1024, 52)].map {
      HardProblemValidity.isHard(ReasoningTally(n: $0.0, c: $0.1, valid: 0, judged: 0))
    }
    #expect(hard == [false, false, true, true, false, true, false])
  }

  @Test func countsUnknownHardProblemsApart() {
    let validity = HardProblemValidity(of: [
      ReasoningTally(n: 128, c: 3, valid: 1, judged: 2),
      ReasoningTally(n: 128, c: 1, valid: 1, judged: 1),
      ReasoningTally(n: 128, c: 2, valid: 0, judged: 2),
      ReasoningTally(n: 128, c: 2, valid: 0, judged: 1),
      ReasoningTally(n: 128, c: 2, valid: 0, judged: 0),
      ReasoningTally(n: 128, c: 64, valid: 0, judged: 64),
    ])
    #expect(validity.counted == 4 && validity.valid == 2 && validity.ratio == 0.5)
    #expect(validity.unknown == 1 && validity.open == 1)
    #expect(HardProblemValidity(of: []).ratio == nil)
  }
}
