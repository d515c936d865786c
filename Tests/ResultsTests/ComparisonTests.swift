import FoundationEssentials
import Results
import Statistics
import TestSupport
import Testing

@Suite struct ComparisonTests {
  /// Six problems, n = 8: the candidate is surer of what it solves, and has lost two problems.
  private static let baseline = Run.made(
    "base/toy", [("a", 8, 2), ("b", 8, 1), ("c", 8, 1), ("d", 8, 3), ("e", 8, 0), ("f", 8, 1)],
    [.benchmark: "toy", .role: "base", .temperature: "0.6"])
  private static let candidate = Run.made(
    "rl/toy", [("a", 8, 8), ("b", 8, 0), ("c", 8, 4), ("d", 8, 8), ("e", 8, 0), ("f", 8, 0)],
    [.benchmark: "toy", .role: "rl", .temperature: "1"])

  @Test func problemsArePairedByTheirIds() throws {
    let other = Run.made("x", [("d", 8, 8), ("z", 8, 1), ("a", 8, 8), ("e", 0, 0)])
    let comparison = Comparison(baseline: Self.baseline, candidate: other)
    #expect(comparison.problems.total == 2)
    #expect(comparison.unpaired.baseline == ["b", "c", "e", "f"])
    #expect(comparison.unpaired.candidate == ["z"])
    #expect(comparison.difference(at: 1)?.value == (6.0 / 8 + 5.0 / 8) / 2)
  }

  @Test func listsNameTheProblemsOfTheWholeCounts() throws {
    let comparison = Comparison(baseline: Self.baseline, candidate: Self.candidate)
    let lists = try #require(comparison.lists)
    #expect(lists.k == 8 && lists.both == ["a", "c", "d"] && lists.baselineOnly == ["b", "f"])
    #expect(lists.candidateOnly == [] && lists.neither == ["e"])
    let coverage = try #require(comparison.coverage.last)
    #expect(coverage.both == 3 && coverage.baselineOnly == 2 && coverage.neither == 1)
    #expect(coverage.mcNemarP == 0.5)
  }

  @Test func unequalBudgetsAreComparedAtTheCommonOne() throws {
    let short = Run.made("rl", [("a", 4, 4), ("b", 4, 1), ("c", 4, 0)])
    let comparison = Comparison(baseline: Self.baseline, candidate: short)
    #expect(comparison.coverage.map(\.k) == [1, 2, 4])
    #expect(comparison.coverage.allSatisfy { $0.mcNemarP == nil } && comparison.lists == nil)
    // Both solve a: 1 · (1 − C(6,4)/C(8,4)); b: 1 · 1/2; c: none.
    let both = try #require(comparison.coverage.last).both
    #expect(abs(both - (55.0 / 70 + 0.5)) < 1e-12)
    #expect(comparison.efficiency?.k == 4)
  }

  @Test func aStragglerEndsTheBandAndNotTheCurves() throws {
    let late = Run.made(
      "rl/toy", [("a", 8, 8), ("b", 8, 0), ("c", 8, 4), ("d", 2, 2), ("e", 8, 0), ("f", 8, 0)])
    let comparison = Comparison(baseline: Self.baseline, candidate: late)
    #expect(comparison.differences.points.map(\.k) == Array(1...8))
    #expect(comparison.differences.points.map(\.problems) == [6, 6, 5, 5, 5, 5, 5, 5])
    #expect(comparison.band.intervals.keys.sorted() == [1, 2])
    #expect(comparison.coverage.map(\.k) == [1, 2, 4, 8])
  }

  @Test func whatMakesNumbersDoubtfulIsSaid() {
    let other = Run.made(
      "x", [("a", 4, 4), ("b", 4, 0), ("y", 4, 0), ("z", 4, 4)],
      [.temperature: "1", .maxTokens: "4096"])
    #expect(
      Comparison(baseline: Self.baseline, candidate: other).warnings == [
        "temperature differs: 0.6 in the baseline, 1 in the candidate",
        "the baseline has 8 samples for each problem and the candidate 4; compare them at k up to 4, or draw what is missing",
        "without one number of samples for all, coverage is expected counts, without a test",
        "4 problems are in the baseline alone ('c', 'd', 'e', …) and 2 problems are in the candidate alone ('y', 'z'); compare the problems that both have",
        "each of the 2 problems of the candidate is solved always or never, so its flat curve may be one answer repeated; draw the samples anew at a temperature above 0",
        "with 2 problems one of them is 50.0 points",
      ])
    var ungraded = other
    ungraded.problems = []
    #expect(
      Comparison(baseline: Self.baseline, candidate: ungraded).warnings == [
        "the two runs share no problem; compare runs on the same benchmark"
      ])
  }

  @Test func samplesWithoutAVerdictAreMentioned() {
    var tally = Tally(n: 8, c: 3)
    tally.ungraded = 2
    let run = Run(
      id: "x", name: "x", facts: Facts(), files: [], format: "kscope",
      problems: [ProblemResult(problem: Problem(id: "a"), tally: tally, samplesWithText: 0)])
    #expect(
      Comparison(baseline: Self.baseline, candidate: run).warnings.contains(
        "2 samples of the candidate without a verdict: no number here counts them"))
  }

  @Test func theTextIsThatOfItsGolden() {
    expectGolden(report.text(isDetailed: true), named: "comparison-text")
    expectGolden(report.text(), named: "comparison-table")
  }

  @Test func theMarkdownIsThatOfItsGolden() {
    expectGolden(report.markdown, named: "comparison-markdown")
  }

  /// What is not known is `null`, and only p is left out where there is no test.
  @Test func theJSONIsThatOfItsGolden() throws {
    let comparison = Comparison(
      baseline: Self.baseline, candidate: .made("one", [("a", 2, 2)]))
    let json = Report(Snapshot(), version: "0", comparisons: [comparison])
    expectGolden(try json.json(), named: "comparison-json")
  }

  @Test func namesCannotBreakAMarkdownTable() {
    let run = Run.made("a|b*c_d <x>", [("a", 8, 1)])
    var snapshot = Snapshot()
    snapshot.runs = [run]
    let lines = Report(snapshot, version: "0").markdown.split(separator: "\n")
    #expect(lines.last?.hasPrefix(#"| a\|b\*c_d \<x> | - | 1 |"#) == true)
  }

  private var report: Report {
    var snapshot = Snapshot()
    snapshot.runs = [Self.baseline, Self.candidate]
    snapshot.rejects = [FileReject(file: "a.jsonl", line: 3, reason: "it is not an object")]
    return Report(
      snapshot, version: "0",
      comparisons: [Comparison(baseline: Self.baseline, candidate: Self.candidate)])
  }
}

@Suite struct RunUncertaintyTests {
  /// By NumPy: v = c/n, e = v − mean; √(s²/M + Σ over groups Σ i≠j eᵢeⱼ / M²).
  @Test func problemsOfOneGroupMoveTogether() throws {
    var run = Run.made("x", [("a", 4, 4), ("b", 4, 3), ("c", 4, 1), ("d", 4, 0)])
    #expect(run.clusteredError(at: 1) == nil)
    for place in 0..<2 { run.describe(place) { $0.group = "g" } }
    let error = try #require(run.clusteredError(at: 1))
    #expect(error.groups == 3)
    #expect(abs(error.naive - 0.22821773229381923) < 1e-15)
    #expect(abs(error.clustered - 0.2602082499332666) < 1e-15)
    #expect(run.clusteredError(at: 5) == nil)
  }

  @Test func solvedProblemsHaveAnIntervalOfWilson() throws {
    var snapshot = Snapshot()
    snapshot.runs = [Run.made("x", (0..<10).map { ("p\($0)", 4, $0 < 8 ? 1 : 0) })]
    let solved = try #require(Report(snapshot, version: "0").runs.first?.solved)
    #expect(solved.problems == 8 && solved.share == 0.8)
    // SciPy: binomtest(8, 10).proportion_ci(method="wilson")
    #expect(abs(solved.low - 0.49016247153664174) < 1e-12)
    #expect(abs(solved.high - 0.9433178485456247) < 1e-12)
  }
}
