import Ingest
import Results
import TestSupport
import Testing

/// What the reader is given beside plain texts: messages, and tokens with their numbers.
@Suite struct ChatReaderTests {
  private func text(_ fields: String) throws -> SampleText {
    let folder = try TemporaryDirectory()
    try folder.write("{\"problem_id\": \"p\", \"correct\": true, \(fields)}\n", to: "m/x.jsonl")
    let library = try Library(LibraryOptions(paths: [folder.path]))
    library.start()
    defer { library.stop() }
    let run = try #require(library.waitUntilRead().runs.first)
    let samples = library.samples(of: "p", in: run)
    return try library.text(of: try #require(samples.first).reference).get()
  }

  @Test func aPromptOfMessagesIsRead() throws {
    let found = try text(
      #""prompt": [{"role": "system", "content": "Be \"brief\"."}, {"role": "user", "content": [{"type": "text", "text": "6*7?"}]}], "response": "42""#
    )
    #expect(
      found.promptTurns == [
        ChatTurn(role: "system", text: "Be \"brief\"."), ChatTurn(role: "user", text: "6*7?"),
      ])
    #expect(found.response == "42" && found.responseTurns.isEmpty)
  }

  @Test func callsOfToolsAndThoughtsArePartsOfTheirMessages() throws {
    let calls = #"[{"function": {"name": "add", "arguments": "{}"}}]"#
    let found = try text(
      #""problem": "p", "responses": [[{"role": "assistant", "content": null, "reasoning_content": "hm", "tool_calls": \#(calls)}, {"role": "tool", "name": "add", "content": "13"}]]"#
    )
    #expect(
      found.responseTurns == [
        ChatTurn(role: "assistant", text: "<think>hm</think>\n" + calls),
        ChatTurn(role: "tool add", text: "13"),
      ])
  }

  @Test func listsOfOtherThingsAreNoMessages() throws {
    #expect(try text(#""prompt": "[1, 2]", "response": "[{\"a\": 1}]""#).promptTurns.isEmpty)
    #expect(try text(#""prompt": "[1, 2]", "response": "[{\"a\": 1}]""#).responseTurns.isEmpty)
  }

  @Test(arguments: [
    #""tokens": ["si", "x"], "token_logprobs": [-0.5, null], "token_entropies": [0.1, 2]"#,
    #""logprobs": {"content": [{"token": "si", "logprob": -0.5, "entropy": 0.1}, {"token": "x", "entropy": 2}]}"#,
  ])
  func tokensAreReadWithTheirNumbers(_ fields: String) throws {
    #expect(
      try text(#""response": "six", "# + fields).tokens == [
        SampleToken("si", logProbability: -0.5, entropy: 0.1), SampleToken("x", entropy: 2),
      ])
  }
}
