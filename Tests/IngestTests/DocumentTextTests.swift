import Ingest
import Results
import TestSupport
import Testing

/// The texts of a sample are what the file holds at its place.
@Suite struct DocumentTextTests {
  private static let data = Repository().root + "/sample-data/formats/"

  @Test(arguments: [
    (
      "areal", "rollout/8/31", "", 1, "I count on my fingers: try 1.<|im_end|>", nil as String?,
      "<|im_start|>user\nWhat is 8 + 5?<|im_end|>\n<|im_start|>assistant\n"
    ),
    (
      "livecodebench", "_eval_all", "1907_B", 0, "```python\nprint('YES')\n```", "print('YES')",
      "Print YES."
    ),
    (
      "livecodebench", "_eval_all", "3902", 2, "cut \u{FFFD}", "",
      "Print the length of the longest run of equal letters; 😀 counts as one letter."
    ),
    ("evalplus", "temp_0.8", "HumanEval/0", 2, "def f(x):\n    return -x\n", nil, nil),
    (
      "evalplus", "temp_0.8", "HumanEval/1", 0, "def g(s):\n    return s.upper()  # café 😀\n", nil,
      nil
    ),
    ("evalplus", "temp_0.8", "HumanEval/1", 2, "def g(s):\n    return '\u{FFFD}'\n", nil, nil),
    ("evalplus", "bcb", "BigCodeBench/7", 1, "def task_func(): ...\n", nil, nil),
    ("evalplus", "2023", "HumanEval/0", 1, nil, nil, nil),
    ("cruxeval", "input", "sample_1", 1, "f(\"😀\")", nil, nil),
    ("cruxeval", "input", "sample_1", 0, "f('a\u{2028}b')", nil, nil),
    ("cruxeval", "input", "sample_3", 1, "f(1)", nil, nil),
    // The verdicts stand in another order than the texts.
    ("cruxeval", "output", "sample_1", 1, "'{\"raw_scored_generations\": {}}'", nil, nil),
    ("cruxeval", "output", "sample_0", 0, "[1, 2]", nil, nil),
    (
      "reasoning-gym", "chain_sum", "10 − 2", 1, "I give up \u{FFFD}", nil,
      "What is 10 − 2\u{2028}+ 1?"
    ),
    ("reasoning-gym", "mixed", "2x", 1, "<answer>3</answer>", "3", "Solve 2x = 5."),
    ("tau-bench", "airline", "5", 0, "[]", nil, nil),
  ])
  func readsTheTextOfASample(
    format: String, file: String, problem: String, index: Int, response: String?, answer: String?,
    prompt: String?
  ) throws {
    let library = try Library(LibraryOptions(paths: [Self.data + format]))
    library.start()
    defer { library.stop() }
    let snapshot = library.waitUntilRead()
    let run = try #require(
      snapshot.runs.first { $0.files.contains { $0.contains(file.split(separator: "/")[0]) } })
    let found = try #require(
      run.problems.map(\.problem).first { $0.id == problem || $0.title.contains(problem) }
        ?? run.problems.first?.problem)
    let samples = library.samples(of: found.id, in: run)
    let text = try library.text(of: try #require(samples[safe: index]).reference).get()
    #expect(text.response == response)
    #expect(text.answer == answer)
    #expect(text.prompt == prompt)
  }

  @Test func aConversationIsShownAsItIsWritten() throws {
    let library = try Library(LibraryOptions(paths: [Self.data + "tau-bench"]))
    library.start()
    defer { library.stop() }
    let run = try #require(library.waitUntilRead().runs.first)
    let samples = library.samples(of: "0", in: run)
    #expect(samples.map(\.verdict) == [.correct, .incorrect, .correct])
    let text = try library.text(of: samples[2].reference).get()
    #expect(text.prompt == "You are Änne and want your money back.")
    #expect(text.response?.contains("Done, trial 2.") == true)
  }
}

extension Array {
  fileprivate subscript(safe index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}
