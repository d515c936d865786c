import Dashboard
import Results
import TerminalUI
import TestSupport
import Testing

/// Filters as they are typed on the screens.
@Suite struct FilterTests {
  @Test func problemsAreFilteredByTheRunsShown() {
    let table: [(text: String, problems: Int)] = [
      ("level >= 4", 13), ("B.c = 0", 3), ("baseline.c = 0 and candidate.c > 0", 0),
      ("base.c > 0 and rl.acc < 5%", 3), ("D.n = 16 and D.c = 0", 2), ("diff > 0", 6),
      ("diff < 0", 3), ("solvedby = 0", 1), ("n = 32", 0), ("C.n = 32", 3), ("distill.acc = 1", 2),
      ("C.ungraded > 0", 1), ("id ~ /^m1\\d$/", 4), (#"C.n = """#, 1), ("text ~ prove not m1", 8),
    ]
    for (text, problems) in table {
      var story = Story(120, 30)
      story.press("5/")
      for character in text { story.tell(.key(.character(character))) }
      story.tell(.key(.enter))
      let expected =
        problems == 0
        ? "No problem fits"
        : problems == 13 ? "c/n of 13 problems" : "c/n of \(problems) of 13 problems"
      #expect(story.text.contains(expected), "\(text)\n\(story.text)")
    }
  }

  /// `n`, `c` and `acc` are those of the run that the cursor is on.
  @Test func theRunUnderTheCursorHasFieldsWithoutALetter() {
    var story = Story(120, 30)
    story.press("5/n = 32⏎")
    #expect(story.text.contains("No problem fits"))
    story.press("⎋→")
    #expect(story.text.contains("of 13 problems"))
    story.press("/n = 32⏎")
    #expect(story.text.contains("c/n of 3 of 13 problems"), "\(story.text)")
  }

  @Test func runsAndFilesAreFilteredByTheirFields() {
    let runs: [(text: String, first: String)] = [
      ("step > 50", "C org/tiny-grpo"), ("role = distill", "D org/tiny-dist"),
      ("rate > 0", "  org/tiny-grpo"), ("T = 0.6 and step in 1..60", "  org/tiny-grpo"),
      ("pass@64 in 70%..80% and role = rl", "  org/tiny-grpo"), ("ungraded > 0", "C org/tiny-grpo"),
    ]
    for (text, first) in runs {
      var story = Story()
      story.press("/\(text.replacing("<", with: "<lt>"))⏎")
      #expect(story.selectedLine.hasPrefix(first), "\(text)\n\(story.text)")
    }
    var story = Story()
    story.press("0/(rejects > 0 or state ~ denied)⏎")
    #expect(story.selectedLine.hasPrefix("rl/broken.jsonl"))
    story.press("/ and bytes <lt> 10⏎")
    #expect(story.selectedLine.hasPrefix("denied.jsonl"))
  }

  /// What cannot be used says so above the prompt and leaves the rows as they were.
  @Test func whatIsNotWholeKeepsTheRows() {
    var story = Story()
    story.press("/role = rl⏎")
    let before = story.line(with: "org/tiny-grpo")
    story.press("/")
    for character in " and step >" {
      story.press(String(character))
      #expect(before != nil && story.line(with: "org/tiny-grpo") == before, "\(character)")
    }
    #expect(story.lastLine == " filter: role = rl and step >")
    #expect(
      String(story.lines[story.lines.count - 2])
        == " column 21: > needs a value on its right, such as 4")
    #expect(story.row(with: "org/tiny-base") == nil)
    story.press("⏎")
    #expect(story.lastLine == " filter: role = rl and step >")
    story.press(" 50⏎")
    #expect(story.lastLine.contains("filter: role = rl and step > 50"))
    story.press("/ and (⎋")
    #expect(story.lastLine.contains("filter: role = rl and step > 50"))
    #expect(story.selectedLine.hasPrefix("C org/tiny-grpo"))
    story.press("⎋")
    #expect(story.line(with: "org/tiny-base") != nil)
  }

  @Test func whatLetsNoRowThroughKeepsTheRowsUntilItIsMeant() {
    var story = Story()
    story.press("/step")
    #expect(story.line(with: "org/tiny-dist") == nil && story.line(with: "org/tiny-grpo") != nil)
    story.press("<c-u>rlx")
    #expect(story.line(with: "org/tiny-dist") == nil && story.line(with: "org/tiny-grpo") != nil)
    #expect(story.line(with: " no row fits so far; Enter takes it all the same") != nil)
    story.press("⏎")
    #expect(story.text.contains("No run fits the filter 'rlx'. Esc shows all."))
    story.press("/<bs>")
    #expect(story.line(with: "org/tiny-grpo") != nil)
    story.press("⎋")
    #expect(story.text.contains("No run fits the filter 'rlx'. Esc shows all."))
  }

  /// A filter goes on to mean the run of that letter, and nothing where none has it.
  @Test func lettersFollowTheMarks() {
    var story = Story(120, 30)
    story.press("5/D.c = 0⏎")
    #expect(story.text.contains("c/n of 2 of 13 problems"), "\(story.text)")
    story.press("1j 5")
    #expect(story.text.contains("No problem fits the filter 'D.c = 0'. Esc shows all."))
    story.press("1 5")
    #expect(story.text.contains("c/n of 2 of 13 problems"), "\(story.text)")
  }

  @Test(arguments: [(40, 12), (80, 24), (120, 40)])
  func anErrorStandsAboveThePrompt(_ columns: Int, _ rows: Int) {
    var story = Story(columns, rows)
    story.press("5/C.len > 0")
    expectGolden(story.text, named: "filter-error-\(columns)x\(rows)")
  }
}
