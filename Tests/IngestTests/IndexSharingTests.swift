import Results
import TestSupport
import Testing

@testable import Ingest
@testable import ResultIndex

/// Several programs that read the same files and keep them in one index.
@Suite struct IndexSharingTests {
  private let folder: TemporaryDirectory

  init() throws { folder = try TemporaryDirectory() }

  /// Both took over the same row; each adds what is new to it, one line behind the other or many.
  @Test(arguments: [1, 100]) func twoAddToWhatBothTookOver(lines: Int) throws {
    try write(5000)
    let first = try Dashboard(folder)
    try first.keep()
    let all = try [first, Dashboard(folder), Dashboard(folder)]
    for dashboard in all { #expect(try dashboard.read()?.samples ?? 5000 == 5000) }
    var count = 5000
    for round in 0..<12 {
      try append(count..<count + lines)
      count += lines
      // The third looks now and then.
      for dashboard in all.prefix(round % 4 == 3 ? 3 : 2) {
        let contents = try #require(try dashboard.read())
        #expect(contents == (try fresh()), "round \(round)")
        try dashboard.keep()
      }
    }
    // Nobody has read the file anew, and what is kept is all there.
    for dashboard in all { #expect(dashboard.restarts == 0) }
    let kept = try #require(try Dashboard(folder).read())
    #expect(kept == (try fresh()) && kept.parts[0].samples.samples(of: 1).count == count / 2)
  }

  /// What one keeps, the other takes over, however far each has come.
  @Test func twoThatBeganWithoutARowShareOne() throws {
    try write(5000)
    let (first, second) = (try Dashboard(folder), try Dashboard(folder))
    #expect(try first.read()?.samples == 5000)
    #expect(try second.read()?.samples == 5000)
    let row = try first.keep()
    #expect(try second.keep() == row)
    // One that came first at one place is second at the next.
    var count = 5000
    for round in 0..<6 {
      try append(count..<count + 10)
      count += 10
      let (ahead, behind) = round % 2 == 0 ? (first, second) : (second, first)
      #expect(try behind.read()?.samples == count)
      try append(count..<count + 10)
      count += 10
      #expect(try ahead.read()?.samples == count)
      #expect(try ahead.keep() == row)
      #expect(try behind.keep() == row)
      #expect(try behind.read()?.samples == count)
      #expect(try behind.keep() == row)
    }
    #expect(first.restarts == 0 && second.restarts == 0)
    #expect(try Dashboard(folder).read() == fresh())
  }

  @Test func whoComesLaterWithoutARowGoesOnWithIt() throws {
    try write(5000)
    let (first, second) = (try Dashboard(folder), try Dashboard(folder))
    #expect(try first.read()?.samples == 5000)
    let row = try first.keep()
    try append(5000..<9000)
    #expect(try second.read()?.samples == 9000)
    #expect(try second.keep() == row)
    #expect(try first.read()?.samples == 9000)
    #expect(try first.keep() == row)
    #expect(first.restarts == 0)
    #expect(try Dashboard(folder).read() == fresh())
  }

  /// The same with all threads, who come first by turns.
  @Test func twoDashboardsFollowOneFile() throws {
    try write(5000)
    func options(_ options: inout LibraryOptions) throws {
      options.index = try ResultIndex(path: folder.path(".index"), day: 1)
      options.smallestIndexed = 0
    }
    let both = try [false, true].map { polls in
      var failure: (any Error)?
      let live = try LiveLibrary(folder, polls: polls) {
        do { try options(&$0) } catch { failure = error }
      }
      if let failure { throw failure }
      return live
    }
    for count in stride(from: 5000, to: 6000, by: 100) {
      try append(count..<count + 100)
      for live in both {
        #expect(live.waitUntil { $0.runs.map(\.totals.samples) == [count + 100] })
      }
    }
    for live in both { try live.expectFresh() }
    var again = LibraryOptions(paths: [folder.path])
    try options(&again)
    let library = try Library(again)
    library.start()
    defer { library.stop() }
    let run = try #require(library.waitUntilRead(fetches: true).runs.first)
    #expect(library.samples(of: "p1", in: run).count == 3000)
  }

  /// A file that was cut is another one: nobody may go on from what was kept of it before.
  @Test func aFileThatWasCutHasARowOfItsOwn() throws {
    try write(6000)
    let (first, second) = (try Dashboard(folder), try Dashboard(folder))
    #expect(try first.read()?.samples == 6000)
    #expect(try second.read()?.samples == 6000)
    let row = try first.keep()
    #expect(try second.keep() == row)
    try write(5000)
    #expect(try second.read()?.samples == 5000)
    #expect(try second.keep() != row)
    #expect(try first.read()?.samples == 5000)
    try first.keep()
    #expect(try Dashboard(folder).read() == fresh())
  }

  /// Another program writes for long: what was read meanwhile is kept afterwards.
  @Test func whoIsLockedOutKeepsWhatItReadLater() throws {
    try write(100)
    let index = try ResultIndex(path: folder.path(".index"), day: 1)
    let lock = try Database(path: index.path, writes: true)
    try lock.run("BEGIN IMMEDIATE")
    let live = try LiveLibrary(folder) { options in
      (options.index, options.smallestIndexed, options.indexPatience) = (index, 0, 1)
    }
    let notice =
      "the index \(index.path) is kept locked by another program; what is read now is kept once it is free"
    #expect(live.waitUntil { $0.notices == [notice] })
    try append(100..<120)
    #expect(live.waitUntil { $0.runs.map(\.totals.samples) == [120] })
    #expect(try index.summary().files == 0)
    try lock.run("COMMIT")
    #expect(live.waitUntil { $0.notices.isEmpty })
    let kept = try #require(try Dashboard(folder).read())
    #expect(kept == (try fresh()) && kept.parts[0].samples.keptBlocks == 1)
  }

  // What the tests are made of.

  private func line(_ number: Int) -> String {
    "{\"problem_id\": \"p\(number % 2)\", \"sample_idx\": \(number), \"response\": \"r\(number)\", \"correct\": true}\n"
  }

  private func write(_ count: Int) throws {
    try folder.write((0..<count).map(line).joined(), to: "m/step_1.jsonl")
  }

  private func append(_ range: Range<Int>) throws {
    try folder.append(range.map(line).joined(), to: "m/step_1.jsonl")
  }

  private func fresh() throws -> FileContents {
    let reader = FileReader(path: folder.path("m/step_1.jsonl"), relative: "m/step_1.jsonl")
    guard case .contents(let contents) = reader.read(with: ReadBuffer(), publish: { _, _ in })
    else { throw CancellationError() }
    return contents
  }
}

/// A reader of one file with an index of its own, which others have open, too.
private final class Dashboard {
  private let index: ResultIndex
  private let reader: FileReader
  private let losses = Losses()
  /// How often it began at the start since samples were lost.
  private(set) var restarts = 0

  init(_ folder: TemporaryDirectory) throws {
    index = try ResultIndex(path: folder.path(".index"), day: 1)
    let path = folder.path("m/step_1.jsonl")
    let memory = FileMemory(index: index, path: Root.realPath(path), smallest: 0) {
      [losses] in losses.add()
    }
    reader = FileReader(path: path, relative: "m/step_1.jsonl", memory: memory)
  }

  /// Reads as a library does: anew where samples were lost; `nil` where nothing has changed.
  func read() throws -> FileContents? {
    for _ in 0..<2 {
      if losses.take() {
        restarts += 1
        reader.distrust()
      }
      let outcome = reader.read(with: ReadBuffer(), publish: { _, _ in })
      switch outcome {
      case .contents(let contents) where losses.isEmpty, .recalled(let contents): return contents
      case .unchanged where losses.isEmpty: return nil
      case .contents, .unchanged: continue
      default: throw CancellationError()
      }
    }
    return nil
  }

  /// Keeps what was read; returns the row.
  @discardableResult
  func keep() throws -> Int64? {
    if reader.unkept == nil { _ = try read() }
    guard let offered = reader.unkept else { return nil }
    let written = try index.write([offered]) { [losses] _ in losses.add() }
    let stored = try #require(written.first)
    _ = reader.release(to: stored)
    return stored.row
  }
}

private final class Losses: @unchecked Sendable {
  // Sendable: the tests read on their own thread.
  private var count = 0
  var isEmpty: Bool { count == 0 }
  func add() { count += 1 }
  func take() -> Bool {
    defer { count = 0 }
    return count > 0
  }
}
