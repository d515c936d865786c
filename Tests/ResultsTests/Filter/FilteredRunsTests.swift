import Results
import Statistics
import Testing

/// Runs restricted to some of their problems.
@Suite struct FilteredRunsTests {
  static let base = run("base", .base, [("p", 4, 0), ("q", 4, 2), ("r", 4, 0)])
  static let early = run("rl-50", .rl, [("p", 4, 1), ("q", 4, 0), ("r", 4, 0)])
  static let late = run("rl-100", .rl, [("p", 4, 4), ("q", 4, 4), ("s", 4, 1)])
  static let other = run("other", .base, [("z", 2, 0)], benchmark: "gsm8k")
  static let all = [base, early, late, other]

  @Test func asksForTheRunItselfAndForRoles() throws {
    let table: [(text: String, left: [String])] = [
      ("c > 0", ["q", "p", "p q s", ""]),
      ("base.c = 0", ["p r", "p r", "p", "z"]),
      ("base.c = 0 and rl.c > 0", ["p", "p", "p", ""]),
      ("rl.c = 0", ["q r", "q r", "", ""]),
      ("base.c != 0", ["q", "q", "q s", ""]),
      ("id = q or id = z", ["q", "q", "q", "z"]),
    ]
    for (text, left) in table {
      let filtered = try FilteredRuns(Self.all, by: try Self.filter(text))
      let found = filtered.runs.map { $0.problems.map(\.problem.id).joined(separator: " ") }
      #expect(found == left, "\(text)")
    }
  }

  /// Where several runs have a role, the one that stands for it is named.
  @Test func saysHowManyProblemsAreLeftAndWhatARoleStandsFor() throws {
    let filtered = try FilteredRuns(Self.all, by: try Self.filter("base.c = 0 and rl.c > 0"))
    var report = Snapshot()
    report.runs = filtered.runs
    let text = Report(report, version: "1", filter: FilterReport(filtered)).text()
    #expect(
      text.hasPrefix(
        """
        filter: base.c = 0 and rl.c > 0
          1 of 4 problems of math
          0 of 1 problem of gsm8k
          beside base, rl is rl-50, the first of 2 that are alike

        run
        """))
    let markdown = Report(report, version: "1", filter: FilterReport(filtered)).markdown
    #expect(markdown.hasPrefix("- filter: base.c = 0 and rl.c > 0\n- 1 of 4 problems of math\n"))
  }

  @Test func whatIsSaidOfTheWholeRunIsComputedAnewOrLeftOut() throws {
    var run = Self.late
    let samples = FigureSamples(tallies: run.problems.map(\.tally), parts: [], rule: run.rule)
    run.statedFigures = [
      ComparedFigure(StatedFigure("acc", .accuracy, 0.75), file: "m.json", samples: samples)
    ]
    let left = run.filtered(by: try Self.filter("id = q or id = s"), among: [run])
    #expect(left.totals.samples == 8 && left.totals.correct == 5)
    #expect(left.totals.meanAccuracy == 0.625 && left.curve.first?.value == 0.625)
    #expect(left.statedFigures.isEmpty && left.repeats == Repeats())
    #expect(left.id == run.id && left.facts == run.facts && left.sources == run.sources)
  }

  @Test func aRunThatLosesAllProblemsStays() throws {
    let filtered = try FilteredRuns(Self.all, by: try Self.filter("id = z"))
    #expect(filtered.runs.map(\.problems.count) == [0, 0, 0, 1])
    #expect(filtered.runs.map(\.curve.isEmpty) == [true, true, true, false])
    let pairs = try ComparisonPlan().pairs(of: filtered.runs)
    let comparison = Comparison(baseline: pairs[0].baseline, candidate: pairs[0].candidate)
    #expect(comparison.differences.points.isEmpty)
  }

  @Test func saysThatNothingIsLeft() throws {
    #expect(problem("c > 99") == "'c > 99' lets no problem through; loosen it")
    #expect(problem("teacher.c = 0") == "no run has the role teacher; give it to one with --role")
  }

  private func problem(_ text: String) -> String? {
    let error = #expect(throws: FilteredRuns.Problem.self) {
      try FilteredRuns(Self.all, by: try Self.filter(text))
    }
    return error?.description
  }

  private static func filter(_ text: String) throws -> Filter {
    try Filter.parse(text, fields: FilterFields<ProblemResult>.results())
  }

  private static func run(
    _ id: String, _ role: ModelRole, _ tallies: [(String, Int, Int)], benchmark: String = "math"
  ) -> Run {
    .made(id, tallies, [.role: role.rawValue, .benchmark: benchmark])
  }
}
