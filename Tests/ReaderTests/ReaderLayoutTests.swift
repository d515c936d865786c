@testable import Reader
import Results
import TerminalUI
import Testing

/// What is laid out from any place is what is laid out from the start.
@Suite struct ReaderLayoutTests {
  private func layout(
    _ response: String, _ width: Int = 20, wraps: Bool = true, folded: Set<Int> = [],
    prompt: String? = nil
  ) -> ReaderLayout {
    var text = SampleText()
    (text.response, text.prompt) = (response, prompt)
    return ReaderLayout(ReaderText(text), width: width, wraps: wraps, folded: folded)
  }

  private func strings(_ layout: ReaderLayout) -> [String] {
    layout.lines(from: layout.start, count: 10_000).filter(\.isText).map {
      String(repeating: " ", count: $0.indent) + layout.text.string($0.range)
    }
  }

  @Test func wordsStayWhole() {
    #expect(
      strings(layout("the quick brown fox jumps over the lazy dog", 10))
        == ["the quick ", "brown fox ", "jumps over ", "the lazy ", "dog"])
  }

  @Test func listsHang() {
    #expect(
      strings(layout("- one two three four\n  12. five six seven", 18))
        == ["- one two three ", "  four", "  12. five six ", "      seven"])
  }

  @Test func wideCharactersAreCutBetweenThemAndMarksStay() {
    #expect(strings(layout("六乘七是四十二", 8)) == ["六乘七是", "四十二"])
    #expect(strings(layout(String(repeating: "e\u{301}", count: 10), 8)).count == 2)
    #expect(strings(layout("🙂🙂🙂🙂🙂", 8)) == ["🙂🙂🙂🙂", "🙂"])
  }

  @Test func lineEndsOfEverySystemAndEmptyLines() {
    #expect(strings(layout("a\r\nb\n\nc\n")) == ["a", "b", "", "c"])
  }

  @Test func aFoldedSectionIsItsHeading() {
    let layout = layout("r1\nr2", folded: [0], prompt: "p1\np2")
    #expect(strings(layout) == ["r1", "r2"])
    #expect(
      layout.lines(from: layout.start, count: 99).map(\.isHeading)
        == [true, false, true, false, false])
  }

  private var texts: [String] {
    [
      "", "x", "\n\n\n", "a b\n" + String(repeating: "word and 六乘七 ", count: 9000) + "\nend\n",
      // A line of whole blocks, and one that ends amid one.
      String(repeating: "x", count: 2 * ReaderLayout.blockSize) + "\nend",
      String(repeating: "x", count: 100_000), String(repeating: "e\u{301}🙂\t", count: 9000),
      (0..<300).map { "- line \($0) of a list that is longer than the width\n" }.joined(),
      "<think>\n" + String(repeating: "so ", count: 500) + "</think>\n\n\\boxed{2}",
    ]
  }

  @Test func linesAreThePartsOfTheTextInOrder() {
    for text in texts {
      for wraps in [true, false] {
        let layout = layout(text, 30, wraps: wraps, prompt: "What?\n")
        let lines = layout.lines(from: layout.start, count: .max)
        #expect(zip(lines, lines.dropFirst()).allSatisfy { $0.place < $1.place })
        guard wraps else { continue }
        let joined = lines.map { layout.text.string($0.range) }.joined()
        let whole = layout.text.string(0..<layout.text.bytes.count)
        #expect(joined == whole.filter { $0 != "\n" })
      }
    }
  }

  @Test func noLineIsWiderThanTheScreenUnlessByTheSpacesAtItsEnd() {
    for text in texts {
      for width in [8, 30, 77] {
        let layout = layout(text, width)
        for line in layout.lines(from: layout.start, count: 5000) where line.isText {
          var string = layout.text.string(line.range)
          while string.last == " " { string.removeLast() }
          var measure = Sanitizer.Measure(unicode: true, startingAt: line.indent)
          for scalar in string.unicodeScalars { _ = measure.add(scalar) }
          #expect(measure.column <= width, "\(string.prefix(40))")
        }
      }
    }
  }

  @Test func movingGoesThroughTheSameLinesBothWays() {
    for text in texts {
      for wraps in [true, false] {
        let layout = layout(text, 30, wraps: wraps, prompt: "What is it?")
        let places = layout.lines(from: layout.start, count: .max).map(\.place)
        let rows = Array(stride(from: 0, to: places.count, by: max(1, places.count / 40)))
        for row in rows {
          let place = places[row]
          #expect(layout.settle(place) == place)
          for step in [-57, -2, -1, 0, 1, 3, 60] {
            let expected = places[max(0, min(places.count - 1, row + step))]
            #expect(layout.place(place, movedBy: step) == expected)
          }
        }
        #expect(layout.lastTop(height: 7) == places[max(0, places.count - 7)])
      }
    }
  }

  /// Reasoning that is one long line ends where the response begins.
  @Test func whatMeansSomethingIsLookedForInTheLinesOwnSection() {
    let long = "<think>" + String(repeating: "so ", count: 20_000) + "</think>and \\boxed{3}"
    for text in texts + [long] {
      let layout = layout(text, 30, prompt: "What is it?")
      let findings = TextFindings(layout.text)
      for line in layout.lines(from: layout.start, count: .max) where line.isText {
        let section = layout.text.sections[line.place.section].range
        let spans = layout.text.spans(
          around: line.range, in: line.place.section, marks: findings)
        let own = spans.filter { $0.meaning == .boxed || $0.meaning == .code }
        #expect(own.allSatisfy { section.contains($0.range.lowerBound) })
      }
    }
  }

  @Test func aByteIsFoundInItsLine() {
    for text in texts where !text.isEmpty {
      let layout = layout(text, 30)
      for byte in stride(from: 0, to: layout.text.bytes.count, by: 997) {
        let place = layout.place(ofByte: byte)
        let line = layout.lines(from: place, count: 1)[0]
        #expect(line.range.lowerBound <= byte && byte <= line.range.upperBound + 1)
      }
    }
  }

  /// Ten megabytes in one line, in lines of a word, and as a model writes.
  @Test func aKeyCostsTheSameHoweverLongTheTextIs() {
    let clock = ContinuousClock()
    let size = 10_000_000
    for text in [
      String(repeating: "x", count: size), String(repeating: "w\n", count: size / 2),
      String(repeating: "Wait, the sum of six and seven is thirteen.\n\n", count: size / 45),
    ] {
      let layout = layout(text, 100)
      let time = clock.measure {
        var place = layout.lastTop(height: 60)
        for _ in 0..<20 { place = layout.place(place, movedBy: -60) }
        place = layout.place(ofByte: size / 2)
        for _ in 0..<20 { place = layout.place(place, movedBy: 60) }
        _ = layout.lines(from: place, count: 60)
      }
      // 43 of them; a key is allowed 16 ms, and this machine may be busy.
      #expect(time < .milliseconds(43 * 16))
    }
  }
}
