import Results
import TestSupport
import Testing

@testable import Ingest

/// Files whose first record says what it is behind a long text.
@Suite struct LongFirstRecordTests {
  private func record(_ length: Int) -> String {
    let text = String(repeating: "so ", count: length / 3)
    return #"{"response": "\#(text)", "problem_id": "p1", "correct": true}"#
  }

  private func runs(_ name: String, _ bytes: [UInt8]) throws -> Snapshot {
    let folder = try TemporaryDirectory()
    try folder.write(bytes: bytes, to: name)
    let library = try Library(LibraryOptions(paths: [folder.path]))
    library.start()
    _ = library.waitUntilRead()
    defer { library.stop() }
    return library.snapshot
  }

  @Test(arguments: [1000, 65_500, 65_536, 100_000, 1 << 20, 3_000_000])
  func linesAreKnown(_ length: Int) throws {
    let lines = Array((record(length) + "\n" + record(30) + "\n").utf8)
    #expect(try runs("a.jsonl", lines).runs.first?.totals.samples == 2)
    #expect(
      try runs("a.jsonl.gz", Packer.pack(lines, .gzip)).runs.first?.totals.samples == 2)
  }

  @Test(arguments: [1000, 100_000, 900_000])
  func documentsAreKnown(_ length: Int) throws {
    let document = Array("[\(record(length)), \(record(30))]".utf8)
    #expect(try runs("a.json", document).runs.first?.totals.samples == 2)
  }

  /// A line that never shows anything is no results, and not waited for.
  @Test func aLineWithoutEndIsForeign() throws {
    let text = #"{"x": ""# + String(repeating: "y", count: 17 << 20)
    let snapshot = try runs("a.jsonl", Array(text.utf8))
    #expect(snapshot.foreignFiles == 1 && snapshot.files.isEmpty && snapshot.runs.isEmpty)
  }
}
