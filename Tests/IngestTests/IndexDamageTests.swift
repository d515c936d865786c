import Glibc
import Results
import TestSupport
import Testing

@testable import Ingest
@testable import ResultIndex

/// What an index cannot give back any more is read from the results, and nobody sees less.
@Suite struct IndexDamageTests {
  private let folder: TemporaryDirectory
  private var options: LibraryOptions
  private var path: String { folder.path(".index") }

  init() throws {
    folder = try TemporaryDirectory()
    options = LibraryOptions(paths: [folder.path])
    options.smallestIndexed = 0
    try folder.write((0..<6000).map(Self.line).joined(), to: "m/step_1.jsonl")
    options.index = try ResultIndex(path: path, day: 1)
    _ = try look { _, _ in }
  }

  /// Each block once: the one that is full, and the one that may be added to.
  @Test(arguments: [0, 1]) func aChangedBitIsNotBelieved(number: Int) throws {
    for add in [0, 3] {
      try damage(block: number, of: path)
      try folder.append((6000..<6000 + add).map(Self.line).joined(), to: "m/step_1.jsonl")
      try expectAll(6000 + add)
    }
  }

  /// Repeats that were found before leave nobody to look at the samples but those who print them.
  @Test(arguments: [0, 1]) func whoAsksForAllSamplesGetsAll(number: Int) throws {
    try damage(block: number, of: path)
    let count = try look { library, snapshot in
      var count = 0
      for run in snapshot.runs { library.forEachSample(of: run) { _ in count += 1 } }
      return count
    }
    #expect(count == 6000)
  }

  /// The contents have a checksum of their own; what stands beside them has one, too.
  @Test(arguments: [
    "consumed = consumed - 60", "seen = seen + 1", "lines = lines + 1", "modified = modified + 1",
    "head = head + 1", "lists = lists || zeroblob(8)",
  ])
  func aChangedColumnIsNotBelieved(change: String) throws {
    let index = try #require(options.index)
    let real = Root.realPath(folder.path("m/step_1.jsonl"))
    let view = FileMemory.view(of: "step_1.jsonl")
    #expect(index.file(real, view: view) { _ in true } != nil)
    try Database(path: path, writes: true).run("UPDATE file SET \(change)")
    #expect(index.file(real, view: view) { _ in true } == nil)
    try folder.append((6000..<6003).map(Self.line).joined(), to: "m/step_1.jsonl")
    try expectAll(6003)
  }

  /// A search finds the damage itself, and looks through what is read anew.
  @Test(arguments: [0, 1]) func aSearchMissesNothing(number: Int) throws {
    try damage(block: number, of: path)
    let hits = try look(fetches: false) { library, snapshot in
      var hits = 0
      let query = SampleQuery(SoughtText("r"), runs: snapshot.runs.map(\.id))
      let failure = library.search(query) { progress in
        hits = progress.matched
      }
      #expect(failure == nil)
      return hits
    }
    #expect(hits == 6000)
  }

  /// A notice says so, once; the next start finds nothing to say.
  @Test func damageIsTold() throws {
    try damage(block: 0, of: path)
    let text = "the index \(path) is damaged in places; what it had there is read anew"
    #expect(try look { library, _ in library.waitUntilRead().notices } == [text])
    #expect(try look { library, _ in library.waitUntilRead().notices }.isEmpty)
  }

  @Test func mergingTakesOverNoDamage() throws {
    try damage(block: 1, of: path)
    let merged = try ResultIndex(path: folder.path(".merged"), day: 1)
    #expect(try merged.merge(try ResultIndex(reading: [path])) == 0)
    #expect(try merged.summary().files == 0)
    try expectAll(6000, in: ".merged")
    #expect(try merged.summary().files == 1)
  }

  /// Blocks that are gone are no news to anybody: another program has pruned the index.
  @Test func aLostBlockIsReadAnew() throws {
    try Database(path: path, writes: true).run("DELETE FROM block WHERE number = 1")
    try expectAll(6000)
  }

  private static func line(_ number: Int) -> String {
    "{\"problem_id\": \"p\(number % 2)\", \"sample_idx\": \(number), \"response\": \"r\(number)\", \"correct\": true}\n"
  }

  /// Two starts see all samples: one that finds the damage, and one after that.
  private func expectAll(_ count: Int, in name: String = ".index") throws {
    for _ in 0..<2 {
      let seen = try look(in: name) { library, snapshot in
        #expect(snapshot.runs.map(\.totals.samples) == [count])
        var count = 0
        for run in snapshot.runs { library.forEachSample(of: run) { _ in count += 1 } }
        return count
      }
      #expect(seen == count)
    }
  }

  private func look<Value>(
    in name: String = ".index", fetches: Bool = true, _ body: (Library, Snapshot) throws -> Value
  ) throws -> Value {
    var options = options
    options.index = try ResultIndex(path: folder.path(name), day: 1)
    let library = try Library(options)
    library.start()
    defer { library.stop() }
    let snapshot = library.waitUntilRead(fetches: fetches)
    let value = try body(library, snapshot)
    library.waitUntilKept()
    return value
  }

  private func damage(block number: Int, of path: String) throws {
    let database = try Database(path: path, writes: true)
    let read = try database.statement("SELECT bytes FROM block WHERE number = ?").bind(number)
    try #require(try read.step())
    var bytes = read.bytes(0)
    read.reset()
    bytes[bytes.count / 2] ^= 0x10
    try database.statement("UPDATE block SET bytes = ? WHERE number = ?").bind(bytes).bind(number)
      .run()
  }
}
