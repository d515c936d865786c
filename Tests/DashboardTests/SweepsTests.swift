import Dashboard
import Results
import Statistics
import TerminalUI
import TestSupport
import Testing

/// The screen *Sweeps*, on two models at three temperatures each.
@Suite struct SweepsTests {
  private static let views = [
    ("sweeps", "7"), ("sweeps-alone", "7j→"), ("entropy", "7v"), ("entropy-match", "7vv"),
    ("temperature-panels", "7vvv→"), ("temperature-table", "7Vj"),
  ]

  static var snapshot: Snapshot {
    var snapshot = Fixture.snapshot
    snapshot.runs = ["0.6", "1.0", "1.2"].enumerated().flatMap { heat, temperature in
      [
        run(
          "base", .base, temperature,
          (0..<24).map { (32, [0, 2 + heat, 3 + heat, 6 + heat][$0 % 4]) }),
        run(
          "grpo", .rl, temperature,
          (0..<24).map { (32, [0, heat == 2 && $0 < 12 ? 1 : 0, 8, 24][$0 % 4]) }),
      ]
    }
    snapshot.references = [("0.6", 0.30), ("1.0", 0.25), ("1.5", 0.10)].map { temperature, value in
      var curve = ReferenceCurve(
        facts: Facts(
          [
            .benchmark: "math", .model: "Paper-7B", .role: "base", .temperature: temperature,
          ], source: .file),
        metric: "pass@k", source: "a paper")
      for (place, k) in [1, 4, 16, 32].enumerated() {
        curve.add(ReferenceCurve.Point(k: k, value: value + Double(place) / 10), decimals: 2)
      }
      return curve
    }
    return snapshot
  }

  private static func run(
    _ name: String, _ role: ModelRole, _ temperature: String, _ tallies: [(n: Int, c: Int)]
  ) -> Run {
    var run = Fixture.run(
      "\(name)/math/t\(temperature)", role, model: "org/tiny-\(name)", step: nil, tallies: tallies)
    run.facts.replace(.temperature, with: temperature, source: .sidecar)
    if role == .rl { run.facts.set(.baseModel, "org/tiny-base", source: .sidecar) }
    return run
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

  /// Whether equal entropy closes the gap is one sentence, three keys away.
  @Test func theGapIsAnsweredInOneSentence() {
    var story = Story(200, 60, snapshot: Self.snapshot)
    story.press("7vv")
    let answer = story.line(with: "of the gap to base at k = ")
    #expect(answer?.contains("closes ") == true && answer?.contains("95%") == true)
    #expect(story.line(with: "RL reaches base's 0.250") != nil)
  }

  @Test func theTemperatureUnderTheCursorIsCompared() {
    var story = Story(120, 40, snapshot: Self.snapshot)
    story.press("7→")
    #expect(story.line(with: "── T = 1.0 ──") != nil)
    story.press("b")
    #expect(story.app.selection.baseline == "base/math/t1.0")
    #expect(story.app.selection.candidate == "grpo/math/t0.6")
    story.press("→⏎")
    #expect(story.app.screen == .curves)
    #expect(story.app.selection.baseline == "base/math/t1.2")
    #expect(story.app.selection.candidate == "grpo/math/t1.2")
  }

  @Test func oneModelAloneHasThreeBudgets() {
    var story = Story(120, 40, snapshot: Self.snapshot)
    story.press("7-j")
    for letter in ["1", "k", "n"] { #expect(story.line(with: " \(letter)  pass@") != nil) }
    story.press("⎋")
    #expect(story.line(with: " B  tiny-base") != nil || story.line(with: " B  base") != nil)
  }

  @Test func withoutTemperaturesItIsSaidWhatIsMissing() {
    var story = Story(120, 40)
    story.press("7")
    #expect(story.text.contains("No model was sampled at two temperatures with all else equal."))
    story.press("vvv")
    #expect(story.text.contains("No model was sampled at two temperatures"))
  }

  @Test func publishedCurvesStandAloneWhereNothingWasMeasured() {
    var snapshot = Self.snapshot
    snapshot.runs = []
    var story = Story(100, 30, snapshot: snapshot)
    story.press("7")
    #expect(story.line(with: "published: Paper-7B") != nil)
    story.press("p")
    #expect(story.line(with: "published: Paper-7B") == nil)
  }
}
