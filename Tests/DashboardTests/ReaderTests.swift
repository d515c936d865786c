import Dashboard
import Reader
import Results
import TerminalUI
import TestSupport
import Testing

/// The reader: from sample to sample, from problem to problem, into answers and out of the program.
@Suite struct SampleReaderTests {
  private func story(_ keys: String, _ columns: Int = 120, _ rows: Int = 40) -> Story {
    var story = Story(columns, rows)
    story.press("5j⏎" + keys)
    return story
  }

  /// The number of the sample under the cursor.
  private func number(_ story: Story) -> Int? {
    Int(story.selectedLine.prefix(6).split(separator: " ").first ?? "")
  }

  @Test(arguments: [
    ("", 1), ("}", 2), ("}}{", 2), ("{", 1), ("C", 4), ("CC", 7), ("CCC", 1), ("I", 2), ("II", 5),
    ("T", 2), ("TT", 6), ("jjjC", 7),
  ])
  func keysGoToOtherSamples(_ keys: String, _ expected: Int) {
    #expect(number(story(keys)) == expected)
  }

  @Test func goingOnKeepsReading() {
    let story = story("⏎}}")
    #expect(number(story) == 3 && story.line(with: "▶") != nil)
    #expect(self.story("⏎").line(with: "▶") != nil && self.story("").line(with: "▶") == nil)
  }

  /// Where all samples have one verdict and no other run is compared, the next one.
  @Test func besideStandsWhateverThereIs() {
    let right = Fixture.samples().filter { $0.verdict == .correct }
    var story = Story(120, 40, snapshot: Fixture.snapshot)
    story.press("5j⏎")
    guard let run = story.app.snapshot.runs.first?.id else { return }
    story.tell(.samples(run: run, problem: "m2", right))
    story.answer()
    story.press("d")
    #expect(story.line(with: "  4 ✓ right") == nil, "a right one of the other run goes first")
    story.press("D")
    #expect(story.line(with: "  2 ✓ right") != nil, "\(story.text)")
  }

  @Test func aListOfCoverageLeadsToHowItIsSolved() {
    var story = Story(120, 40)
    story.press("5j⏎")
    #expect(number(story) == 1)
    story.press("}4⏎⏎⏎")
    #expect(story.app.screen == .samples && story.selectedLine.contains("✓ right"))
    story.press("j4⏎⏎⏎")
    #expect(story.selectedLine.contains("✓ right"), "from wherever one was")
  }

  @Test func chanceGoesElsewhereAndTheSameWayEachTime() {
    #expect(number(story("R")) != 1 && number(story("R")) == number(story("R")))
    #expect(Set((1...12).compactMap { number(story(String(repeating: "R", count: $0))) }).count > 4)
  }

  @Test func problemsFollowTheListOfProblems() {
    #expect(story("]").line(with: "── m3:") != nil)
    #expect(story("]][").line(with: "── m3:") != nil)
    #expect(story("[[").lastLine == " this is the first problem")
    #expect(story("]⎋").app.selection.problem == "m3")
  }

  @Test(arguments: [
    ("verdict = correct", "3 of 9 samples fit", "1"), ("tokens > 4000", "3 of 9 samples fit", "6"),
    ("finish = length and entropy > 0.3", "1 of 9 samples fit", "6"),
    ("answer = 42", "3 of 9 samples fit", "1"), ("score = 1", "5 of 9 samples fit", "1"),
  ])
  func samplesAreFiltered(_ filter: String, _ head: String, _ first: String) {
    let story = story("f\(filter.replacing("<", with: "<lt>"))⏎g")
    #expect(story.line(with: head) != nil, "\(story.text)")
    #expect(story.selectedLine.trimmed.hasPrefix(first + " "))
  }

  @Test func aFilterNobodyUnderstandsIsCorrectedInPlace() {
    #expect(story("fverdikt = correct").line(with: "verdikt") != nil)
    #expect(story("fverdict = correct⏎⎋").line(with: "samples fit") == nil)
  }

  @Test func samplesAreSorted() {
    #expect(number(story("sg")) == 1)
    #expect(number(story("sSG")) == 1)
    #expect(story("ss").line(with: "entropy▲") != nil)
    #expect(story("sss").line(with: "logprob▲") != nil)
  }

  @Test func answersAreGroupedAndEntered() {
    var story = story("p")
    #expect(story.line(with: " 3 answers") != nil)
    #expect(story.selectedLine.trimmed.hasPrefix("42 ") && story.selectedLine.contains("✓ right"))
    story.press("j⏎")
    #expect(story.line(with: "3 of 9 with answer 7") != nil && number(story) == 2)
    story.press("⎋")
    #expect(story.line(with: " 3 answers") != nil && story.selectedLine.trimmed.hasPrefix("7"))
    story.press("⎋")
    #expect(story.line(with: " 3 answers") == nil && story.app.screen == .samples)
  }

  @Test func sectionsFoldAndUnfold() {
    var story = story("⏎")
    let whole = story.text
    story.press("-")
    #expect(story.line(with: "response, ") != nil && story.line(with: "Line 1:") == nil)
    story.press("+")
    #expect(story.text == whole)
    story.press("⏎")
    #expect(story.line(with: "▶ prompt, 15 B folded") != nil)
    #expect(story.line(with: "What is 6 × 7?") == nil)
  }

  @Test func twoSamplesStandSideBySide() {
    var story = story("d")
    #expect(story.line(with: "▶ 1 ✓ right") != nil && story.line(with: "2 ✗ wrong") != nil)
    #expect(story.line(with: "are the same") != nil)
    story.press("jj")
    #expect(story.lines.filter { $0.contains("What is 6 × 7?") }.isEmpty)
    story.press("l}")
    #expect(story.line(with: "▶ 3 ? none") != nil)
    story.press("⎋")
    #expect(story.line(with: "are the same") == nil && number(story) == 1)
  }

  @Test func aSampleOfTheOtherRunStandsBesideThis() {
    var story = story("dD")
    #expect(story.lines.contains { $0.contains("▶ 1 ✓ right") && $0.contains("org/tiny-grpo") })
    story.press(".")
    #expect(story.app.screen == .samples)
  }

  @Test func reflectionIsMarkedAndCounted() {
    var story = story("⏎m")
    #expect(story.lastLine == " wait 40, ends in a loop: 1 byte 300 times")
    story.press("-")
    let heading = story.line(with: "response, ")
    #expect(heading?.contains("folded, ends in a loop: 1 byte 300 times") == true)
  }

  @Test func theNewestIsFollowed() {
    var story = story("F")
    #expect(number(story) == 9)
    story.tell(.samples(run: Fixture.baseID, problem: "m2", Fixture.samples(12)))
    story.answer()
    #expect(number(story) == 12)
    story.press("F")
    story.tell(.samples(run: Fixture.baseID, problem: "m2", Fixture.samples(15)))
    #expect(number(story) == 12)
  }

  @Test func textsLeaveTheProgramHarmless() throws {
    let raw = Fixture.text.response ?? ""
    #expect(outgoing("y") == "copy \(raw.sanitized())")
    #expect(outgoing("Y") == "copy \(raw)")
    #expect(outgoing("|⏎") == "pager \(raw.sanitized())")
    #expect(outgoing("|wc -l⏎") == "wc -l \(raw.sanitized())")
    #expect(outgoing("|raw less⏎") == "less \(raw)")
    let text = outgoing("o").dropFirst(5)
    #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || $0.isHarmless })
    #expect(text.hasPrefix("# prompt\n\nWhat is 6 × 7?\n"))
  }

  /// What keys send out, and where to.
  private func outgoing(_ keys: String) -> String {
    switch story(keys).effects.first {
    case .copy(let text): "copy " + text.text
    case .pipe(let text, let command): (command ?? "pager") + " " + text.text
    case .edit(let text): "edit " + text.text
    default: "nothing"
    }
  }

  @Test func theListedSamplesAreExported() {
    let all = Fixture.samples()
    #expect(
      story("fverdict = correct⏎E⏎").effects == [
        .exportSamples(
          path: "kscope-samples-m2.jsonl", run: Fixture.baseID, problem: "m2",
          all.filter { $0.verdict == .correct })
      ])
  }

  @Test func reasoningIsMarked() {
    let reference = Fixture.samples()[1].reference
    for (key, verdict) in [("v", ReasoningVerdict.valid), ("x", .invalid), ("z", .unsure)] {
      #expect(
        story("}" + key).effects == [
          .mark(reference, run: Fixture.baseID, problem: "m2", verdict: verdict, note: nil)
        ])
    }
    #expect(story("u").lastLine == " this sample has no mark to take back")
  }

  @Test func tokensShowTheirNumbers() {
    var sample = SampleText()
    sample.response = "six times seven"
    sample.tokens = [
      SampleToken("six", logProbability: -0.25), SampleToken(" times", entropy: 1.5),
    ]
    var story = Story(120, 40)
    story.press("5j")
    story.tell(.key(.enter))
    story.tell(.samples(run: Fixture.baseID, problem: "m2", Fixture.samples()))
    story.tell(.text(Fixture.samples()[0].reference, .success(ReaderText(sample))))
    story.press("⏎'")
    #expect(story.line(with: "token 1 'six': logprob -0.250") != nil)
    story.press("'")
    #expect(story.line(with: "token 2 ' times': entropy 1.500") != nil)
  }

  @Test func allMatchesAreLit() {
    let story = story("/wait⏎")
    let drawn = story.app.render()
    var lit = 0
    for y in 0..<40 { for x in 0..<120 where drawn[x, y]?.style.role == .match { lit += 1; _ = x } }
    let shown = story.lines.filter { $0.contains("wait 42") }.count
    #expect(shown > 10 && lit == 4 * shown)
  }
}

/// Whatever a model writes, no byte of it acts on the terminal.
@Suite struct HostileTextTests {
  private static let pieces: [String] = [
    "\u{1B}[2J", "\u{1B}]52;c;aGk=\u{7}", "\u{1B}P1;2q\u{1B}\\", "\u{9B}31m", "\u{9D}0;x\u{9C}",
    "\0", "\u{8}\u{8}", "\r", "\u{7F}", "\u{202E}", "\u{2066}x\u{2069}", "\u{200B}", "\u{200D}",
    "\u{FEFF}", "\u{FFFD}", "\u{2028}", "\u{E0041}", "\u{AD}", "🙂", "👩‍👩‍👧",
    "é\u{301}\u{302}\u{303}\u{304}",
    "六乘七", "\t", "\n", "\\boxed{\u{1B}[1m}", "$x\u{9B}$", "`\u{7}`", "**\u{202E}**", "```\n",
    "<think>", "</think>", "wait ", "word ", "\u{301}", "\u{1F1E9}\u{1F1EA}", "\u{110BD}",
    "<|im_start|>user\n",
  ]

  @Test(arguments: [1, 2, 3, 4, 5, 6])
  func nothingOfATextReachesTheTerminalAsItIs(_ seed: UInt64) {
    var random = SplitMix64(seed: seed)
    for round in 0..<25 {
      func text() -> String {
        (0..<Int.random(in: 0...120, using: &random)).map { _ in
          Self.pieces.randomElement(using: &random) ?? ""
        }.joined()
      }
      var sample = SampleText()
      (sample.prompt, sample.response) = (text(), text())
      (sample.gold, sample.answer) = (text(), text())
      let glyphs: GlyphLevel = round % 3 == 0 ? .ascii : .braille
      var story = Story(.random(in: 40...130, using: &random), 30, glyphs: glyphs)
      story.press("5j")
      story.tell(.key(.enter))
      story.tell(.samples(run: Fixture.baseID, problem: "m2", Fixture.samples()))
      story.tell(.text(Fixture.samples()[0].reference, .success(ReaderText(sample))))
      for keys in ["", "⏎", "m", "w", "G", "+", "g", "⇟", "/w⏎", "/\u{301}⏎"] {
        story.press(keys)
        check(story.app.render(), glyphs)
      }
      for effect in ["y", "o"].flatMap({
        story.press($0); return story.effects
      }) {
        switch effect {
        case .copy(let text), .edit(let text):
          #expect(text.text.unicodeScalars.allSatisfy { $0 == "\n" || $0.isHarmless })
        default: break
        }
      }
    }
  }

  private func check(_ drawn: Buffer, _ glyphs: GlyphLevel) {
    for cell in drawn.cells {
      for value in [cell.glyph.base, cell.glyph.firstMark, cell.glyph.secondMark] where value != 0 {
        guard let scalar = Unicode.Scalar(value), scalar.isHarmless,
          glyphs.unicode || value < 0x7F
        else {
          Issue.record("U+\(String(value, radix: 16)) is in a cell")
          return
        }
      }
    }
  }
}

extension Unicode.Scalar {
  /// Whether it is seen and moves nothing: by its category, not by the list of the program.
  fileprivate var isHarmless: Bool {
    switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: false
    default: true
    }
  }
}

extension String {
  fileprivate var trimmed: Substring { drop { $0 == " " } }
}
