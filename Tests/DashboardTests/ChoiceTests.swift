import Dashboard
import Results
import TerminalUI
import TestSupport
import Testing

/// Runs that are named outside the dashboard, as `kscope plot` does.
@Suite struct ChoiceTests {
  private func chosen(_ choice: RunChoice) throws -> Selection {
    var app = Story().app
    try app.choose(choice)
    return app.selection
  }

  /// The base run is the baseline wherever it stands among those that were named.
  @Test func rolesDecideOnWhatIsCompared() throws {
    let selection = try chosen(RunChoice(runs: [Fixture.earlyID, Fixture.baseID]))
    #expect(selection.baseline == Fixture.baseID && selection.candidate == Fixture.earlyID)
    #expect(selection.marked == [Fixture.earlyID, Fixture.baseID])
  }

  @Test func aNamedBaselineTakesThePlaceOfTheProposedOne() throws {
    let selection = try chosen(RunChoice(baseline: Fixture.lateID))
    #expect(selection.baseline == Fixture.lateID && selection.candidate == Fixture.baseID)
    let other = try chosen(RunChoice(baseline: Fixture.earlyID, candidate: Fixture.lateID))
    #expect(other.baseline == Fixture.earlyID && other.candidate == Fixture.lateID)
  }

  @Test func whatIsNotThereIsSaid() {
    let unknown = #expect(throws: RunChoice.Problem.self) {
      try chosen(RunChoice(runs: ["nobody"]))
    }
    #expect(
      unknown?.description
        == "--run nobody: no run has this id, name or model; the first column of 'kscope report' lists the ids"
    )
    let elsewhere = #expect(throws: RunChoice.Problem.self) {
      try chosen(RunChoice(benchmark: "aime"))
    }
    #expect(
      elsewhere?.description.hasPrefix(
        "--benchmark aime: no run is on it; the benchmarks are math, ") == true)
  }
}
