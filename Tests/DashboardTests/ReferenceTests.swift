import Dashboard
import Results
import Statistics
import TerminalUI
import TestSupport
import Testing

/// Published curves beside one's own runs.
@Suite struct ReferenceTests {
  private static var snapshot: Snapshot {
    var snapshot = Fixture.snapshot
    snapshot.references = [("published-base", "base", 0.1), ("published-rl", "rl", 0.3)].map {
      model, role, first in
      let facts = Facts(
        [.model: model, .role: role, .benchmark: "math", .temperature: "1.0"], source: .file)
      var curve = ReferenceCurve(facts: facts, metric: "pass@k", source: "a paper, fig. 2")
      curve.add(.init(k: 1, value: first), decimals: 3)
      curve.add(.init(k: 64, value: 0.7), decimals: 3)
      return curve
    }
    return snapshot
  }

  @Test func theyAreListedLastAndFilteredByTheirFacts() {
    var story = Story(120, 30, snapshot: Self.snapshot)
    #expect(story.row(with: "published curves") != nil)
    #expect(story.row(with: "published-base") != nil)
    story.press("/model ~ published and role = rl⏎")
    #expect(story.row(with: "published-rl") != nil && story.row(with: "published-base") == nil)
    #expect(story.row(with: "org/tiny-grpo ") == nil)
  }

  @Test func spaceDrawsOneOrAllOfThemAsPublished() {
    var story = Story(120, 40, snapshot: Self.snapshot)
    story.press("G 2")
    #expect(story.row(with: "published: published-rl on math") != nil)
    #expect(story.row(with: "published: published-base on math") == nil)
    story.press("1kk 2")
    #expect(story.row(with: "published: published-base on math") != nil)
    story.press("p")
    #expect(story.row(with: "published: published-base on math") == nil)
  }
}
