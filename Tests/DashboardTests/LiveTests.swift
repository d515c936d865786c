import Dashboard
import Results
import TerminalUI
import TestSupport
import Testing

/// Files change under the screens, and the cursors stay on their rows.
@Suite struct LiveTests {
  @Test func theCursorStaysOnItsRunWhileRunsComeGoAndReorder() {
    var story = Story()
    story.press("jj")
    let runs = Fixture.snapshot.runs
    for order in [[2, 0], [4, 3, 2, 1, 0], [2], [0, 1, 2, 3, 4]] {
      var snapshot = Fixture.snapshot
      snapshot.runs = order.map { runs[$0] }
      story.tell(.snapshot(snapshot))
      #expect(story.selectedLine.contains("grpo") && story.selectedLine.contains("12.5"))
    }
  }

  /// While files wait to be read, those of the runs on the screen go first: asked for once.
  @Test func filesOfTheRunUnderTheCursorAreToBeReadFirst() {
    var story = Story()
    var snapshot = Fixture.snapshot
    for index in snapshot.runs.indices {
      snapshot.runs[index].sources = [RunSource(path: "/r/\(index).jsonl", part: 0)]
    }
    func wishes() -> [Effect] {
      story.effects.filter { if case .readFirst = $0 { true } else { false } }
    }
    story.tell(.snapshot(snapshot))
    #expect(wishes().isEmpty)
    snapshot.progress.filesFound = snapshot.progress.filesDone + 1
    story.tell(.snapshot(snapshot))
    #expect(wishes() == [.readFirst((0..<5).map { "/r/\($0).jsonl" })])
    story.tell(.snapshot(snapshot))
    #expect(wishes().isEmpty)
    story.tell(.key(.character("j")))
    #expect(wishes() == [.readFirst([1, 0, 2, 3, 4].map { "/r/\($0).jsonl" })])
  }

  @Test func theCursorStaysNearARunThatGoes() {
    var story = Story()
    story.press("jj")
    var snapshot = Fixture.snapshot
    snapshot.runs.remove(at: 2)
    story.tell(.snapshot(snapshot))
    #expect(story.selectedLine.contains("44.4%"))
  }

  @Test func untilItIsMovedTheCursorWaitsOnTheFirstRow() {
    var story = Story()
    var snapshot = Fixture.snapshot
    var first = Fixture.base
    first.id = "aaa"
    first.facts.set(.model, "first", source: .person)
    snapshot.runs.insert(first, at: 0)
    story.tell(.snapshot(snapshot))
    #expect(story.selectedLine.contains("first"))
  }

  @Test func theCursorStaysOnItsProblemAndFile() {
    var story = Story()
    story.press("5jjj")
    var snapshot = Fixture.snapshot
    for run in [0, 1, 3] {
      snapshot.runs[run].problems = ProblemResults(Array(snapshot.runs[run].problems.dropFirst()))
    }
    snapshot.files.removeLast()
    story.tell(.snapshot(snapshot))
    #expect(story.selectedLine.hasPrefix("m4"))
    story.press("0jj")
    let line = story.selectedLine
    snapshot.files.remove(at: 2)
    story.tell(.snapshot(snapshot))
    #expect(story.selectedLine == line)
  }

  @Test func theWindowMovesNoFurtherThanTheCursorNeeds() {
    var snapshot = Snapshot()
    snapshot.runs = (10..<90).map {
      Fixture.run("run\($0)", .base, model: "model\($0)", step: nil, tallies: [(4, 1)])
    }
    var story = Story(snapshot: snapshot)
    story.press("jjj")
    #expect(story.lines[3].contains("model10") || story.lines[3].contains("10"))
    let first = story.lines[3]
    story.press("jj")
    #expect(story.lines[3] == first)
    story.press("G")
    let last = story.lines[4]
    story.press("kk")
    #expect(story.lines[4] == last)
  }

  @Test func anOpenRunThatGoesIsSaidAndComesBack() {
    var story = Story()
    story.press("5j⏎j")
    let before = story.text
    story.tell(.snapshot(Snapshot()))
    #expect(story.line(with: "The run \(Fixture.baseID) is gone.") != nil)
    story.press("⏎jkG")
    story.tell(.snapshot(Fixture.snapshot))
    story.answer()
    #expect(story.lines[2] == before.split(separator: "\n", omittingEmptySubsequences: false)[2])
    story.tell(.snapshot(Snapshot()))
    story.press("16")
    #expect(story.line(with: "There are no runs") != nil || story.line(with: "is gone") != nil)
  }

  @Test func moreSamplesAreReadOnlyWhenTheOpenRunGrew() {
    var story = Story()
    story.press("5j⏎")
    story.tell(.snapshot(Fixture.snapshot))
    #expect(story.effects.isEmpty)
    var snapshot = Fixture.snapshot
    snapshot.runs[0] = Fixture.run(
      Fixture.baseID, .base, model: "m", step: "0", tallies: [(65, 2), (65, 3)])
    story.tell(.snapshot(snapshot))
    #expect(story.effects == [.loadSamples(run: snapshot.runs[0], problem: "m2")])
  }

  @Test func theOpenSampleStaysOpenWhenSamplesAreAdded() {
    var story = Story()
    story.press("5j⏎jjj")
    let (line, text) = (story.selectedLine, story.lines.suffix(8))
    story.tell(.samples(run: Fixture.baseID, problem: "m2", Fixture.samples(40)))
    #expect(story.effects.isEmpty && story.selectedLine == line && story.lines.suffix(8) == text)
  }

  @Test func answersThatNobodyWaitsForAreDropped() {
    var story = Story()
    story.press("5j⏎")
    let before = story.text
    story.tell(.samples(run: Fixture.lateID, problem: "m2", []))
    story.tell(.samples(run: Fixture.baseID, problem: "m9", []))
    let other = SampleReference(path: "x", shownPath: "x", offset: 0, length: 1, element: 0)
    story.tell(.text(other, .failure(.init("gone"))))
    #expect(story.text == before && story.effects.isEmpty)
  }

  @Test func aTextThatCannotBeReadIsSaid() {
    var story = Story()
    story.press("5j")
    story.tell(.key(.enter))
    story.tell(.samples(run: Fixture.baseID, problem: "m2", Fixture.samples()))
    #expect(story.line(with: "Reading.") != nil)
    let reference = Fixture.samples()[0].reference
    #expect(story.effects == [.loadText(reference)])
    story.tell(.text(reference, .failure(.init("the record is no longer there"))))
    #expect(
      story.line(with: "The text cannot be shown: the record is no longer there.") != nil)
  }

  @Test func textIsFoundForwardAndBackward() {
    var story = Story()
    story.press("5j⏎/LINE 3⏎")
    #expect(story.lines.contains { $0.contains("Line 3:") })
    story.press("n")
    #expect(story.lines.contains { $0.contains("Line 30:") })
    for _ in 0..<10 { story.press("n") }
    #expect(story.lastLine.contains("on from the start"))
    story.press("N")
    #expect(story.lastLine.contains("on from the end"))
    #expect(story.lines.contains { $0.contains("Line 39:") })
    story.press("/absent⏎")
    #expect(story.lastLine == " 'absent' is not in this sample")
  }
}

/// The mouse is never needed, and does what it points at.
@Suite struct MouseTests {
  @Test func aClickOnATabOpensIt() {
    for name in ScreenName.allCases {
      for columns in [40, 64, 72, 80, 200] {
        var story = Story(columns, 24)
        guard let digit = story.lines[0].firstIndex(of: Character("\(name.rawValue)")) else {
          Issue.record("no tab for \(name) at \(columns)")
          continue
        }
        let x = story.lines[0].distance(from: story.lines[0].startIndex, to: digit)
        story.tell(.key(.click(x: x, y: 0)))
        #expect(story.app.screen == name)
      }
    }
  }

  @Test func aClickOnARowPutsTheCursorThere() {
    for keys in ["1", "5", "0", "5⏎"] {
      var story = Story()
      story.press(keys)
      guard let cursor = story.app.render().cursor else {
        Issue.record("no cursor after \(keys)")
        continue
      }
      let line = String(story.lines[cursor.y + 2].dropFirst())
      story.tell(.key(.click(x: 9, y: cursor.y + 2)))
      story.answer()
      #expect(story.selectedLine == line, "\(keys)")
      story.tell(.key(.click(x: 9, y: cursor.y - 1)))
      #expect(story.selectedLine == line, "a click on the heading after \(keys)")
    }
  }

  @Test func theWheelScrollsWhatIsUnderIt() {
    var story = Story(120, 20)
    story.press("5j⏎")
    let list = story.selectedLine
    story.tell(.key(.wheelDown(x: 80, y: 12)))
    #expect(story.selectedLine.prefix(40) == list.prefix(40))
    #expect(story.line(with: "What is 6 × 7?") == nil)
    story.tell(.samples(run: Fixture.baseID, problem: "m2", Fixture.samples(60)))
    story.tell(.key(.wheelDown(x: 5, y: 12)))
    #expect(story.selectedLine.prefix(8).contains("4"))
    story.tell(.key(.wheelUp(x: 5, y: 12)))
    #expect(story.line(with: "    1 ✓") != nil)
  }
}
