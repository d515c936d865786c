import Testing

@testable import Statistics

@Suite struct RunCheckTests {
  @Test func findsTalliesThatCannotBe() {
    let tallies = [("p1", 8, 8), ("p2", 8, 9), ("p3", 8, 0), ("p4", 8, -1)]
    #expect(
      RunCheck.impossibleTallies(
        tallies.map { RunCheck.Tally(problem: $0, n: $1, c: $2) }, run: "base")
        == [
          .impossibleTally(run: "base", problem: "p2", n: 8, c: 9),
          .impossibleTally(run: "base", problem: "p4", n: 8, c: -1),
        ])
  }

  @Test func findsProblemsThatAreAllSolvedAlwaysOrNever() {
    #expect(
      RunCheck.allOrNothing(counts([(8, 0, 20), (8, 8, 9), (4, 4, 1)]), run: "rl")
        == .allOrNothing(run: "rl", problems: 30))
  }

  @Test(
    arguments: [
      [(8, 0, 20), (8, 8, 9), (8, 7, 1)],
      [(1, 0, 20), (1, 1, 10)],
      [(8, 0, 30)],
      [(8, 8, 30)],
      [],
    ] as [[(n: Int, c: Int, times: Int)]])
  func doesNotSuspectOtherTallies(_ tallies: [(n: Int, c: Int, times: Int)]) {
    #expect(RunCheck.allOrNothing(counts(tallies), run: "rl") == nil)
  }

  @Test func findsRunsOfOneResponseForEachProblem() {
    #expect(
      RunCheck.oneResponse([[1, 1, 1], [], [2, 2]], run: "rl")
        == .oneResponse(run: "rl", problems: 2))
    #expect(RunCheck.oneResponse([[1, 1, 1], [2, 3]], run: "rl") == nil)
    #expect(RunCheck.oneResponse([[1], [2]], run: "rl") == nil)
    #expect(RunCheck.oneResponse([[]], run: "rl") == nil)
  }

  @Test func countsSamplesThatRepeatAnEarlierOne() {
    let repeats = SampleRepeats(samples: 9, repeated: 3, effective: 1...3)
    #expect(SampleRepeats([[1, 2, 1, 3], [1, 1], [], [4, 4, 5]]) == repeats)
    #expect(
      RunCheck.repeatedSamples([[1, 2, 1, 3], [1, 1], [], [4, 4, 5]], run: "rl")
        == .repeatedSamples(run: "rl", repeats))
    #expect(RunCheck.repeatedSamples([[1, 2], [1, 2]], run: "rl") == nil)
    #expect(SampleRepeats([[]]) == nil)
  }
}

@Suite struct PairCheckTests {
  @Test func equalBudgetsAreOneNumberOfSamples() {
    #expect(budgets([(8, 1, 5)], [(8, 3, 5)]) == nil)
    #expect(budgets([(8, 1, 5)], []) == nil)
    #expect(
      budgets([(8, 1, 5), (6, 1, 1)], [(16, 3, 5)])
        == .unequalBudgets(
          first: IntegrityFinding.Budget(run: "base", samples: 6...8),
          second: IntegrityFinding.Budget(run: "rl", samples: 16...16)))
    #expect(budgets([(8, 1, 5), (6, 1, 1)], [(8, 1, 5), (6, 1, 1)]) != nil)
  }

  @Test func findsProblemsThatOneRunLacks() {
    #expect(PairCheck.problems(["a", "b"], run: "base", ["b", "a"], run: "rl") == nil)
    #expect(
      PairCheck.problems(["c", "a", "b"], run: "base", ["b", "d"], run: "rl")
        == .unequalProblems(
          first: "base", onlyInFirst: ["a", "c"], second: "rl", onlyInSecond: ["d"]))
  }

  private func budgets(
    _ first: [(n: Int, c: Int, times: Int)], _ second: [(n: Int, c: Int, times: Int)]
  ) -> IntegrityFinding? {
    PairCheck.budgets(counts(first), run: "base", counts(second), run: "rl")
  }
}

@Suite struct IntegrityFindingTests {
  @Test(
    arguments: [
      (
        .impossibleTally(run: "base", problem: "p2", n: 8, c: 9),
        "problem 'p2' of base has 9 correct of 8 samples; c must be from 0 to n, "
          + "so correct the file or its columns"
      ),
      (
        .fallingCurve(run: "rl", from: 1, to: 2),
        "the curve of rl falls from k = 1 to 2, which pass@k over the same problems never does; "
          + "compare it with its source, or compute it from the samples"
      ),
      (
        .convexCurve(run: "rl", from: 1, middle: 2, to: 3),
        "the curve of rl is not concave at k = 2: it rises faster from there to 3 than from 1, "
          + "which no unbiased estimate over the same problems does; "
          + "compare it with its source, or compute it from the samples"
      ),
      (
        .unequalBudgets(
          first: IntegrityFinding.Budget(run: "base", samples: 232...256),
          second: IntegrityFinding.Budget(run: "rl", samples: 248...248)),
        "base has 232 to 256 samples for each problem and rl 248; "
          + "compare them at k up to 232, or draw what is missing"
      ),
      (
        .unequalProblems(
          first: "base", onlyInFirst: ["a", "b", "c", "d"], second: "rl", onlyInSecond: ["e"]),
        "4 problems are in base alone ('a', 'b', 'c', …) and 1 problem is in rl alone ('e'); "
          + "compare the problems that both have"
      ),
      (
        .unequalProblems(first: "base", onlyInFirst: [], second: "rl", onlyInSecond: ["e", "f"]),
        "no problem is in base alone and 2 problems are in rl alone ('e', 'f'); "
          + "compare the problems that both have"
      ),
      (
        .allOrNothing(run: "rl", problems: 30),
        "each of the 30 problems of rl is solved always or never, so its flat curve may be one "
          + "answer repeated; draw the samples anew at a temperature above 0"
      ),
      (
        .oneResponse(run: "rl", problems: 30),
        "all samples of each of the 30 problems of rl are one response, so its flat curve is no "
          + "boundary; draw the samples anew at a temperature above 0"
      ),
      (
        .repeatedSamples(
          run: "rl", SampleRepeats(samples: 3840, repeated: 1033, effective: 12...64)),
        "1033 of 3840 samples of rl repeat an earlier response to their problem, which leaves 12 "
          + "to 64 different ones for each; check that no batch was sampled twice with one seed"
      ),
    ] as [(IntegrityFinding, String)])
  func saysInOneSentenceWhatWhereAndTheCure(_ finding: IntegrityFinding, _ sentence: String) {
    #expect(finding.description == sentence)
  }
}

private func counts(_ rows: [(n: Int, c: Int, times: Int)]) -> TallyCounts {
  var tallies = TallyCounts()
  for row in rows { tallies.add(n: row.n, c: row.c, times: row.times) }
  return tallies
}
