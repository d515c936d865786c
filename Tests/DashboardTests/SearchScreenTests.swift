@testable import Dashboard
import Results
import TerminalUI
import TestSupport
import Testing

/// Looking through the samples of many problems, and through one text.
@Suite struct SearchScreenTests {
  private func story(_ keys: String) -> Story {
    var story = Story(120, 40)
    story.press(keys)
    return story
  }

  @Test func theMarkedRunsAreSearchedAndCounted() {
    let story = story("\\wait⏎")
    #expect(story.app.view == .search && story.app.screen == .samples)
    #expect(story.line(with: "search for 'wait' in 3 marked runs") != nil, "\(story.text)")
    #expect(
      story.text.contains(
        "'wait' is in 66.7% of the 300 right samples of org/tiny-base and in 33.3%"))
    #expect(story.line(with: "1,800 of 5,400 samples, the first 12") != nil)
  }

  @Test(arguments: [
    ("s", 5, nil as Set<String>?), ("5jj⏎\\wait⏎ss", 3, Set(["m3"])), ("ss", 3, nil),
  ])
  func theScopeIsChosen(_ keys: String, _ runs: Int, _ problems: Set<String>?) {
    let query = story(keys.contains("w") ? keys : "\\wait⏎" + keys).app.search.query
    #expect(query?.runs.count == runs && query?.problems == problems)
  }

  @Test func aHitOpensTheReaderAtItsMatchAndLeadsBack() {
    var story = story("\\wait⏎j⏎")
    #expect(story.app.view == .samples && story.line(with: "40 × 'wait'") != nil)
    #expect(story.selectedLine.contains("    4 ✓ right"))
    #expect(story.lastLine == " match 1 of 40")
    story.press("⎋⎋")
    #expect(story.app.view == .search && story.selectedLine.contains("✓ right"))
    story.press("⎋")
    #expect(story.app.screen == .runs)
    story.press("\\⏎")
    #expect(story.app.view == .search && story.effects.isEmpty, "what is known is not sought again")
  }

  @Test func keysGoToRightAndWrongOnes() {
    #expect(story("\\wait⏎C").selectedLine.contains("✓ right"))
    #expect(story("\\wait⏎CI").selectedLine.contains("✗ wrong"))
    #expect(story("\\wait⏎CCCC").lastLine == " on from the first sample")
  }

  @Test func aRunningSearchIsEndedFirst() {
    var story = Story(120, 40)
    for key in "\\wait" { story.tell(.key(.character(key))) }
    story.tell(.key(.enter))
    guard case .search(let query)? = story.effects.last else {
      Issue.record("no search: \(story.effects)")
      return
    }
    var progress = Fixture.progress(of: query)
    (progress.isDone, progress.bytesDone) = (false, 1 << 18)
    story.tell(.searched(query, .success(progress)))
    #expect(story.line(with: "25% of 1.0 MB · Esc ends") != nil, "\(story.text)")
    story.press("⎋")
    #expect(story.effects == [.stopSearch] && story.app.view == .search)
    #expect(story.line(with: "ended before all were looked at") != nil)
  }

  /// Samples that are told of later may come before the others.
  @Test func noMoreThanTheFirstSamplesStayInTheList() {
    var query = SampleQuery(SoughtText("wait"), runs: ["a", "b"])
    query.mostHits = 3
    var progress = Fixture.progress(of: query)
    let all = progress.hits
    progress.isDone = false
    var search = SearchState()
    _ = search.begin(query)
    for hits in [all.suffix(3), all.prefix(2)] {
      progress.hits = Array(hits)
      search.take(.success(progress), of: query)
    }
    #expect(search.hits == [all[0], all[1], all[all.count - 3]])
  }

  @Test func whatCannotBeSoughtIsSaidAndCorrected() {
    var story = Story(120, 40)
    for key in "\\a" { story.tell(.key(.character(key))) }
    story.tell(.key(.tab))
    story.tell(.key(.enter))
    guard case .search(let query)? = story.effects.last else { return }
    #expect(query.sought.isRegularExpression)
    story.tell(.searched(query, .failure(.init("the regular expression has an error"))))
    #expect(story.line(with: "the regular expression has an error") != nil)
    #expect(story.line(with: "/ corrects what is looked for.") != nil)
  }

  @Test func countsAndSamplesAreExported() {
    var story = story("\\wait⏎E")
    story.press("⌃ux.csv⏎")
    guard case .export(_, let content)? = story.effects.first else {
      Issue.record("nothing is exported")
      return
    }
    #expect(content.contains("run,right_found,right_samples,right_share"))
    #expect(content.contains("run,problem,verdict,file,offset,in,text"))
  }

  /// In one text: plain or by a regular expression, with all matches counted.
  @Test func findingInATextTakesExpressions() {
    #expect(story("5⏎/Line 1\\d⏎").lastLine == " 'Line 1\\d' is not in this sample")
    #expect(story("5⏎/⇥Line 1\\d⏎").lastLine == " match 1 of 10")
    #expect(story("5⏎/⇥Line 1\\d⏎nN").lastLine == " match 1 of 10")
    #expect(story("5⏎/wait⏎N").lastLine == " match 40 of 40, on from the end")
    #expect(story("5⏎/⇥(a").line(with: "the regular expression has an error") != nil)
  }
}
