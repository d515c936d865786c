import Results
import Testing

@Suite struct ComparisonPlanTests {
  @Test func baseRunsAreComparedWithAllOthersOnTheirBenchmark() throws {
    let runs = [
      run("base/a", .base, benchmark: "a"), run("base/b", .base, benchmark: "b"),
      run("rl/a", .rl, benchmark: "a"), run("distill/a", .distill, benchmark: "a"),
      run("rl/b", .rl, benchmark: "b"), run("rl/c", .rl, benchmark: "c"),
    ]
    #expect(
      try pairs(of: runs) == ["base/a rl/a", "base/a distill/a", "base/b rl/b"])
  }

  @Test func withoutABaseRunNothingIsCompared() throws {
    #expect(try pairs(of: [run("rl/a", .rl), run("x/a", nil)]) == [])
  }

  @Test func theBaselineThatIsSampledAlikeIsTaken() throws {
    let runs = [
      run("base/t0.6", .base, [.temperature: "0.6"]), run("base/t1", .base, [.temperature: "1"]),
      run("rl/t0.6", .rl, [.temperature: "0.6"]), run("rl/t1", .rl, [.temperature: "1"]),
      run("rl/t1.5", .rl, [.temperature: "1.5"]),
    ]
    #expect(
      try pairs(of: runs) == [
        "base/t0.6 rl/t0.6", "base/t1 rl/t1", "base/t0.6 rl/t1.5", "base/t1 rl/t1.5",
      ])
  }

  @Test func theBaselineThatACandidateWasTrainedFromIsTaken() throws {
    let runs = [
      run("q7", .base, [.model: "Q-7B", .family: "Q"]),
      run("q7i", .base, [.model: "Q-7B-Instruct", .family: "Q"]),
      run("l8", .base, [.model: "L-8B", .family: "L"]),
      run("from-q7", .rl, [.baseModel: "Q-7B", .family: "Q"]),
      run("from-q7i", .rl, [.baseRun: "q7i"]),
      run("some-l", .rl, [.family: "L"]),
    ]
    #expect(try pairs(of: runs) == ["q7 from-q7", "q7i from-q7i", "l8 some-l"])
  }

  @Test func runsAreNamedByIdNameModelOrPattern() throws {
    let runs = [
      run("m/a/step_1", .rl, [.model: "m"]), run("m/a/step_2", .rl, [.model: "m"]),
      run("o/a", nil, [.model: "o"]),
    ]
    #expect(
      try pairs(of: runs, baseline: "o", candidate: "m") == ["o/a m/a/step_1", "o/a m/a/step_2"])
    #expect(
      try pairs(of: runs, baseline: "m/a/step_1") == ["m/a/step_1 m/a/step_2", "m/a/step_1 o/a"])
    #expect(try pairs(of: runs, baseline: "*step_1", candidate: "*_2") == ["m/a/step_1 m/a/step_2"])
  }

  @Test func aRunIsNotComparedWithItself() throws {
    let runs = [run("m/a", .base), run("n/a", .rl)]
    #expect(try pairs(of: runs, baseline: "m/a", candidate: "*/a") == ["m/a n/a"])
  }

  @Test func whatCannotBeComparedIsSaid() {
    let runs = [run("m/a", .rl, benchmark: "a"), run("n/b", .rl, benchmark: "b")]
    let failures: [(baseline: String?, candidate: String?, message: String)] = [
      (
        "nope", nil,
        "--baseline nope: no run has this id, name or model; the first column of 'kscope report' lists the ids"
      ),
      (
        "m/a", "nope",
        "--candidate nope: no run has this id, name or model; the first column of 'kscope report' lists the ids"
      ),
      (
        nil, "m/a",
        "--candidate m/a: no run on its benchmark has the role base; name one with --baseline, or give a role with --role"
      ),
      (
        "m/a", "n/b",
        "--baseline m/a --candidate n/b: they have no benchmark in common; name runs on one benchmark"
      ),
    ]
    for failure in failures {
      let problem = #expect(throws: ComparisonPlan.Problem.self) {
        try pairs(of: runs, baseline: failure.baseline, candidate: failure.candidate)
      }
      #expect(problem?.description == failure.message)
    }
  }

  private func pairs(
    of runs: [Run], baseline: String? = nil, candidate: String? = nil
  ) throws -> [String] {
    try ComparisonPlan(baseline: baseline, candidate: candidate).pairs(of: runs)
      .map { "\($0.baseline.id) \($0.candidate.id)" }
  }

  private func run(
    _ id: String, _ role: ModelRole?, _ facts: [FactName: String] = [:], benchmark: String = "a"
  ) -> Run {
    var facts = facts
    facts[.benchmark] = benchmark
    facts[.role] = role?.rawValue
    return .made(id, [("p", 2, 1)], facts)
  }
}
