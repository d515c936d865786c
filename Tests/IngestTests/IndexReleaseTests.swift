import ResultIndex
import Results
import TestSupport
import Testing

@testable import Ingest

/// What a reader does with what it read once an index has it, while its file goes on growing.
@Suite struct IndexReleaseTests {
  private let folder: TemporaryDirectory
  private let index: ResultIndex

  init() throws {
    folder = try TemporaryDirectory()
    index = try ResultIndex(path: folder.path(".index"), day: 1)
  }

  private func line(_ number: Int) -> String {
    "{\"problem_id\": \"p\(number % 2)\", \"sample_idx\": \(number), \"response\": \"r\(number)\", \"correct\": true}\n"
  }

  private func turn(_ number: Int) -> String {
    #"{"input": "q\#(number)", "output": "o", "score": 1, "step": 1, "uid": "a_\#(number % 3)_\#(number / 3)"}"#
      + "\n"
  }

  private func reader(_ relative: String = "m/step_1.jsonl", smallest: Int = 0) -> FileReader {
    let path = folder.path(relative)
    let memory = FileMemory(index: index, path: Root.realPath(path), smallest: smallest, lost: {})
    return FileReader(path: path, relative: relative, memory: memory)
  }

  private func read(_ reader: FileReader) throws -> FileContents {
    switch reader.read(with: ReadBuffer(), publish: { _, _ in }) {
    case .contents(let contents), .recalled(let contents): return contents
    case let other:
      Issue.record("\(other)")
      throw CancellationError()
    }
  }

  /// Writes what a reader offers; returns what the index made of it.
  private func kept(_ reader: FileReader) throws -> StoredFile {
    let offered = try #require(reader.unkept)
    let written = try index.write([offered], lost: { _ in })
    return try #require(written.first)
  }

  /// A writer that flushes blocks leaves half a line at the end of nearly all of them.
  @Test func aLineThatIsBeingWrittenDoesNotLeadBackToTheStart() throws {
    let all = (0..<5000).map(line).joined()
    try folder.write(all + line(5000).prefix(20), to: "m/step_1.jsonl")
    let reader = reader()
    #expect(try read(reader).waiting == 20)
    let first = try kept(reader)
    #expect(first.lines == 5000 && !reader.release(to: first))
    #expect(reader.follow.consumed == all.utf8.count && reader.settled?.contents.samples == 5000)
    #expect(reader.settled?.contents.parts[0].samples.keptBlocks == 2)
    try folder.append(
      String(line(5000).dropFirst(20) + line(5001).prefix(30)), to: "m/step_1.jsonl")
    #expect(try read(reader).samples == 5001)
    // The same row goes on.
    #expect(try kept(reader).row == first.row)
    // Another start goes on from there, too.
    let other = self.reader()
    let again = try read(other)
    #expect(again.samples == 5001 && again.waiting == 30)
    #expect(again.parts[0].samples.keptBlocks == 2)
    #expect(other.unkept?.lines == 5001)
  }

  /// A record without a line's end counts; a file that ends so comes from the index as it is.
  @Test func aLastRecordWithoutAnEndIsKept() throws {
    try folder.write(line(0) + line(1).dropLast(), to: "m/step_1.jsonl")
    let reader = reader()
    #expect(try read(reader).samples == 2)
    let stored = try kept(reader)
    #expect(stored.lines == nil && stored.contents.samples == 2 && reader.release(to: stored))
    let other = self.reader()
    guard case .recalled(let contents) = other.read(with: ReadBuffer(), publish: { _, _ in }) else {
      Issue.record("not recalled")
      return
    }
    #expect(contents.samples == 2)
  }

  /// A file was cut while what had been read of it was being written.
  @Test(arguments: [0, 1 << 20]) func anOlderReadingDoesNotComeBack(smallest: Int) throws {
    try folder.write((0..<20_000).map(line).joined(), to: "m/step_1.jsonl")
    let reader = reader(smallest: smallest)
    #expect(try read(reader).samples == 20_000)
    let stored = try kept(reader)
    try folder.write((0..<30).map(line).joined(), to: "m/step_1.jsonl")
    #expect(try read(reader).samples == 30)
    #expect(!reader.release(to: stored))
    #expect(reader.settled?.contents.samples == 30)
    #expect((reader.unkept == nil) == (smallest > 0))
  }

  @Test func conversationsAreGoneOnWithFromMemory() throws {
    try folder.write((0..<12).map(turn).joined(), to: "v/1.jsonl")
    let reader = reader("v/1.jsonl")
    #expect(try read(reader).samples == 3)
    let stored = try kept(reader)
    #expect(stored.lines == nil && !reader.release(to: stored))
    #expect(reader.follow.consumed > 0)
    try folder.append((12..<20).map(turn).joined(), to: "v/1.jsonl")
    #expect(try read(reader) == read(self.reader("v/1.jsonl")))
  }
}
