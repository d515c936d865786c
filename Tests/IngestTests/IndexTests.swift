import Glibc
@testable import ResultIndex
import Results
import TestSupport
import Testing

@testable import Ingest

/// What comes from the index is what reading gives.
@Suite struct IndexTests {
  /// Each format's example twice: the second time nothing is read but what changed.
  @Test func givesWhatReadingGives() throws {
    let other = try TemporaryDirectory()
    let data = Repository().root + "/sample-data"
    var options = LibraryOptions(paths: [data])
    let plain = try report(Library.read(options))
    options.smallestIndexed = 0
    for _ in 0..<2 {
      options.index = try ResultIndex(path: other.path("i.sqlite"), day: 1)
      #expect(try report(read(options)) == plain)
    }
    #expect(try #require(options.index).summary().files > 50)
  }

  @Test func aFileThatIsAsItWasIsNotRead() throws {
    let (folder, options) = try indexed(lines: 100)
    // First the stamp alone shows that all is known; the second look compares checksums, too.
    let reader = reader(of: folder, options)
    let buffer = ReadBuffer()
    guard case .recalled(let contents) = reader.read(with: buffer, publish: { _, _ in }) else {
      return #expect(Bool(false), "not recalled")
    }
    #expect(contents.samples == 100)
    guard case .unchanged = reader.read(with: buffer, publish: { _, _ in }) else {
      return #expect(Bool(false), "not as it was")
    }
  }

  @Test func checksumsTellWhatTheStampDoesNot() throws {
    let (folder, options) = try indexed(lines: 100)
    let path = folder.path("m/step_1.jsonl")
    var status = stat()
    #expect(stat(path, &status) == 0)
    let file = try #require(fopen(path, "r+"))
    fputs(String(line(0).replacing("true", with: "nope")), file)
    fclose(file)
    var times = [status.st_atim, status.st_mtim]
    #expect(utimensat(AT_FDCWD, path, &times, 0) == 0)
    let snapshot = try read(options)
    #expect(snapshot.runs.map(\.totals.samples) == [99])
    #expect(snapshot.rejects.count == 1)
  }

  @Test func aFileThatGrewIsReadFromWhereItWas() throws {
    let (folder, options) = try indexed(lines: 5000)
    try folder.append((5000..<5003).map(line).joined(), to: "m/step_1.jsonl")
    let reader = reader(of: folder, options)
    guard case .contents(let contents) = reader.read(with: ReadBuffer(), publish: { _, _ in })
    else { return #expect(Bool(false), "not read") }
    #expect(contents.samples == 5003)
    // All but the new lines came from the index.
    #expect(contents.parts[0].samples.keptBlocks == 1)
    #expect(reader.unkept?.lines == 5003)
    #expect(try report(read(options)) == report(Library.read(folder.path)))
  }

  @Test func aReplacedFileIsReadAnew() throws {
    let (folder, options) = try indexed(lines: 100)
    try folder.write((0..<40).map(line).joined(), to: "m/new")
    try folder.rename("m/new", to: "m/step_1.jsonl")
    #expect(try read(options).runs.map(\.totals.samples) == [40])
  }

  /// What has other names for its fields is another reading.
  @Test func theIndexKnowsHowAFileWasRead() throws {
    let (folder, options) = try indexed(lines: 100)
    try folder.write(
      "[[override]]\nfiles = \"*\"\nfields = { correct = \"wrong\" }\n", to: "kscope.toml")
    #expect(try read(options).runs.map(\.totals.correct) == [0])
    try folder.remove("kscope.toml")
    #expect(try read(options).runs.map(\.totals.correct) == [100])
    var inner = options
    inner.paths = [folder.path("m")]
    #expect(try report(read(inner)) == report(Library.read(folder.path("m"))))
  }

  /// Jobs read parts of what is then looked at as a whole, or a part of that.
  @Test func anIndexOfAPartIsOneOfTheWhole() throws {
    let folder = try TemporaryDirectory()
    var options = LibraryOptions(paths: [folder.path("all/m")])
    options.smallestIndexed = 0
    for name in ["a", "b"] { try folder.write(line(1) + line(2), to: "all/m/\(name).jsonl") }
    let index = try ResultIndex(path: folder.path("i.sqlite"), day: 1)
    options.index = index
    _ = try read(options)
    for path in ["all", "all/m", "all/m/a.jsonl"] {
      options.paths = [folder.path(path)]
      let snapshot = try read(options)
      #expect(try report(snapshot) == report(Library.read(folder.path(path))))
      #expect(try index.summary().files == 2, "\(path)")
    }
    let file = folder.path("all/m/a.jsonl")
    let memory = FileMemory(index: index, path: Root.realPath(file), smallest: 0, lost: {})
    let reader = FileReader(path: file, relative: "m/a.jsonl", memory: memory)
    guard case .recalled = reader.read(with: ReadBuffer(), publish: { _, _ in }) else {
      Issue.record("not recalled")
      return
    }
  }

  /// Another program empties the index while the dashboard is open.
  @Test func lostSamplesAreReadAgain() throws {
    let (folder, options) = try indexed(lines: 100)
    let library = try Library(options)
    library.start()
    defer { library.stop() }
    let run = try #require(library.waitUntilRead().runs.first)
    #expect(library.samples(of: "p1", in: run).count == 50)
    _ = try ResultIndex(path: try #require(options.index).path, day: 1).prune { _, _ in true }
    _ = library.samples(of: "p0", in: run)
    #expect(try report(library.waitUntilRead()) == report(Library.read(folder.path)))
    #expect(library.samples(of: "p0", in: run).count == 50)
  }

  @Test func aLastLineWithoutAnEndIsReadAgain() throws {
    let (folder, options) = try indexed(
      lines: 100, end: "{\"problem_id\": \"p1\", \"correct\": true}")
    #expect(try read(options).runs.map(\.totals.samples) == [101])
    try folder.append("\n" + line(200), to: "m/step_1.jsonl")
    #expect(try read(options).runs.map(\.totals.samples) == [102])
  }

  /// What was read today is not pruned for what is read after it: it would be read again and again.
  @Test func aFullIndexTakesNoMore() throws {
    let folder = try TemporaryDirectory()
    for step in 1...3 { try folder.write((0..<500).map(line).joined(), to: "m/step_\(step).jsonl") }
    var options = LibraryOptions(paths: [folder.path])
    let path = folder.path(".index")
    options.index = try ResultIndex(path: path, limit: 1, day: 1)
    options.smallestIndexed = 0
    let library = try Library(options)
    library.start()
    defer { library.stop() }
    _ = library.waitUntilRead()
    library.waitUntilKept()
    let snapshot = library.waitUntilRead()
    #expect(
      snapshot.notices
        == ["the index \(path) is full; what is read now is not kept (--index-limit, --index)"])
    #expect(snapshot.runs.map(\.totals.samples) == [500, 500, 500])
    for run in snapshot.runs { #expect(library.samples(of: "p1", in: run).count == 250) }
  }

  /// Another program that writes for a while is waited for.
  @Test func aLockedIndexIsWaitedFor() throws {
    let (folder, options) = try indexed(lines: 100)
    try folder.append((100..<200).map(line).joined(), to: "m/step_1.jsonl")
    let lock = try Database(path: try #require(options.index).path, writes: true)
    try lock.run("BEGIN IMMEDIATE")
    let library = try Library(options)
    library.start()
    defer { library.stop() }
    _ = library.waitUntilRead()
    usleep(500_000)
    try lock.run("COMMIT")
    library.waitUntilKept()
    #expect(library.waitUntilRead().notices.isEmpty)
    #expect(try #require(options.index).summary().files == 1)
  }

  /// Memory does not grow with samples that nobody looks at.
  @Test func samplesAreLeftToTheIndex() throws {
    let (folder, options) = try indexed(lines: 10_000)
    for _ in 0..<2 {
      let library = try Library(options)
      library.start()
      defer { library.stop() }
      _ = library.waitUntilRead()
      library.waitUntilKept()
      let parts = library.monitor.look { state in
        state.entries.values.compactMap { $0.holding?.contents.parts }.flatMap(\.self)
      }
      #expect(parts.map(\.samples.count) == [10_000], "\(folder.path)")
      #expect(parts.map(\.samples.keptBlocks) == parts.map(\.samples.blockCount))
    }
  }

  // What the tests start from.

  /// A file that an index knows.
  private func indexed(
    lines: Int, end: String = ""
  ) throws -> (TemporaryDirectory, LibraryOptions) {
    let folder = try TemporaryDirectory()
    try folder.write((0..<lines).map(line).joined() + end, to: "m/step_1.jsonl")
    var options = LibraryOptions(paths: [folder.path])
    options.index = try ResultIndex(path: folder.path(".index"), day: 1)
    options.smallestIndexed = 0
    _ = try read(options)
    return (folder, options)
  }

  private func line(_ number: Int) -> String {
    "{\"problem_id\": \"p\(number % 2)\", \"sample_idx\": \(number), \"response\": \"r\(number)\", \"correct\": true}\n"
  }

  private func read(_ options: LibraryOptions) throws -> Snapshot {
    let library = try Library(options)
    library.start()
    defer { library.stop() }
    let snapshot = library.waitUntilRead()
    library.waitUntilKept()
    return snapshot
  }

  private func reader(of folder: TemporaryDirectory, _ options: LibraryOptions) -> FileReader {
    FileReader(
      path: folder.path("m/step_1.jsonl"), relative: "m/step_1.jsonl",
      memory: options.index.map {
        FileMemory(
          index: $0, path: Root.realPath(folder.path("m/step_1.jsonl")), smallest: 0, lost: {})
      })
  }
}
