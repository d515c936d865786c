import Results
import TestSupport
import Testing

@testable import Ingest

/// Texts with bytes that are no UTF-8.
@Suite struct BrokenTextTests {
  /// They are read, marked where they are broken, and found.
  @Test func brokenBytesAreMarked() throws {
    let folder = try TemporaryDirectory()
    let start = Array(#"{"problem_id": "p", "response": "raw "#.utf8)
    let end = Array(#" by\ud800tes?", "correct": true}"#.utf8)
    try folder.write(
      bytes: start + [0xFF, 0xC3, 0x28, 0xED, 0xA0, 0x80] + end + [0x0A], to: "a.jsonl")
    let library = try Library(LibraryOptions(paths: [folder.path]))
    library.start()
    _ = library.waitUntilRead()
    defer { library.stop() }
    let run = try #require(library.snapshot.runs.first)
    let sample = try #require(library.samples(of: "p", in: run).first)
    let text = try library.text(of: sample.reference).get().response
    #expect(text == "raw \u{FFFD}\u{FFFD}(\u{FFFD}\u{FFFD}\u{FFFD} by\u{FFFD}tes?")
    var last = SearchProgress()
    library.search(SampleQuery(SoughtText("tes?"), runs: [run.id])) { last = $0 }
    #expect(last.matched == 1)
  }
}
