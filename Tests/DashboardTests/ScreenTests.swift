import Dashboard
import Results
import TerminalUI
import TestSupport
import Testing

/// Every screen as it is drawn, compared with a recorded one.
@Suite struct ScreenTests {
  static let sizes = [(80, 24), (120, 40), (200, 60)]
  static let screens = [
    ("runs", "1"), ("curves", "2→→"), ("histogram", "3"), ("problems", "5jj→"),
    ("samples", "5j⏎jj"), ("files", "0"), ("grouped", "pp"),
    ("difference", "2→→v"), ("panels", "2vv"), ("curve-table", "2vvv"), ("together", "2vvvv→→"),
    ("folded", "2f"), ("logarithmic", "2L→"), ("beyond", "2e"), ("validity", "4V"),
    ("coverage", "4←⏎j"), ("sets", "4vj"), ("lists", "4vv"),
    ("dumbbells", "5vj"), ("flow", "5vv↓"), ("newly", "5vvvj"), ("problem", "5vvvv"),
    ("strata", "5vvvvv→"), ("steps", "5H→"), ("histogram-grid", "3v"),
    ("search", "\\wait⏎j"), ("marks", "5j⏎M"), ("judging", "5j⏎M⏎vx"),
    ("answers", "5j⏎p"), ("beside", "5j⏎d/wait⏎"), ("reader", "5j⏎⏎m/wait⏎jj"),
  ]

  @Test(arguments: sizes)
  func screens(_ columns: Int, _ rows: Int) {
    for (name, keys) in Self.screens {
      var story = Story(columns, rows)
      story.press(keys)
      expectGolden(story.text, named: "\(name)-\(columns)x\(rows)")
    }
  }

  @Test(arguments: [GlyphLevel.block, .ascii])
  func otherGlyphs(_ level: GlyphLevel) {
    for (name, keys) in Self.screens {
      var story = Story(glyphs: level)
      story.press(keys)
      expectGolden(story.text, named: "\(name)-\(level.rawValue)")
    }
  }

  @Test func asciiScreensAreASCII() {
    for (name, keys) in Self.screens + [("help", "?"), ("role", "r"), ("filter", "/é")] {
      for columns in [40, 80, 150] {
        var story = Story(columns, 30, glyphs: .ascii)
        story.press(keys)
        #expect(story.text.utf8.allSatisfy { $0 < 0x7F && ($0 >= 0x20 || $0 == 0x0A) }, "\(name)")
        #expect(!story.text.contains("\\u{2013}") && !story.text.contains("\\u{2026}"), "\(name)")
      }
    }
  }

  @Test(arguments: [(18, 4), (39, 24), (80, 11), (1, 1), (0, 0)])
  func tooSmall(_ columns: Int, _ rows: Int) {
    var story = Story(columns, rows)
    expectGolden(story.text, named: "too-small-\(columns)x\(rows)")
    story.tell(.resized(Size(columns: 80, rows: 24)))
    #expect(story.text == Story().text)
  }

  @Test func theSmallestScreenThatIsDrawn() {
    for (name, keys) in Self.screens {
      var story = Story(40, 12)
      story.press(keys)
      expectGolden(story.text, named: "\(name)-40x12")
    }
  }

  @Test func noResultsYet() {
    var reading = Snapshot()
    reading.progress.filesFound = 40
    reading.progress.filesDone = 10
    reading.progress.bytesFound = 3_000_000
    reading.progress.bytesDone = 1_000_000
    reading.progress.secondsLeft = 4
    var foreign = Snapshot()
    foreign.foreignFiles = 12
    for (name, snapshot) in [("reading", reading), ("empty", Snapshot()), ("foreign", foreign)] {
      var screens: [String] = []
      for (_, keys) in Self.screens {
        var story = Story(72, 13, snapshot: snapshot)
        story.press(keys)
        screens.append(story.text)
      }
      expectGolden(screens.joined(separator: "\n=====\n"), named: name)
    }
  }

  @Test func nothingFits() {
    var screens: [String] = []
    for keys in ["1/nothing⏎", "5/nothing⏎", "0/nothing⏎"] {
      var story = Story(72, 13)
      story.press(keys)
      screens.append(story.text)
    }
    expectGolden(screens.joined(separator: "\n=====\n"), named: "no-match")
  }

  @Test(arguments: [
    ("help-runs", "?"), ("help-samples", "5⏎?"), ("role-prompt", "r"), ("find", "5⏎/wait⏎nn"),
    ("find-nothing", "5⏎/absent⏎"), ("text", "5⏎⏎G"), ("cut-lines", "5⏎w"), ("filter", "/rl"),
    ("rejects", "0⏎j"), ("no-baseline", "jjj   3"), ("strange", "jjjj⏎"),
    ("strange-sample", "jjjj⏎⏎"),
  ])
  func moments(_ name: String, _ keys: String) {
    var story = Story()
    story.press(keys)
    expectGolden(story.text, named: name)
  }

  @Test func manyMarkedRunsKeepTheChosenOneInView() {
    var snapshot = Snapshot()
    snapshot.runs = (1...9).map { step in
      Fixture.run(
        "m/step_\(step)", step == 1 ? .base : .rl, model: "m", step: "\(step)",
        tallies: (0..<6).map { (8, ($0 + step) % 9) })
    }
    var story = Story(snapshot: snapshot)
    story.press("jj j j j j j j 5→→→→→→")
    expectGolden(story.text, named: "many-runs")
    for _ in 0..<9 {
      story.press("→")
      let legend = story.lines.first { $0.hasPrefix("▶") }
      let letter = legend?.dropFirst(2).prefix(1) ?? "?"
      #expect(story.line(with: "▶\(letter)") != nil, "\(letter) is not in the table")
    }
  }

  @Test func everythingDroppedFromTheTableIsInTheDetail() {
    for columns in [60, 80, 100] {
      var story = Story(columns, 24)
      story.press("j")
      let text = story.text
      for part in ["role", "T=0.6", "problems", "unsolved", "ungraded", "truncated", "09:05"] {
        #expect(text.contains(part), "\(part) at \(columns)")
      }
    }
  }

  @Test func figuresOfTheWriterStandBesideOurs() {
    var snapshot = Fixture.snapshot
    let run = snapshot.runs[0]
    let samples = FigureSamples(tallies: run.problems.map(\.tally), parts: [], rule: run.rule)
    let figures = [
      StatedFigure("pass@1", .passAtK(1), 13.0 / 256), StatedFigure("acc", .accuracy, 0.5),
    ]
    snapshot.runs[0].statedFigures = figures.map {
      ComparedFigure($0, file: "metrics.json", samples: samples)
    }
    #expect(
      Story(100, 24, snapshot: snapshot).line(with: "writer's")
        == " writer's  pass@1 5.1% as kscope; acc 50.0%, kscope 5.1%: no reason is known")
    #expect(Story(100, 24).line(with: "writer's") == nil)
  }

  @Test func anUnfinishedEvaluationIsToldOfItsFileAndItsRun() {
    var snapshot = Fixture.snapshot
    snapshot.files[0].unfinished = Unfinished(.cancelled, retry: "again")
    snapshot.runs[0].unfinished = [Unfinished(.cancelled, retry: "again")]
    var story = Story(120, 40, snapshot: snapshot)
    #expect(
      story.line(with: " samples ") == " samples   64 a problem (32 with text), cancelled, "
        + "0 ungraded, 6 truncated, last 09:05")
    story.press("0/base⏎")
    #expect(story.line(with: "base/math/step_0")?.contains("  cancelled  ") == true)
    expectGolden(story.text, named: "unfinished-120x40")
    story.tell(.resized(Size(columns: 80, rows: 24)))
    expectGolden(story.text, named: "unfinished-80x24")
    snapshot.runs[0].files += ["a", "b"]
    snapshot.runs[0].unfinished += [.cancelled, .noEnd].map { Unfinished($0, retry: "") }
    story = Story(120, 40, snapshot: snapshot)
    #expect(story.line(with: "2 files cancelled, 1 file unfinished, 0 ungraded") != nil)
  }

  /// Three seeds that a path tells, at 80 columns within the lines that the detail has there.
  @Test(arguments: sizes)
  func theSpreadOverTrainingSeeds(_ columns: Int, _ rows: Int) {
    for level in [GlyphLevel.braille, .ascii] {
      var story = Story(columns, rows, glyphs: level, snapshot: seeds(from: .token))
      story.press("j")
      expectGolden(story.text, named: "seeds-\(columns)x\(rows)-\(level.rawValue)")
    }
  }

  @Test func theMergeIsOfferedForSeedsOfPathsAlone() {
    var story = Story(200, 60, snapshot: seeds(from: .token))
    #expect(story.line(with: "merge_seeds=true") != nil)
    story.tell(.snapshot(seeds(from: .sidecar)))
    #expect(story.line(with: "merge_seeds") == nil)
    #expect(story.line(with: "3 training seeds (41, 42, 43): pass@1 mean ") != nil)
    story.tell(.snapshot(Fixture.snapshot))
    #expect(story.line(with: "training seed") == nil)
  }

  private func seeds(from source: FactSource) -> Snapshot {
    var snapshot = Fixture.snapshot
    snapshot.runs = [41, 42, 43].map { seed in
      var run = Fixture.run(
        "rl/math/seed\(seed)", .rl, model: "org/tiny-grpo", step: "100",
        tallies: (0..<12).map { (16, ($0 * seed) % 17) })
      run.facts.set(.seed, "\(seed)", source: source)
      return run
    }
    return snapshot
  }

  @Test func theRateIsShownAtEveryWidth() {
    for columns in [40, 60, 80, 120, 200] {
      #expect(Story(columns, 24).text.contains("12.5/s"), "\(columns)")
    }
  }
}
