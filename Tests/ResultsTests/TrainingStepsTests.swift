import Results
import Statistics
import Testing

/// The checkpoints of a training, beside the model it was trained from.
@Suite struct TrainingStepsTests {
  @Test func checkpointsOfOneModelAreATrainingAndBaseModelsAreNot() {
    let series = TrainingSteps.series(of: Self.runs)
    #expect(series.map(\.runs).map { $0.map(\.id) } == [["s10", "s20"]])
    let found = TrainingSteps.series(of: Self.runs, with: ["other", "s20", "s10"])
    #expect(found.map(\.model) == ["y", "x"])
    #expect(TrainingSteps.series(of: Self.runs, with: ["base"]).isEmpty)
  }

  @Test func eachStepIsComparedWithTheBaseModelByProblem() throws {
    let training = try training()
    #expect(training.steps.map(\.step) == [10, 20] && training.commonN == 4)
    let value = try #require(training.steps[1].value(at: 4))
    // pass@4 of all four samples: 1, 1 and 0 against 1, 0 and 0.
    #expect(abs(value.own.value - 1.0 / 3) < 1e-12)
    let difference = try #require(value.difference)
    #expect(abs(difference.value + 1.0 / 3) < 1e-12)
    #expect(abs(try #require(difference.standardError) - 1.0 / 3) < 1e-12)
    // ΔSE(4): (1 − 1, 1 − 0, 0 − 0), by problem.
    let efficiency = try #require(value.efficiency)
    #expect(abs(efficiency.delta - 1.0 / 3) < 1e-12)
    #expect(abs(try #require(efficiency.standardError) - 1.0 / 3) < 1e-12)
    #expect(value.coverage?.candidateOnly == 0 && value.coverage?.baselineOnly == 1)
    #expect(value.coverage?.isWhole == true)
  }

  @Test func whatMovesIsSaidWithItsIntervalOrAsUndecided() throws {
    #expect(
      try training().sentence(at: 4)
        == "From step 10 to 20 pass@1 is undecided (+8.3 ± 71.2 points) and pass@4 is undecided "
        + "(-33.3 ± 65.3 points) (3 problems, paired).")
    let many = (0..<40).map { ("p\($0)", 4, 1) }
    let runs = [
      Run.made("s1", many, Self.facts("x", .rl, 1)),
      Run.made("s2", many.map { ($0.0, 4, $0.0 < "p2" ? 4 : 0) }, Self.facts("x", .rl, 2)),
    ]
    let series = try #require(TrainingSteps.series(of: runs).first)
    #expect(
      TrainingSteps(series, baseline: nil).sentence(at: 4)
        == "From step 1 to 2 pass@1 is undecided (+5.0 ± 14.4 points) and pass@4 falls by 70.0 "
        + "± 14.4 points (40 problems, paired).")
  }

  @Test func aSingleStepHasNothingToMoveFrom() throws {
    let series = try #require(TrainingSteps.series(of: Self.runs, with: ["other"]).first)
    let alone = TrainingSteps(series, baseline: nil)
    #expect(
      alone.sentence(at: 1)
        == "Step 10 is the only checkpoint of its training; with another one there is something "
        + "to compare.")
    #expect(alone.change.isEmpty && alone.place(of: 99) == 0)
  }

  @Test func theTableHasTheBaseModelFirst() throws {
    let table = TrainingSteps.table([try training()], at: 4)
    #expect(table.rows.map { $0[2] } == [.text("base"), .text("10"), .text("20")])
    #expect(table.csv.hasPrefix("training,benchmark,step,run,pass_1,"))
    #expect(table.rows[2][18...19] == [.number(0, decimals: 0), .number(1, decimals: 0)])
  }

  private func training() throws -> TrainingSteps {
    let series = try #require(TrainingSteps.series(of: Self.runs).first)
    return TrainingSteps(series, baseline: Self.runs[0])
  }

  private static let runs = [
    Run.made("base", tallies(1, 1, 0), facts("b", .base, 0)),
    Run.made("s20", tallies(4, 0, 0), facts("x", .rl, 20)),
    Run.made("s10", tallies(1, 2, 0), facts("x", .rl, 10)),
    Run.made("other", tallies(1, 2, 0), facts("y", .rl, 10)),
  ]

  private static func tallies(_ correct: Int...) -> [(String, Int, Int)] {
    correct.enumerated().map { ("p\($0)", 4, $1) }
  }

  private static func facts(_ model: String, _ role: ModelRole, _ step: Int) -> [FactName: String] {
    [.model: model, .role: role.rawValue, .step: "\(step)", .benchmark: "test"]
  }
}
