import Dashboard
import Results
import TerminalUI
import Testing

/// Who solves what: from the table of two by two to the samples, and back.
@Suite struct CoverageTests {
  /// Of six problems with 64 samples four are solved by both, one by each alone, none by
  /// neither, and those that one alone solves are not equally sure.
  private static var snapshot: Snapshot {
    var snapshot = Fixture.snapshot
    snapshot.runs = [
      Fixture.run(
        "base", .base, model: "m", step: "0",
        tallies: [(64, 3), (64, 0), (64, 9), (64, 1), (64, 9), (64, 1)]),
      Fixture.run(
        "rl", .rl, model: "m-rl", step: "9",
        tallies: [(64, 9), (64, 4), (64, 0), (64, 0), (64, 9), (64, 9)]),
    ]
    return snapshot
  }

  private static func story(_ keys: String, _ snapshot: Snapshot = snapshot) -> Story {
    var story = Story(100, 24, snapshot: snapshot)
    story.press(keys)
    return story
  }

  @Test func theScreenOpensWhereCountsAreWhole() {
    let story = Self.story("4")
    #expect(story.app.selection.k == 64)
    #expect(story.line(with: "who solves what at k = 64 ") != nil)
    #expect(story.line(with: "baseline only: 2 problems, the surest loss first") != nil)
    #expect(story.line(with: "SRR 60.0%  NDR 25.0%  SDS 35.3%  NSCR -16.7  p 1") != nil)
    // 1 − 0.05^(1/64) = 0.0457, and by `scipy.stats.fisher_exact` 0.0014 and 0.5.
    #expect(story.line(with: "m3        9/64 (7.6-24.6%)       0/64 (p < 4.6%)") != nil)
    #expect(
      story.lines.firstIndex { $0.contains(" m3 ") } ?? 0
        < story.lines.firstIndex { $0.contains(" m4 ") } ?? 0)
  }

  @Test func theBudgetOfAPersonIsKept() {
    var story = Self.story("2→→4")
    #expect(story.app.selection.k == 4)
    #expect(story.line(with: "who solves what at k = 4, expected") != nil)
    #expect(story.line(with: "most likely, ") != nil)
    story.press("+++++4")
    #expect(story.app.selection.k == 64 && story.line(with: "expected") == nil)
  }

  @Test func arrowsGoFromCellToCell() {
    var story = Self.story("4")
    let titles = [
      ("←", "both: 3 problems"), ("↓", "candidate only: 1 problem,"), ("→", "neither: 0 problems"),
      ("↑", "baseline only: 2 problems"), ("g", "both: 3"), ("G", "neither: 0"),
    ]
    for (key, title) in titles {
      story.press(key)
      #expect(story.line(with: title) != nil, "\(key)")
    }
  }

  @Test func enterLeadsToTheSamplesOfTheRunThatSolvesTheProblem() {
    var story = Self.story("4⏎j")
    #expect(story.selectedLine.hasPrefix("m4") && story.app.selection.problem == "m4")
    story.press("⏎")
    #expect(story.app.screen == .samples && story.lines[2].contains("m4: 1 of 64 correct in m"))
    story.press("⎋")
    #expect(story.app.screen == .coverage && story.selectedLine.hasPrefix("m4"))
    story.press("⎋")
    #expect(story.selectedLine == "" && story.app.screen == .coverage)
    story.press("↓←⏎⏎")
    #expect(story.lines[2].contains("m2: 4 of 64 correct in m-rl"))
    story.press("⎋⎋⎋")
    #expect(story.app.screen == .runs)
  }

  @Test func theListIsShownAloneOnProblems() {
    var story = Self.story("4p")
    #expect(story.app.screen == .problems)
    #expect(story.line(with: "2 of 6 problems: baseline solves, candidate does not") != nil)
    #expect(story.line(with: " m1 ") == nil && story.line(with: "m3 ") != nil)
    story.press("⎋")
    #expect(story.app.screen == .problems && story.line(with: " m1 ") != nil)
    story.press("4Gp")
    #expect(story.app.screen == .coverage && story.lastLine == " there is no problem to list")
  }

  @Test func aListIsRecheckedWithOtherRunsOfTheModel() {
    var story = Self.story("4↓←R")
    #expect(
      story.lastLine
        == " no run here differs from baseline or candidate in how it was sampled alone")
    var snapshot = Self.snapshot
    var larger = Fixture.run(
      "large", .base, model: "m", step: "0", tallies: [(1024, 0), (1024, 5), (1024, 1)])
    larger.facts.replace(.temperature, with: "1", source: .sidecar)
    snapshot.runs.append(larger)
    story = Self.story("4↓←R", snapshot)
    #expect(
      story.line(with: "candidate only: 1 problem, rechecked with more samples of the baseline")
        != nil)
    #expect(story.line(with: "With 1,088 samples a problem the baseline solves 1 of 1") != nil)
    #expect(story.line(with: "m2        0/64 (p < 4.6%)      5/1,024 (0.2-1.1%)   5/1,088") != nil)
    story.press("⎋")
    #expect(story.line(with: "rechecked") == nil && story.app.screen == .coverage)
  }

  @Test func theTableIsWrittenForAPaper() throws {
    var story = Self.story("4E<c-u>t.md")
    story.tell(.key(.enter))
    guard case .export("t.md", let content)? = story.effects.first else {
      Issue.record("nothing is written")
      return
    }
    #expect(content.hasPrefix("## who solves what on math at k = 64\n"))
    #expect(content.contains("\n| baseline only | 2 | 33.3% | 9.7% | 70.0% |\n"))
    #expect(content.contains("\n| p | 1 | exact McNemar test: 2 lost against 1 won |\n"))
    #expect(!content.contains("| m3 |"))
    story.press("⏎E<c-u>t.md")
    story.tell(.key(.enter))
    guard case .export(_, let content)? = story.effects.first else { return }
    #expect(content.contains("| m3 | 64 | 9 | 64 | 0 | 100.0% | 0.0014 |"))
  }

  @Test func setsAreOfAllMarkedRuns() {
    var story = Story(100, 30)
    story.press("4v")
    #expect(story.line(with: "all 3 runs solve 1") != nil)
    #expect(story.line(with: "Numbers of samples differ (B 64, C 64, D 16)") != nil)
    let first = story.text
    story.press("j⏎")
    #expect(story.text != first && !story.selectedLine.isEmpty)
    story.press("p")
    #expect(story.line(with: ": solved by exactly ") != nil)
  }

  @Test func listsAreOpenedByEnter() {
    var story = Self.story("4vv")
    #expect(story.line(with: "baseline: 5 of 6") != nil && story.line(with: "m1, m3–m6") != nil)
    #expect(story.selectedLine.hasPrefix("baseline only: 2 of 6"))
    story.press("↑↑⏎")
    #expect(story.line(with: "5 of 6 problems: baseline solves") != nil)
  }

  @Test func aPairThatCannotBeComparedIsExplained() {
    var snapshot = Self.snapshot
    snapshot.runs[1].facts.replace(.benchmark, with: "other", source: .sidecar)
    var story = Story(100, 24, snapshot: snapshot)
    story.press("jc4")
    #expect(story.line(with: "on different benchmarks") != nil)
    #expect(Self.story("4", Snapshot()).line(with: "There are no runs") != nil)
  }

  @Test func aClickChoosesACellOrARow() {
    var story = Self.story("4")
    let row = story.lines.firstIndex { $0.hasPrefix(" m4 ") } ?? 0
    story.tell(.key(.click(x: 3, y: row)))
    #expect(story.selectedLine.hasPrefix("m4"))
    story.tell(.key(.click(x: 3, y: 4)))
    #expect(story.app.screen == .coverage)
  }
}
