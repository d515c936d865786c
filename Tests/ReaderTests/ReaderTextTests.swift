import Reader
import Results
import Testing

@Suite struct ReaderTextTests {
  private func text(_ response: String, prompt: String? = nil, answer: String? = nil) -> ReaderText
  {
    var text = SampleText()
    (text.response, text.prompt, text.answer) = (response, prompt, answer)
    return ReaderText(text)
  }

  private func sections(_ text: ReaderText) -> [String] {
    text.sections.map { "\($0.title): \(text.string($0.range))" }
  }

  @Test func partsBecomeSectionsAndAbsentOnesNone() {
    var sample = SampleText()
    (sample.prompt, sample.gold, sample.response) = ("p", "g", "r")
    #expect(sections(ReaderText(sample)) == ["prompt: p", "gold answer: g", "response: r"])
    #expect(ReaderText(SampleText()).sections.isEmpty)
  }

  @Test(arguments: [
    ("<think>a</think>b", ["reasoning: <think>a</think>", "response: b"]),
    ("\n<think>\na", ["reasoning, not ended: <think>\na"]),
    ("a</think>\n\nb", ["reasoning: a</think>", "response: \n\nb"]),
    (
      "x<think>a</think>y<think>b</think>",
      [
        "response: x", "reasoning: <think>a</think>", "response: y",
        "reasoning: <think>b</think>",
      ]
    ),
    (
      "<|begin_of_thought|>a<|end_of_thought|>b",
      [
        "reasoning: <|begin_of_thought|>a<|end_of_thought|>", "response: b",
      ]
    ),
    ("a < b and b > c", ["response: a < b and b > c"]),
    (
      "<reasoning>a</reasoning><answer>3</answer>",
      [
        "reasoning: <reasoning>a</reasoning>", "response: <answer>3</answer>",
      ]
    ),
  ])
  func reasoningIsDividedFromTheRest(_ response: String, _ expected: [String]) {
    #expect(sections(text(response)) == expected)
  }

  @Test func everyByteOfAResponseIsInOneSection() {
    let response = "a</think>b<think>c</think>  d"
    let text = text(response)
    #expect(text.response.map { text.string($0) } == response)
    #expect(
      zip(text.sections, text.sections.dropFirst()).allSatisfy {
        $0.range.upperBound == $1.range.lowerBound
      })
  }

  @Test func aPromptOfMessagesIsItsTurns() {
    let prompt =
      "<|im_start|>system\nBe brief.<|im_end|>\n<|im_start|>user\n6*7?<|im_end|>\n<|im_start|>assistant\n"
    #expect(
      sections(text("42", prompt: prompt)) == [
        "prompt: system: Be brief.", "prompt: user: 6*7?", "response: 42",
      ])
    #expect(sections(text("", prompt: "<|im_end|> alone")) == ["prompt: <|im_end|> alone"])
  }

  @Test func assistantTurnsAreDividedFromTheirReasoning() {
    var sample = SampleText()
    sample.promptTurns = [
      ChatTurn(role: "user", text: "<think>6*7?"),
      ChatTurn(role: "assistant", text: "<think>six</think>41"),
    ]
    sample.responseTurns = [
      ChatTurn(role: "assistant", text: "<think>a</think>b"),
      ChatTurn(role: "tool", text: "<think>c</think>"),
      ChatTurn(role: "assistant", text: "<think>d"),
    ]
    let text = ReaderText(sample)
    #expect(
      sections(text) == [
        "prompt: user: <think>6*7?", "prompt: assistant, reasoning: <think>six</think>",
        "prompt: assistant: 41", "assistant, reasoning: <think>a</think>", "assistant: b",
        "tool: <think>c</think>", "assistant, reasoning, not ended: <think>d",
      ])
    #expect(text.sections.map(\.isResponse) == [false, false, false, true, true, true, true])
    sample.responseTurns = [ChatTurn(role: "assistant", text: "<think>a</think>b")]
    #expect(
      sections(ReaderText(sample)).suffix(2) == ["reasoning: <think>a</think>", "response: b"])
  }

  @Test func fencesTellCodeFromText() {
    let text = text("a\n```python\nx = 1\n```\nb")
    let section = text.sections[0]
    let start = section.range.lowerBound
    #expect([0, 12, 22].map { text.isCode(at: start + $0, in: 0) } == [false, true, false])
  }

  private func meanings(_ line: String, marks: Bool = false, answer: String? = nil) -> [String] {
    let text = text(line, answer: answer)
    let last = text.sections.count - 1
    let spans = text.spans(
      around: text.sections[last].range, in: last, marks: marks ? TextFindings(text) : nil)
    return spans.map { "\($0.meaning) \(text.string($0.range))" }
  }

  @Test func markupIsRecognised() {
    #expect(meanings("so **this** and `that`") == ["strong **this**", "code `that`"])
    #expect(meanings("# Step 1") == ["heading # Step 1"])
    #expect(meanings("it is $5 or $6 dollars") == [])
    #expect(meanings("thus $x^2$ and \\(y\\)") == ["formula $x^2$", "formula \\(y\\)"])
    #expect(
      meanings("\\[ \\boxed{\\frac{1}{2}} \\]")
        == ["formula \\[ \\boxed{\\frac{1}{2}} \\]", "boxed \\boxed{\\frac{1}{2}}"])
    #expect(meanings("so 17", answer: "17") == ["answer 17"])
    #expect(meanings("Wait, no", marks: true) == ["remark Wait"])
    #expect(meanings("Wait, no") == [])
  }

  @Test func theLastBoxIsTheAnswer() {
    #expect(BoxedAnswer.last(in: "\\boxed{1} then \\boxed{\\text{B}}.") == "\\text{B}")
    #expect(BoxedAnswer.last(in: "\\boxed{1") == nil)
    #expect(BoxedAnswer.last(in: "") == nil)
  }

  @Test func tokensStandWhereTheirTextDoes() {
    var sample = SampleText()
    sample.response = "six times"
    sample.tokens = [
      SampleToken("six", logProbability: -0.5), SampleToken(" times", entropy: 2),
      SampleToken("<eos>"),
    ]
    let text = ReaderText(sample)
    #expect(text.tokens.map { text.string($0.range) } == ["six", " times"])
  }
}

@Suite struct ByteSearchTests {
  private let bytes = Array("Wait, wait. ÉTÉ été WAIT".utf8)

  @Test func caseDoesNotMatter() {
    let all = ByteSearch("wait").all(in: bytes, 0..<bytes.count)
    #expect(all.map(\.lowerBound) == [0, 6, bytes.count - 4])
    #expect(ByteSearch("été").all(in: bytes, 0..<bytes.count).count == 2)
    #expect(ByteSearch("absent").first(in: bytes, 0..<bytes.count) == nil)
    #expect(ByteSearch("").first(in: bytes, 0..<bytes.count) == nil)
  }

  @Test func theLastIsTheLastOfAll() {
    let long = Array((String(repeating: "x", count: 20_000) + "aab").utf8)
    #expect(ByteSearch("aab").last(in: long, 0..<long.count) == 20_000..<20_003)
    let start = Array("needle".utf8) + [UInt8](repeating: 0x20, count: 9000)
    #expect(ByteSearch("needle").last(in: start, 0..<start.count) == 0..<6)
  }
}

@Suite struct WordDifferenceTests {
  private func differences(_ a: String, _ b: String) -> (Int, [String], [String]) {
    let (x, y) = (Array(a.utf8), Array(b.utf8))
    let difference = WordDifference(x[...], y[...])
    return (
      difference.prefix, difference.first.map { String(decoding: x[$0], as: UTF8.self) },
      difference.second.map { String(decoding: y[$0], as: UTF8.self) }
    )
  }

  @Test func theCommonStartEndsAtAWord() {
    let (prefix, first, second) = differences("so x is 12 now", "so x is 13 now")
    #expect(prefix == "so x is".utf8.count && first == ["12"] && second == ["13"])
  }

  @Test func placesAreCountedFromTheStartOfEachText() {
    let bytes = Array("xxxx so 12 now|so 13 now".utf8)
    let difference = WordDifference(bytes[5..<14], bytes[15...])
    #expect(difference.prefix == 2 && difference.first == [3..<5] && difference.second == [3..<5])
  }

  @Test func equalTextsDifferNowhere() {
    let (prefix, first, second) = differences("one two", "one two")
    #expect(prefix == 7 && first.isEmpty && second.isEmpty)
  }

  @Test func addedAndRemovedWordsAreTold() {
    #expect(differences("a b c d", "a c d e").1 == ["b"])
    #expect(differences("a b c d", "a c d e").2 == ["e"])
    #expect(differences("", "x y").2 == ["x y"])
  }

  /// Every text is its common words with its own ones between: what is not marked is the same.
  @Test func whatIsNotMarkedIsTheSame() {
    var state: UInt64 = 7
    func next(_ n: UInt64) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1
      return Int((state >> 33) % n)
    }
    for _ in 0..<300 {
      let words = ["a", "b", "c", "d", "\n"]
      let a = Array((0..<next(30)).map { _ in words[next(5)] }.joined(separator: " ").utf8)
      let b = Array((0..<next(30)).map { _ in words[next(5)] }.joined(separator: " ").utf8)
      let difference = WordDifference(a[...], b[...])
      func rest(_ bytes: [UInt8], _ marked: [Range<Int>]) -> [UInt8] {
        bytes.indices.filter { place in !marked.contains { $0.contains(place) } }
          .map { bytes[$0] }.filter { $0 > 0x20 }
      }
      #expect(rest(a, difference.first) == rest(b, difference.second))
    }
  }

  @Test func farApartTextsKeepWhatIsRareInBoth() {
    func text(_ letter: String) -> [UInt8] {
      let words = (0..<9000).map {
        $0 % 900 == 450 ? "we have shown that x\($0)" : "\(letter)\($0)"
      }
      return Array(("same " + words.joined(separator: " ")).utf8)
    }
    let (a, b) = (text("a"), text("b"))
    let difference = WordDifference(a[...], b[...])
    #expect(!difference.isCut && difference.prefix == 4)
    #expect(difference.first.count == 11 && difference.second.count == 11)
    let marked = difference.first.map { String(decoding: a[$0], as: UTF8.self) }
    #expect(marked[0].hasPrefix("a0 ") && marked[1].hasPrefix("a451 "))
  }
}
