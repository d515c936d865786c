import Dashboard
import Results
import TerminalUI
import TestSupport
import Testing

/// Back to where one was, and forward again.
@Suite struct HistoryTests {
  @Test func backAndForwardGoThroughViewsAndScreens() {
    var story = Story()
    story.press("2v3")
    #expect(story.app.view == .histogram)
    story.press("<lt>")
    #expect(story.app.view == .difference)
    story.press("<lt><lt>")
    #expect(story.app.view == .runs)
    story.press("<lt>")
    #expect(story.lastLine.contains("this is where it began"))
    story.press(">>")
    #expect(story.app.view == .difference)
    story.press("5>")
    #expect(story.lastLine.contains("there is nothing to go forward to"))
  }

  @Test func theProblemThatWasLookedAtComesBack() {
    var story = Story()
    story.press("5jj⏎")
    #expect(story.app.screen == .samples && story.app.selection.problem == "m3")
    story.press("1<lt>")
    #expect(story.app.screen == .samples && story.lines[2].contains("m3:"))
  }

  /// A problem that was chosen anywhere is chosen on *Problems*, and named in the second row.
  @Test func theSelectionIsSaidInWords() {
    var story = Story(120, 30)
    #expect(story.lines[1].contains("org/tiny-grpo against org/tiny-base"))
    #expect(story.lines[1].contains("on math") && story.lines[1].contains("k = 1"))
    story.press("5jj")
    #expect(story.lines[1].contains("problem m3"))
    story.press("2→")
    #expect(story.lines[1].contains("k = 2") && story.lines[1].contains("problem m3"))
  }
}
