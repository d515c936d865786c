import Dashboard
import Results
import Statistics
import TerminalUI
import TestSupport
import Testing

/// Keys in, what is selected and shown out.
@Suite struct StoryTests {
  @Test func theFirstChoiceIsTheBaseTheLatestAndOneOfEachOtherRole() {
    let story = Story()
    #expect(story.app.selection.baseline == Fixture.baseID)
    #expect(story.app.selection.candidate == Fixture.lateID)
    #expect(
      story.app.selection.marked == [Fixture.baseID, Fixture.lateID, Fixture.distillID])
  }

  @Test func spaceMarksAndUnmarks() {
    var story = Story()
    story.press("jj ")
    #expect(story.app.selection.marked.contains(Fixture.earlyID))
    #expect(story.selectedLine.hasPrefix("E org/tiny-grpo"))
    story.press(" ")
    #expect(!story.app.selection.marked.contains(Fixture.earlyID))
    story.press("g ")
    #expect(story.app.selection.baseline == nil)
  }

  @Test func baselineAndCandidateChangePlaces() {
    var story = Story()
    story.press("c")
    #expect(story.app.selection.candidate == Fixture.baseID)
    #expect(story.app.selection.baseline == Fixture.lateID)
    story.press("jjb")
    #expect(story.app.selection.baseline == Fixture.earlyID)
    #expect(story.app.selection.marked.count == 4)
  }

  @Test func enterGoesDeeperAndEscComesBack() {
    var story = Story()
    story.press("j⏎")
    #expect(story.app.screen == .problems && story.line(with: "▶ D org/tiny-distill") != nil)
    story.press("jj⏎")
    #expect(story.app.screen == .samples)
    #expect(story.lines[2].contains("m3: 0 of 16 correct in org/tiny-distill"))
    story.press("⏎")
    #expect(story.line(with: "▶ sample 1") != nil)
    story.press("⎋")
    #expect(story.line(with: "▶ sample 1") == nil && story.app.screen == .samples)
    story.press("⎋")
    #expect(story.app.screen == .problems && story.selectedLine.hasPrefix("m3"))
    story.press("⎋")
    #expect(story.app.screen == .runs && story.selectedLine.contains("tiny-distill"))
    story.press("⎋⎋")
    #expect(story.app.screen == .runs)
  }

  @Test func digitsAndTabChangeScreens() {
    for name in ScreenName.allCases {
      var story = Story()
      story.press("\(name.rawValue)")
      #expect(story.app.screen == name)
      story.press("⇥⇤")
      #expect(story.app.screen == name)
    }
  }

  @Test func sixOnProblemsShowsTheProblemUnderTheCursor() {
    var story = Story()
    story.press("5jj6")
    #expect(story.lines[2].contains("m3:"))
    story.press("5j6")
    #expect(story.lines[2].contains("m4:"))
    story.press("16")
    #expect(story.lines[2].contains("m4:"))
  }

  @Test func aFilterShowsRowsWhileItIsTyped() {
    var story = Story()
    story.press("/GRPO⏎")
    #expect(story.row(with: "tiny-base") == nil, "the model is not in the id")
    story.press("/<c-u>rl 100⏎")
    #expect(story.line(with: "tiny-distill") == nil)
    #expect(story.lastLine.contains("filter: rl 100"))
    story.press("/x⎋")
    #expect(story.lastLine.contains("filter: rl 100"))
    story.press("⎋")
    #expect(story.line(with: "tiny-distill") != nil)
  }

  @Test func problemsAreFilteredByAllTheirTexts() {
    var story = Story()
    story.press("5/M1⏎")
    #expect(story.line(with: "c/n of 5 of 13 problems") != nil)
    story.press("/ algebra prove⏎")
    #expect(story.line(with: "c/n of 5 of 13 problems") != nil)
    story.press("⎋")
    #expect(story.line(with: "13 problems") != nil)
  }

  @Test func everyColumnOfRunsSortsBothWays() {
    for steps in 0..<14 {
      var story = Story(200, 40)
      story.press(String(repeating: "s", count: steps))
      let rows = order(story)
      #expect(story.lines[2].filter { $0 == "▲" }.count == 1)
      story.press("S")
      #expect(Array(order(story).reversed()) == rows, "column \(steps)")
      #expect(story.lines[2].filter { $0 == "▼" }.count == 1)
    }
  }

  private func order(_ story: Story) -> [String] {
    story.lines[3..<8].map { String($0.dropFirst(3)).replacing("▌", with: " ") }
  }

  @Test func problemsSortByIdAccuracyAndDifference() {
    var story = Story()
    story.press("5s")
    #expect(story.line(with: "▶B▲") != nil)
    #expect(story.lines[7].contains("0.0%"))
    story.press("S")
    #expect(story.line(with: "▶B▼") != nil)
    story.press("s")
    #expect(story.line(with: "C-B▼") != nil)
    story.press("sssss")
    #expect(story.line(with: "problem▼") != nil)
  }

  @Test func theBudgetMovesOverThePowersOfTwo() {
    var story = Story()
    story.press("2")
    var budgets = [story.app.selection.k]
    for _ in 0..<7 {
      story.press("→")
      budgets.append(story.app.selection.k)
    }
    #expect(budgets == [1, 2, 4, 8, 16, 32, 64, 64])
    #expect(story.line(with: "k = 64") != nil)
    #expect(story.line(with: "org/tiny-distill")?.contains("n < 64") == true)
    #expect(story.line(with: "candidate)")?.contains("9/12") == true)
    story.press("g")
    #expect(story.app.selection.k == 1)
    story.press("lh")
    #expect(story.app.selection.k == 1)
  }

  @Test func intervalsCanBeHidden() {
    var story = Story()
    story.press("2i")
    #expect(!story.text.contains("░"))
    story.press("i")
    #expect(story.text.contains("░"))
  }

  @Test func aRoleIsTypedKeptAndTakenBack() {
    var story = Story()
    story.press("r")
    #expect(
      story.lastLine == " role (base, rl, instruct, distill, teacher; empty for none): base")
    story.tell(.key(.control("u")))
    for character in "Teacher" { story.tell(.key(.character(character))) }
    story.tell(.key(.enter))
    #expect(story.effects == [.setFact(.role, "teacher", run: Fixture.baseID)])
    #expect(story.lastLine == " \(Fixture.baseID) is now teacher; u takes it back")
    story.tell(.key(.character("u")))
    #expect(story.effects == [.setFact(.role, nil, run: Fixture.baseID)])
    #expect(story.lastLine == " role of \(Fixture.baseID) is what its files say again")
    story.tell(.key(.character("u")))
    #expect(story.effects.isEmpty && story.lastLine == " nothing was changed")
  }

  @Test func aRoleThatAPersonGaveComesBack() {
    var snapshot = Fixture.snapshot
    snapshot.runs[0].facts.set(.role, "instruct", source: .person)
    var story = Story(snapshot: snapshot)
    story.press("r<c-u>")
    story.tell(.key(.enter))
    #expect(story.effects == [.setFact(.role, nil, run: Fixture.baseID)])
    #expect(story.lastLine == " \(Fixture.baseID) has the role its files say; u takes it back")
    story.tell(.key(.character("u")))
    #expect(story.effects == [.setFact(.role, "instruct", run: Fixture.baseID)])
    #expect(story.lastLine == " role of \(Fixture.baseID) is instruct again")
  }

  @Test func aThresholdIsTypedAndTakenBack() {
    var story = Story()
    story.press("t0.x")
    story.tell(.key(.enter))
    #expect(story.effects.isEmpty)
    #expect(story.lastLine == " '0.x' is no number; type one such as 0.5, or nothing")
    story.press("t0.5")
    story.tell(.key(.enter))
    #expect(story.effects == [.setFact(.threshold, "0.5", run: Fixture.baseID)])
    #expect(
      story.lastLine == " in \(Fixture.baseID) a score from 0.5 is right; u takes it back")
    story.tell(.key(.character("u")))
    #expect(story.effects == [.setFact(.threshold, nil, run: Fixture.baseID)])
  }

  @Test func aFactIsTypedForTheConfigurationFile() throws {
    var story = Story()
    let base = try #require(Fixture.snapshot.run(Fixture.baseID))
    let refusals = [
      (
        "stepp = 3",
        " no fact is called 'stepp'; use role, name, model, benchmark or step"
      ),
      ("step = x", " step cannot be 'x'; it is a number"),
      (
        "role = boss",
        " role cannot be 'boss'; a role is one of base, rl, instruct, distill, teacher"
      ),
    ]
    for (text, message) in refusals {
      story.press("e" + text)
      story.tell(.key(.enter))
      #expect(story.effects.isEmpty && story.lastLine == message)
    }
    story.press("ename = A = b")
    story.tell(.key(.enter))
    #expect(story.effects == [.editConfiguration(.run, "A = b", run: base)])
    story.press("estep =")
    story.tell(.key(.enter))
    #expect(story.effects == [.editConfiguration(.step, nil, run: base)])
    story.tell(.told("x/kscope.toml is changed"))
    #expect(story.lastLine == " x/kscope.toml is changed")
  }

  @Test func theNextOfSeveralVerdictsIsCounted() {
    var story = Story()
    story.tell(.key(.character("m")))
    #expect(story.effects.isEmpty && story.lastLine.contains("one verdict each"))
    var snapshot = Fixture.snapshot
    snapshot.runs[0].metrics = ["match", "includes"]
    snapshot.runs[0].metric = "includes"
    story = Story(snapshot: snapshot)
    #expect(story.text.contains("by includes (m changes to: match)"))
    story.tell(.key(.character("m")))
    #expect(story.effects == [.setFact(.metric, "match", run: Fixture.baseID)])
  }

  @Test func anUnknownRoleIsRefusedWithTheCure() {
    var story = Story()
    story.press("r<c-u>boss")
    story.tell(.key(.enter))
    #expect(story.effects.isEmpty)
    #expect(
      story.lastLine
        == " no role is called 'boss'; use base, rl, instruct, distill or teacher")
    story.press("j")
    #expect(!story.lastLine.contains("boss"))
  }

  @Test func whatFailedIsSaidUntilTheNextKey() {
    var story = Story()
    story.tell(.failed("cannot write kscope.toml: read-only"))
    #expect(story.lastLine == " cannot write kscope.toml: read-only")
    story.press("j")
    #expect(!story.lastLine.contains("read-only"))
  }

  @Test func qQuitsAndControlLDrawsAnew() {
    var story = Story()
    story.tell(.key(.character("q")))
    #expect(story.effects == [.quit])
    story.tell(.key(.control("l")))
    #expect(story.effects == [.redraw])
  }

  @Test func helpScrollsAndClosesWithAnyOtherKey() {
    var story = Story()
    story.press("?jjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjj")
    #expect(story.line(with: "back with k") != nil)
    story.press("k")
    #expect(story.line(with: "1 more with j") != nil)
    story.press("q")
    #expect(story.line(with: "keys on") == nil && story.effects.isEmpty)
  }

  @Test func glyphsGoRound() {
    var story = Story()
    let before = story.text
    story.press("aaa")
    #expect(story.text == before)
  }
}
