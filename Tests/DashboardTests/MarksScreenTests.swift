import Dashboard
import Results
import TerminalUI
import TestSupport
import Testing

/// What readers say, and judging samples one after the other.
@Suite struct MarksScreenTests {
  private func story(_ keys: String) -> Story {
    var story = Story(120, 40, snapshot: Fixture.marked)
    story.press("5j⏎" + keys)
    return story
  }

  @Test func readersAndTheirAgreementAreShown() {
    let story = story("M")
    #expect(story.app.view == .marks)
    // Five samples have two sure marks or one unsure; both are sure of four, and agree on three.
    #expect(
      story.text.contains("ann and bob agree on 3 of 4 samples (Cohen's κ 0.50"), "\(story.text)")
    #expect(story.text.contains("1 sample of which one is unsure left out"))
    #expect(
      story.lines.last { $0.hasPrefix(" ann ") }?.split(separator: " ") == [
        "ann", "5", "3", "1", "1",
      ])
    #expect(
      story.lines.last { $0.hasPrefix(" bob ") }?.split(separator: " ") == [
        "bob", "6", "4", "2", "0",
      ])
    #expect(
      story.lines.last { $0.hasPrefix(" org/tiny-base ") }?.split(separator: " ").prefix(4)
        == ["org/tiny-base", "6", "1", "1"])
  }

  /// Of m2 the samples 1, 4 and 7 are correct: one valid, one not, one valid by bob alone.
  @Test func marksCountOnCoverage() {
    var story = story("M")
    story.press("4V")
    #expect(story.text.contains("1 has a right answer that was judged"), "\(story.text)")
  }

  /// Of the six graded samples of m2 three are correct, and two of them by valid reasoning.
  @Test func marksCountInCurves() {
    var story = Story(120, 40, snapshot: Fixture.marked)
    story.press("2mmmmm")
    #expect(story.line(with: "CoT-pass@k") != nil)
    #expect(story.line(with: "(baseline)")?.contains("33.3%") == true, "\(story.text)")
  }

  @Test func samplesAreDealtBlindOrNot() {
    let blind = story("M⏎")
    #expect(blind.line(with: "judging 1 of 16") != nil, "\(blind.text)")
    #expect(!blind.text.contains("dir/s"))
    #expect(blind.line(with: "── ▶ problem m2") != nil)
    #expect(story("Mb⏎").line(with: "── ▶ problem m2, org/tiny-base") != nil)
  }

  @Test func aVerdictGoesOnAndIsTakenBack() {
    var story = story("Mb⏎")
    story.press("v")
    #expect(story.line(with: "judging 2 of 16") != nil)
    #expect(story.app.snapshot.marks.marks.last?.verdict == .valid)
    story.press("u")
    #expect(story.line(with: "judging 1 of 16") != nil)
    #expect(story.lastLine == " the mark is taken back")
    story.press("⎋")
    #expect(story.app.view == .marks && story.text.contains("16 correct samples"))
    story.press("⏎}v⎋")
    #expect(story.text.contains("15 correct samples"))
  }

  @Test func otherKeysDoNotLeadAway() {
    #expect(
      story("M⏎C").lastLine == " these samples are dealt one by one; Esc ends that")
    #expect(story("M⏎{").lastLine == " this is the first one")
  }

  @Test func aMarkHasANote() {
    var story = story("")
    #expect(story.line(with: "ann: valid, bob: valid") != nil, "\(story.text)")
    story.press("e a lucky guess ⏎")
    #expect(story.app.snapshot.marks.marks.last?.note == "a lucky guess")
    #expect(story.line(with: "ann: valid (a lucky guess), bob: valid") != nil)
    story.press("}}}e")
    #expect(story.lastLine.contains(": a guess^["), "\(story.lastLine)")
    story.press("⎋}}}e")
    #expect(story.lastLine == " a note goes with a mark: v, x or z marks the sample")
  }
}
