import Dashboard
import Results
import TerminalUI
import Testing

/// The views of *Problems* and *Histogram*, and what they do to other screens.
@Suite struct ProblemsTests {
  /// Names of the problems that are listed, from the top.
  private func listed(_ story: Story) -> [String] {
    story.lines.compactMap { line in
      let words = line.split(separator: " ")
      let name = words.first { $0.first?.isNumber == false || words.first == $0 }
      guard let name, name.drop(while: { $0 == "▌" }).hasPrefix("m"),
        name.drop(while: { $0 == "▌" }).dropFirst().allSatisfy(\.isNumber)
      else { return nil }
      return String(name.drop { $0 == "▌" })
    }
  }

  @Test func enterOnABinListsItsProblemsAlone() {
    var story = Story(100, 30)
    story.press("3⏎")
    #expect(story.app.screen == .problems)
    #expect(story.line(with: "3 of 13 problems: accuracy 0 in") != nil)
    story.press("⎋")
    #expect(story.line(with: "c/n of 13 problems") != nil)
    story.press("3j→⏎")
    #expect(story.app.screen == .histogram && story.lastLine.contains("no problem is in this bin"))
    story.press("k⏎")
    #expect(story.line(with: "6 of 13 problems: accuracy (0,0.1] in") != nil)
  }

  @Test func theSubsetCountsAloneOnAllScreens() {
    var story = Story(120, 30)
    story.press("3⏎X")
    #expect(story.line(with: "only 3: accuracy 0 in") != nil)
    #expect(story.app.snapshot.runs.first { $0.id == Fixture.baseID }?.problems.count == 3)
    #expect(story.app.snapshot.runs.first { $0.id == Fixture.strangeID }?.problems.count == 1)
    story.press("2")
    #expect(story.line(with: "only 3: accuracy 0 in") != nil)
    // What is read later is restricted as well.
    story.tell(.snapshot(Fixture.snapshot))
    story.answer()
    #expect(story.app.snapshot.runs.first { $0.id == Fixture.baseID }?.problems.count == 3)
    story.press("X")
    #expect(story.app.snapshot.runs.first { $0.id == Fixture.baseID }?.problems.count == 12)
    #expect(story.line(with: "only 3") == nil)
    story.press("1X")
    #expect(story.lastLine.contains("3 problems") || story.app.screen == .runs)
  }

  @Test func whatIsGuessedIsLeftOutEverywhere() {
    var story = Story(120, 30)
    story.press("5x")
    #expect(story.lastLine.contains("no run answers directly"))
    var snapshot = Fixture.snapshot
    snapshot.runs.append(
      Fixture.run(
        "base-direct/math/t0.6", .base, model: "org/tiny-base-direct", step: "0",
        tallies: (0..<12).map { (100, [0, 4, 5, 50][$0 % 4]) }))
    story.tell(.snapshot(snapshot))
    story.press("x")
    #expect(story.line(with: "without 3 guessable") != nil)
    #expect(story.line(with: "c/n of 10 of 13 problems") != nil)
    #expect(!listed(story).contains("m2") && listed(story).contains("m1"))
    story.press("x")
    #expect(story.line(with: "c/n of 13 problems") != nil)
  }

  @Test func theProblemIsSelectedEverywhere() {
    var story = Story(100, 30)
    story.press("5jjj")
    #expect(story.app.selection.problem == "m4")
    story.press("v")
    #expect(story.app.selection.problem == "m4" && story.selectedLine.contains("m4"))
    story.press("vv")
    #expect(story.app.view == .newly && story.app.selection.problem == "m2")
    story.press("VVV")
    #expect(story.selectedLine.hasPrefix("m2"))
  }

  @Test func columnsAreTheStepsOfTheTraining() {
    var story = Story(100, 30)
    story.press("5H")
    for step in ["0 org/tiny-base", "50 ", "100 "] {
      #expect(story.line(with: step) != nil, "\(step)")
    }
    story.press("→")
    #expect(story.line(with: "▶50") != nil)
    story.press("H")
    #expect(story.line(with: "▶50") == nil)
  }

  @Test func newlyLostOpensTheSamplesThatSolvedIt() {
    var story = Story(120, 40)
    story.press("5vvv")
    #expect(story.line(with: "lost m2") != nil && story.line(with: "4/64 ▶ 0/64 (p < 4.6%)") != nil)
    #expect(story.line(with: "From one of 3 checkpoints to the next (12 problems) 3 ") != nil)
    story.press("⏎")
    #expect(story.app.screen == .samples)
    #expect(story.line(with: "m2: 4 of 64 correct") != nil)
  }

  @Test func enterOnACellOfTheFlowListsItsProblems() {
    var story = Story(100, 30)
    story.press("5vv↓")
    #expect(story.line(with: "B (0,0.1] ▶ C 0") != nil)
    story.press("⏎")
    #expect(story.app.view == .problems)
    #expect(story.line(with: "problems: accuracy (0,0.1] in B, 0 in C") != nil)
  }

  @Test func everyOrderHoldsEveryProblem() {
    var story = Story(100, 40)
    story.press("5")
    let all = Set(listed(story))
    #expect(all.count == 13)
    for _ in 0..<7 {
      story.press("s")
      #expect(Set(listed(story)) == all, "\(story.lastLine)")
    }
    #expect(listed(story).first == "m1")
    story.press("S")
    #expect(listed(story).first == "m13")
  }

  @Test func everyViewHasNumbersAndADrawing() throws {
    for view in ViewName.allCases where [.problems, .histogram].contains(view.screen) {
      var story = Story(100, 30)
      for effect in story.app.show(view) {
        if case .work(let job) = effect {
          story.tell(.answered(JobAnswer(of: job, value: job.work(PatientWorld()))))
        }
      }
      let exhibit = try #require(story.app.exhibit, "\(view.rawValue)")
      #expect(exhibit.name == view.rawValue && exhibit.chart != nil)
      #expect(exhibit.tables.allSatisfy { !$0.rows.isEmpty }, "\(view.rawValue)")
      #expect(exhibit.sentences.joined().contains { $0.isNumber }, "\(view.rawValue)")
    }
  }

  @Test func clicksPutTheCursorThere() {
    var story = Story(100, 30)
    story.press("5vv")
    let row = story.lines.firstIndex { $0.contains("(.1,.2] ") && !$0.contains("0 ") } ?? 8
    story.tell(.key(.click(x: 12, y: row)))
    #expect(story.line(with: "▶ C 0") != nil)
    story.press("3")
    let bin = story.lines.firstIndex { $0.hasPrefix("(.1,.2]") } ?? 0
    story.tell(.key(.click(x: 20, y: bin)))
    #expect(story.line(with: "B (0.1,0.2]") != nil)
  }
}
