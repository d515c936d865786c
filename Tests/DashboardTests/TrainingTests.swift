import Dashboard
import Results
import Statistics
import TerminalUI
import TestSupport
import Testing

/// The screen *Training*: checkpoints by step, their logs, and what they are ranked by.
@Suite struct TrainingTests {
  private static let views = [
    ("training", "8"), ("dynamics", "8vwwh"), ("entropy-reward", "8vv"), ("step-heat", "8vvvh"),
    ("algorithms", "8vvvvj"),
  ]

  @Test(arguments: [(80, 24), (120, 40), (200, 60), (40, 12)])
  func views(_ columns: Int, _ rows: Int) {
    for (name, keys) in Self.views {
      var story = Story(columns, rows, snapshot: Self.snapshot)
      story.press(keys)
      expectGolden(story.text, named: "\(name)-\(columns)x\(rows)")
    }
  }

  @Test func viewsWithoutBraille() {
    for (name, keys) in Self.views {
      var story = Story(glyphs: .ascii, snapshot: Self.snapshot)
      story.press(keys)
      #expect(story.text.utf8.allSatisfy { $0 < 0x7F && ($0 >= 0x20 || $0 == 0x0A) }, "\(name)")
      #expect(!story.text.contains("\\u{b1}") && !story.text.contains("\\u{394}"), "\(name)")
      expectGolden(story.text, named: "\(name)-ascii")
    }
  }

  @Test func viewsOfNothing() {
    var screens: [String] = []
    for (_, keys) in Self.views {
      var story = Story(72, 13, snapshot: Snapshot())
      story.press(keys)
      screens.append(story.text)
    }
    expectGolden(screens.joined(separator: "\n=====\n"), named: "training-empty")
  }

  @Test func arrowsGoThroughStepsAndBudgets() {
    var story = Story(100, 30, snapshot: Self.snapshot)
    story.press("8vvv")
    #expect(story.line(with: "Step 100, k = 32: 50.0%") != nil)
    story.press("←")
    #expect(story.line(with: "Step 50, k = 32: ") != nil)
    story.press("↑↑")
    #expect(story.line(with: "Step 50, k = 8: ") != nil && story.app.selection.k == 8)
    story.press("←←←G")
    #expect(story.line(with: "Step 100, k = 8: ") != nil)
    story.press("+")
    #expect(story.app.selection.k == 16)
  }

  @Test func theStepUnderTheCursorBecomesTheCandidate() {
    var story = Story(snapshot: Self.snapshot)
    #expect(story.app.selection.candidate == Fixture.lateID)
    story.press("8←c")
    #expect(story.app.selection.candidate == Fixture.earlyID && story.app.screen == .training)
    story.press("→⏎")
    #expect(story.app.selection.candidate == Fixture.lateID && story.app.screen == .curves)
  }

  @Test func publishedStepsCanBeHidden() {
    var story = Story(100, 30, snapshot: Self.snapshot)
    story.press("8")
    #expect(story.line(with: "published: org/tiny-grpo") != nil)
    story.press("p")
    #expect(story.line(with: "published") == nil)
  }

  @Test func logsAreSmoothedAndHidden() {
    var story = Story(100, 30, snapshot: Self.snapshot)
    story.press("8v")
    #expect(story.line(with: "training logs, as logged") != nil)
    for text in ["averaged over 5", "averaged over 11", "averaged over 21", "as logged"] {
      story.press("w")
      #expect(story.line(with: "training logs, \(text)") != nil, "\(text)")
    }
    story.press("  ")
    let before = story.text
    story.press(" ")
    #expect(story.text != before)
    story.press(" ")
    #expect(story.text == before)
  }

  @Test func checkpointsAreRankedByOtherFacts() {
    var story = Story(100, 30, snapshot: Self.snapshot)
    story.press("8vvvv")
    #expect(story.line(with: "by model") != nil)
    story.press("f")
    #expect(story.line(with: "by step") != nil)
    story.press("s")
    #expect(story.line(with: "pass@1 by step") != nil)
  }

  @Test func aReportOfTheViewHasItsNumbers() throws {
    for (name, keys) in Self.views {
      var story = Story(snapshot: Self.snapshot)
      story.press(keys)
      let exhibit = try #require(story.app.exhibit, "\(name)")
      #expect(exhibit.name == name && !exhibit.tables.isEmpty && !exhibit.sentences.isEmpty)
      let size = Size(columns: 80, rows: 24)
      let svg = try #require(exhibit.content(.svg, size: size, glyphs: .braille), "\(name)")
      #expect(svg.hasPrefix("<") && exhibit.content(.csv, size: size, glyphs: .ascii) != nil)
    }
  }

  private static var snapshot: Snapshot {
    var snapshot = Fixture.snapshot
    snapshot.training = [log("grpo.jsonl", [.algorithm: "GRPO"], 60, drop: 0.5), hostileLog]
    snapshot.references = [(50, 0.3, 0.5), (150, 0.4, 0.45)].map { step, one, many in
      var curve = ReferenceCurve(
        facts: Facts(
          [
            .model: "org/tiny-grpo", .role: "rl", .benchmark: "math", .step: "\(step)",
            .temperature: "0.6",
          ], source: .file), metric: "pass@k", source: "a paper, table 1")
      curve.add(.init(k: 1, value: one), decimals: 3)
      curve.add(.init(k: 32, value: many), decimals: 3)
      return curve
    }
    return snapshot
  }

  private static var hostileLog: TrainingSeries {
    log("dir\(Fixture.hostile)/b.jsonl", [.model: "模型\(Fixture.hostile)"], 20, drop: 0.2)
  }

  private static func log(
    _ file: String, _ facts: [FactName: String], _ count: Int, drop: Double
  ) -> TrainingSeries {
    let rows = (1...count).map { step in
      let part = Double(step) / Double(count)
      let wave = step % 2 == 0 ? 0.02 : -0.02
      return TrainingRow(
        step: step,
        values: [
          "reward": 0.1 + 0.4 * part + wave, "entropy": 0.9 - drop * part,
          "response_length": 500 + 300 * part, "kl": 0.05 * part,
        ])
    }
    return TrainingSeries(file: file, facts: Facts(facts, source: .sidecar), rows: rows)
  }
}
