import Glibc
import Results
import TestSupport
import Testing

@testable import ResultIndex

/// What becomes of an index that others change while it is open.
@Suite struct OpenIndexTests {
  private let folder: TemporaryDirectory
  private let index: ResultIndex
  private let told = Told()
  private var path: String { folder.path("i.sqlite") }

  init() throws {
    folder = try TemporaryDirectory()
    index = try ResultIndex(path: folder.path("i.sqlite"), day: 1)
  }

  /// A file of ten samples, whose loss is told.
  private func kept() throws -> StoredFile {
    let told = told
    let written = try index.write([stored("/x", contents(samples: 10))]) { told.add($0) }
    return try #require(written.first)
  }

  @Test func tellsThatSamplesAreLost() throws {
    let kept = try kept()
    _ = try ResultIndex(path: path, day: 1).prune { _, _ in true }
    #expect(kept.contents.parts[0].samples.samples(of: 1).isEmpty)
    #expect(told.all == ["/x"])
  }

  /// One without a log beside it cannot be read while somebody writes: no reason to read files anew.
  @Test func whoWritesIsWaitedFor() async throws {
    let path = folder.path("portable.sqlite")
    let index = try ResultIndex(path: path, day: 1, isPortable: true)
    let kept = try #require(try index.write([stored("/x", contents(samples: 10))]).first)
    let writer = Task.detached {
      let database = try Database(path: path, writes: true)
      try database.run("BEGIN EXCLUSIVE")
      usleep(700_000)
      try database.run("COMMIT")
    }
    usleep(200_000)
    #expect(kept.contents.parts[0].samples.samples(of: 1).count == 2 && kept.contents.isWhole)
    try await writer.value
  }

  /// Files may lie where asking after them takes long; what is written meanwhile stays.
  @Test func pruningKeepsNobodyWaiting() throws {
    let files = (1...3).map { stored("/\($0)", contents(samples: 10)) }
    _ = try index.write(files)
    let other = try ResultIndex(path: path, day: 1)
    var failures = 0
    let forgotten = try index.prune { path, _ in
      let newer = stored("/2", contents(samples: 12), modified: 2)
      if path == "/1", (try? other.write([newer])) == nil { failures += 1 }
      return path != "/3"
    }
    #expect(forgotten == 1 && failures == 0)
    #expect(index.file("/1", view: 7) { _ in true } == nil)
    #expect(index.file("/2", view: 7) { _ in true }?.contents.samples == 12)
    #expect(index.file("/3", view: 7) { _ in true }?.contents.samples == 10)
  }

  /// Another version has built it anew: its rows are not looked at.
  @Test func furtherConnectionsAreOfTheSameVersion() throws {
    let kept = try kept()
    try Database(path: path, writes: true).run("PRAGMA user_version = 999")
    // The one connection is lent to somebody else.
    try index.files[0].use { (_) throws(DatabaseFailure) in
      #expect(index.file("/x", view: 7) { _ in true } == nil)
      #expect(kept.contents.parts[0].samples.samples(of: 1).isEmpty)
      #expect(throws: IndexProblem.otherVersion(path)) { _ = try index.write([kept]) }
    }
  }

  /// Another program has deleted it as damaged and built it anew: rows have other numbers.
  @Test func rowsOfAnotherFileAreNotTakenForThoseThatWereThere() throws {
    let kept = try kept()
    index.discard()
    let other = stored("/y", contents(samples: 10, prefix: "q"))
    _ = try ResultIndex(path: path, day: 1).write([other])
    try index.files[0].use { (_) throws(DatabaseFailure) in
      #expect(kept.contents.parts[0].samples.samples(of: 1).isEmpty)
      #expect(index.file("/y", view: 7) { _ in true }?.contents == other.contents)
    }
    #expect(told.all == ["/x"])
  }
}
