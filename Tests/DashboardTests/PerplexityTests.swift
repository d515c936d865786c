import Dashboard
import Results
import TerminalUI
import TestSupport
import Testing

/// The screen *Perplexity*, on scores of two models and a file over training.
@Suite struct PerplexityTests {
  private static let views = [
    ("perplexity", "9→"), ("perplexity-problem", "9j"), ("perplexity-matrix", "9v"),
    ("perplexity-steps", "9vv"),
  ]

  static var snapshot: Snapshot {
    var snapshot = Fixture.snapshot
    var rows = ScoreColumns()
    var course = ScoreColumns()
    for problem in 1...3 {
      for sample in 1...8 {
        for (scorer, source, size) in [
          ("base", "base", 20), ("base", "rl", 30), ("rl", "rl", 10), ("base", "teacher", 60),
        ] where source != "teacher" || sample < 4 {
          rows.append(row(problem, sample, scorer, source, size))
        }
        for step in [10, 20, 30] {
          var row = row(problem, sample, "base", "", 20 + step)
          (row.source, row.sourceModel, row.step) = (nil, "grpo-\(step)", step)
          course.append(row)
        }
      }
    }
    snapshot.scores = [
      ScoreTable(file: "course.jsonl", facts: Facts(), rows: course),
      ScoreTable(file: "scores.jsonl", facts: Facts(), rows: rows),
    ]
    return snapshot
  }

  private static func row(
    _ problem: Int, _ sample: Int, _ scorer: String, _ source: String, _ size: Int
  ) -> ScoreColumns.Row {
    let sum = -Double(size + problem + (sample * 7) % 5)
    var row = ScoreColumns.Row(problem: "m\(problem)", scorer: scorer, logProbability: sum)
    (row.source, row.tokens, row.sample) = (source, 100, UInt64(sample))
    return row
  }

  @Test(arguments: [(80, 24), (120, 40)])
  func screens(_ columns: Int, _ rows: Int) {
    for (name, keys) in Self.views {
      var story = Story(columns, rows, snapshot: Self.snapshot)
      story.press(keys)
      expectGolden(story.text, named: "\(name)-\(columns)x\(rows)")
    }
  }

  @Test func viewsAreASCIIWhereTheyMustBeAtAnySize() {
    for (name, keys) in Self.views {
      for (columns, rows) in [(40, 12), (80, 24), (160, 50)] {
        var story = Story(columns, rows, glyphs: .ascii, snapshot: Self.snapshot)
        story.press(keys)
        #expect(story.text.utf8.allSatisfy { $0 < 0x7F }, "\(name) \(columns)")
        if columns == 80 { expectGolden(story.text, named: "\(name)-ascii") }
      }
    }
  }

  @Test func upAndDownGoThroughTheProblemsAndEnterReadsThem() {
    var story = Story(120, 40, snapshot: Self.snapshot)
    story.press("9")
    #expect(story.line(with: "all 3 problems") != nil)
    story.press("jj")
    #expect(story.app.selection.problem == "m2")
    #expect(story.line(with: "perplexity of responses, m2") != nil)
    story.press("⏎")
    #expect(story.app.screen == .samples)
    story.press("9G")
    #expect(story.line(with: "perplexity of responses, m3") != nil)
    story.press("⎋")
    #expect(story.line(with: "all 3 problems") != nil)
  }

  @Test func withoutLogProbabilitiesItIsSaidWhatBringsThem() {
    var story = Story(120, 40)
    story.press("9")
    #expect(story.text.contains("No response has a log-probability."))
    var other = Self.snapshot
    other.scores.removeFirst()
    story = Story(120, 40, snapshot: other)
    story.press("9vv")
    #expect(story.text.contains("No file of scores has two training steps."))
  }
}
