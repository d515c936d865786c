import Results
import Testing

@testable import Ingest

/// Words of verdicts and of reasons, however they are written.
@Suite struct GradingTextTests {
  @Test(arguments: [
    ("C", true), ("correct", true), ("PASSED", true), ("1.0", true), ("\\u0063", true),
    ("succes\\u0053", true), ("I", false), ("InCorrect", false), ("-1", nil), ("timeout", false),
    ("\\u0074\\u0069\\u006d\\u0065\\u006f\\u0075\\u0074", false), ("0", false), ("", nil),
    ("c ", nil), ("c\\u0000", nil), ("çorrect", nil), ("\u{130}", nil),
    ("correctcorrectcorrect", nil),
    (String(repeating: "c", count: 300), nil),
  ])
  func statesWhatAWordSays(_ text: String, _ stated: Bool?) {
    #expect(read(text, GradingText.statement) == Grading(stated: stated))
    #expect(read(text, GradingText.grading).stated == stated)
  }

  @Test func halfIsWrongAndHasAScore() {
    #expect(read("P", GradingText.statement) == Grading(stated: false, score: 0.5))
  }

  @Test(arguments: [("0.25", 0.25), ("pass", 1), ("No", 0), ("p", 0), ("perhaps", nil)])
  func scoresAreNumbersOrVerdicts(_ text: String, _ score: Double?) {
    #expect(read(text, GradingText.score) == score)
  }

  @Test(arguments: [
    ("stop", FinishReason.stop), ("EOS_Token", .stop), ("eos_to\u{212A}en", .stop),
    ("max_new_tokens", .length), ("Length", .length), ("l\\u0065ngth", .length), ("", .unknown),
    ("tool_calls", .other), ("max_new_tokens_reached", .other), ("長", .other),
  ])
  func namesWhyAResponseEnded(_ text: String, _ finish: FinishReason) {
    #expect(read(text, GradingText.finish) == finish)
  }

  /// What is made of a string with these bytes between its quotes.
  private func read<Made>(_ text: String, _ make: (JSONValue, RecordBytes) -> Made) -> Made {
    let bytes = Array(text.utf8)
    return (bytes + Array(repeating: 0x20, count: JSONScanner.padding)).withUnsafeBytes {
      make(JSONValue(start: 0, length: bytes.count, kind: .string), $0)
    }
  }
}
