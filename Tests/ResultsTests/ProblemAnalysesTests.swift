import Results
import Statistics
import Testing

/// What is worked out of the problems of runs; numbers are from papers, SciPy and plain Python.
@Suite struct ProblemAnalysesTests {
  /// Qwen2.5-7B on AIME24 with 1024 samples, by the bins of Yue et al., figure 13.
  private static let aime = Run.made(
    "base",
    [(7, 0), (16, 51), (4, 150), (1, 250), (1, 500), (1, 800)].flatMap { count, c in
      (0..<count).map { ("\(c)-\($0)", 1024, c) }
    }, [.benchmark: "aime24"])

  @Test func binsHoldEachProblemAndTheFirstIsWhatPassAtNLeaves() throws {
    let bins = AccuracyBins(Self.aime)
    #expect(bins.counts == [7, 16, 4, 1, 0, 1, 0, 0, 1, 0, 0, 0] && bins.total == 30)
    let last = try #require(Self.aime.curve.last)
    #expect(last.k == 1024 && abs(last.value - 0.767) < 0.0005)
    #expect(abs(Double(bins.counts[0]) - 30 * (1 - last.value)) < 1e-9)
    #expect(bins.text(of: 0) == "7 of 30 problems (23.3%, 95%: 11.8 to 40.9%)")
    #expect(bins.unsolvedN == 1024...1024)
  }

  @Test func flowCountsWhatMoves() {
    let first = Run.made("a", [("p", 8, 0), ("q", 8, 4), ("r", 8, 8), ("s", 8, 2), ("only", 8, 1)])
    let second = Run.made("b", [("p", 16, 0), ("q", 16, 0), ("r", 16, 16), ("s", 16, 15)])
    let flow = AccuracyFlow(baseline: first, candidate: second)
    #expect(flow.total == 4 && flow.ids[5][0] == ["q"] && flow.ids[0][0] == ["p"])
    #expect(
      flow.sentence
        == "Of 4 problems 1 is solved by neither, each 0/8 or more (p < 31.2%), and 1 always by "
        + "both; from baseline to candidate 1 moves to a lower bin, 1 to a higher one.")
    #expect(flow.table.rows.count == 4)
    let none = AccuracyFlow(baseline: first, candidate: Run.made("c", [("x", 1, 1)]))
    #expect(none.sentence == "The two runs have no graded problem in common.")
  }

  @Test func checkpointsAreThoseOfOneTraining() {
    func run(_ id: String, _ facts: [FactName: String]) -> Run {
      var all: [FactName: String] = [
        .benchmark: "math", .temperature: "0.6", .role: "rl", .algorithm: "GRPO",
        .baseModel: "m",
      ]
      all.merge(facts) { $1 }
      return Run.made(id, [("p", 4, 1)], all)
    }
    let base = Run.made(
      "base", [("p", 4, 2)],
      [.benchmark: "math", .temperature: "0.6", .role: "base", .model: "m", .step: "0"])
    let runs = [
      run("100", [.step: "100"]), base, run("20", [.step: "20"]),
      run("rloo", [.step: "40", .algorithm: "RLOO"]), run("hot", [.step: "40", .temperature: "1"]),
      run("other", [.step: "40", .benchmark: "code"]), run("40", [.step: "40"]),
    ]
    let found = Checkpoints(of: runs[0], in: runs)
    #expect(found.runs.map(\.id) == ["base", "20", "40", "100"])
    #expect(found.headings == ["0", "20", "40", "100"])
    #expect(Checkpoints(of: runs[3], in: runs, start: base).runs.map(\.id) == ["base", "rloo"])
    #expect(Checkpoints(of: base, in: runs).runs.map(\.id) == ["base"])
  }

  /// p by C(n, c) / C(n + m, c), as SciPy's `fisher_exact` gives it.
  @Test func turnoverNamesWhatIsNewlyLostAndWon() throws {
    func run(_ step: String, _ tallies: [(String, Int, Int)]) -> Run {
      Run.made(
        step, tallies, [.role: "rl", .algorithm: "GRPO", .step: step, .benchmark: "math"])
    }
    let runs = [
      run("1", [("a", 256, 11), ("b", 256, 0), ("c", 256, 1), ("d", 256, 5)]),
      run("2", [("a", 128, 0), ("b", 128, 2), ("c", 128, 0), ("d", 128, 5)]),
    ]
    let turnover = Turnover(Checkpoints(of: runs[1], in: runs))
    let changes = turnover.changes
    #expect(changes.map(\.id) == ["a", "c", "b"] && turnover.lost == 2 && turnover.won == 1)
    for (change, p) in zip(changes, [0.010744018175573421, 2.0 / 3, 8128.0 / 73536]) {
      #expect(abs(change.p - p) < 1e-12, "\(change.id)")
    }
    #expect(
      turnover.sentence
        == "From one of 2 checkpoints to the next (4 problems) 2 solutions are newly lost and 1 "
        + "newly won; for 1 of these 3 equal rates would be a surprise (Fisher's one-sided "
        + "p < 0.05 each).")
    #expect(turnover.table.rows.count == 3)
  }

  @Test func strataAreCutByWholeNumbers() {
    let tallies = [0, 4, 5, 19, 20, 49, 50, 79, 80, 100].map { ("c\($0)", 100, $0) }
    let base = Run.made("base", tallies)
    let other = Run.made("rl", tallies.map { ($0.0, 100, 50) })
    let strata = DifficultyStrata([base, other], by: .accuracy)
    #expect(
      strata.strata.map(\.ids) == [
        ["c0"], ["c4"], ["c5", "c19"], ["c20", "c49"], ["c50", "c79"], ["c80", "c100"],
      ])
    #expect(strata.strata[0].curves[0].allSatisfy { $0.value == 0 })
    #expect(abs((strata.strata[2].curves[0].first?.value ?? 0) - 0.12) < 1e-12)
    #expect(strata.strata.allSatisfy { abs(($0.curves[1].first?.value ?? 0) - 0.5) < 1e-12 })
    let levels = DifficultyStrata([base], by: .level)
    #expect(levels.strata.map(\.label) == ["no level"] && levels.strata[0].ids.count == 10)
  }

  @Test func alikeRowsStandTogether() {
    // Two kinds of problems in turn: lost ones and gained ones.
    let first: [Double?] = [0.9, 0.1, 0.8, 0.2, 0.85, 0.15, 0.95, 0.1]
    let second: [Double?] = [0.1, 0.8, 0.2, 0.9, 0.1, 0.85, 0.15, nil]
    let order = LikenessOrder.order(of: [first, second])
    #expect(order.sorted() == Array(0..<8))
    let kinds = order.map { $0 % 2 }
    #expect(kinds == [0, 0, 0, 0, 1, 1, 1, 1] || kinds == [1, 1, 1, 1, 0, 0, 0, 0])
    #expect(order == LikenessOrder.order(of: [first, second]))
    #expect(LikenessOrder.order(of: [[0.5, 0.5, 0.5], [nil, nil, nil]]) == [0, 1, 2])
    #expect(LikenessOrder.order(of: []) == [])
    #expect(LikenessOrder.order(of: [[0.3, 0.1, nil, 0.2]]).first == 1)
  }

  /// Wilson's ends by SciPy, carried over by 1 - (1 - p)^k in plain Python.
  @Test func curvesOfOneProblemHaveAnInterval() throws {
    let curve = try #require(ProblemCurve(n: 10, c: 8))
    let point = try #require(curve.points.first { $0.k == 3 })
    #expect(point.value == 1)
    #expect(abs(point.interval.lowerBound - 0.8674757361569201) < 1e-9)
    #expect(abs(point.interval.upperBound - 0.9998178878261493) < 1e-9)
    let none = try #require(ProblemCurve(n: 64, c: 0)?.points.first { $0.k == 8 })
    #expect(none.value == 0 && none.interval.lowerBound == 0)
    #expect(abs(none.interval.upperBound - 0.3726955524303476) < 1e-9)
    #expect(ProblemCurve(n: 0, c: 0) == nil)
  }

  @Test func guessableIsSometimesAndBelowFivePerCent() {
    let direct = Run.made(
      "x", [("never", 100, 0), ("once", 100, 1), ("just", 100, 5), ("often", 100, 60)],
      [.benchmark: "math", .run: "base-direct__math"])
    var told = Run.made("y", [("a", 4, 1), ("b", 4, 1)], [.benchmark: "code"])
    told.describe(0) { $0.directAnswer = 0.03 }
    told.describe(1) { $0.directAnswer = 0.05 }
    let found = GuessableProblems([direct, told, Run.made("indirect", [("z", 99, 1)])])
    #expect(found.ids == ["math": ["once"], "code": ["a"]] && found.count == 2)
    #expect(found.sources == ["x", "y"])
  }

  @Test func aRestrictedRunIsAsIfTheOthersHadNotBeenSampled() {
    let all = [("a", 8, 1), ("b", 8, 0), ("c", 8, 0), ("d", 8, 7)]
    let run = Run.made("r", all, [.benchmark: "math"])
    let part = run.restricted(to: ["a", "d"])
    let made = Run.made("r", [all[0], all[3]], [.benchmark: "math"])
    #expect(part.fineCurve == made.fineCurve && part.totals == made.totals)
    #expect(part.problems == made.problems && part.id == run.id)
    #expect(run.restricted(to: ["a", "b", "c", "d", "e"]) == run)
    // Equal tallies of other problems are other data.
    #expect(run.restricted(to: ["b"]).fingerprint != run.restricted(to: ["c"]).fingerprint)
    var restriction = Restriction()
    restriction.excluded = ["math": ["a"]]
    restriction.only = ["math": ["a", "b"]]
    #expect(restriction.restrict(run).problems.map(\.problem.id) == ["b"])
    restriction = Restriction()
    restriction.only = ["code": []]
    #expect(restriction.restrict(run) == run)
  }
}
