import Glibc
import Results
import TestSupport
import Testing

@testable import ResultIndex

/// What an index keeps, it gives back; what it cannot, it says.
@Suite struct ResultIndexTests {
  @Test func givesBackWhatItWasGiven() throws {
    let folder = try TemporaryDirectory()
    let index = try ResultIndex(path: folder.path("i.sqlite"), day: 1)
    let file = stored("/a/x.jsonl", contents(samples: 10_000))
    let kept = try #require(try index.write([file]).first)
    #expect(kept.contents == file.contents)
    #expect(kept.contents.parts[0].samples.keptBlocks == 3)

    let other = try ResultIndex(path: folder.path("i.sqlite"), day: 1)
    let found = try #require(other.file("/a/x.jsonl", view: 7) { _ in true })
    #expect(found.contents == file.contents)
    #expect(found.position == file.position && found.lines == 10_000)
    #expect(
      found.contents.parts[0].samples.samples(of: 3)
        == file.contents.parts[0].samples.samples(of: 3))
    #expect(other.file("/a/x.jsonl", view: 8, where: { _ in true }) == nil)
    #expect(other.file("/a/y.jsonl", view: 7, where: { _ in true }) == nil)
    #expect(other.file("/a/x.jsonl", view: 7, where: { _ in false }) == nil)
  }

  /// Samples that come on top of kept ones are as if all had been read at once.
  @Test(arguments: [1, 4095, 4096, 4097, 9000]) func goesOnWhereItWas(first: Int) throws {
    let folder = try TemporaryDirectory()
    let index = try ResultIndex(path: folder.path("i.sqlite"), day: 1)
    var file = stored("/x", contents(samples: first))
    file = try #require(try index.write([file]).first)
    let bytes = try folder.size(of: "i.sqlite-wal")
    for sample in first..<9500 { add(sample, to: &file.contents) }
    let expected = contents(samples: 9500)
    #expect(file.contents == expected)
    let row = file.row
    file = try #require(try index.write([file]).first)
    #expect(file.row == row)
    #expect(file.contents == expected)
    #expect(try #require(index.file("/x", view: 7) { _ in true }).contents == expected)
    // Blocks that were full are not written again.
    if first == 9000 { #expect(try folder.size(of: "i.sqlite-wal") < 2 * bytes) }
  }

  @Test func filesOfOneBenchmarkShareTheirProblems() throws {
    let folder = try TemporaryDirectory()
    let index = try ResultIndex(path: folder.path("i.sqlite"), day: 1)
    let files = (0..<20).map { stored("/\($0)", contents(samples: 50)) }
    _ = try index.write(files + [stored("/other", contents(samples: 50, prefix: "q"))])
    let lists = try index.files[0].use { (database) throws(DatabaseFailure) in
      try database.integer("SELECT count(*) FROM list")
    }
    #expect(lists == 2)
  }

  /// One pass gives what look-ups would have given, once, of the folders that were named.
  @Test func rowsCanBeTakenOutAhead() throws {
    let folder = try TemporaryDirectory()
    let index = try ResultIndex(path: folder.path("i.sqlite"), day: 1)
    let files = ["/a/x", "/a/y/z", "/a0", "/ab"].map { stored($0, contents(samples: 5000)) }
    _ = try index.write(files)
    index.readAhead(below: ["/a", "/none"])
    try index.files[0].use { (database) throws(DatabaseFailure) in
      try database.run("DELETE FROM file")
    }
    #expect(index.file("/a/x", view: 8) { _ in true } == nil)
    for file in files.prefix(2) {
      let found = index.file(file.path, view: 7) { _ in true }
      #expect(found?.contents == file.contents && found?.position == file.position)
      #expect(index.file(file.path, view: 7) { _ in true } == nil)
    }
    for file in files.suffix(2) { #expect(index.file(file.path, view: 7) { _ in true } == nil) }

    let other = try ResultIndex(path: folder.path("j.sqlite"), day: 1)
    _ = try other.write(files)
    other.readAhead(below: ["/a"])
    other.endReadingAhead()
    #expect(other.file("/a/x", view: 7) { _ in true }?.contents == files[0].contents)
  }

  @Test func severalIndexesAnswerAsOne() throws {
    let folder = try TemporaryDirectory()
    let files = (0..<6).map { stored("/\($0)", contents(samples: 100 * ($0 + 1))) }
    let parts = try [files[0..<3], files[3..<6]].enumerated().map { number, files in
      let path = folder.path("\(number).sqlite")
      _ = try ResultIndex(path: path, day: 1).write(Array(files))
      return path
    }
    let opened = try ResultIndex(path: folder.path("own.sqlite"), others: parts, day: 1)
    let merged = try ResultIndex(path: folder.path("merged.sqlite"), day: 1)
    #expect(try merged.merge(try ResultIndex(reading: parts)) == 6)
    #expect(try merged.merge(try ResultIndex(reading: parts)) == 0)
    for file in files {
      for index in [opened, merged] {
        let found = try #require(index.file(file.path, view: 7) { _ in true })
        #expect(found.contents == file.contents)
      }
    }
    // What comes from another index is written anew, with its samples.
    let other = try #require(opened.file("/5", view: 7) { _ in true })
    _ = try opened.write([other])
    unlink(parts[1])
    let own = try ResultIndex(path: folder.path("own.sqlite"), day: 1)
    #expect(try #require(own.file("/5", view: 7) { _ in true }).contents == files[5].contents)
  }

  @Test func newerKnowledgeWins() throws {
    let folder = try TemporaryDirectory()
    let (old, new) = (contents(samples: 10), contents(samples: 20))
    for (name, contents, time) in [("old", old, 1), ("new", new, 2)]
      as [(String, FileContents, Int64)]
    {
      _ = try ResultIndex(path: folder.path(name), day: 1)
        .write([stored("/x", contents, modified: time)])
    }
    for order in [["old", "new"], ["new", "old"]] {
      let index = try ResultIndex(path: folder.path(order.joined()), day: 1)
      for name in order { _ = try index.merge(try ResultIndex(reading: [folder.path(name)])) }
      #expect(try #require(index.file("/x", view: 7) { _ in true }).contents == new)
    }
  }

  @Test func forgetsWhatIsGoneAndWhatNobodyUses() throws {
    let folder = try TemporaryDirectory()
    let path = folder.path("i.sqlite")
    for day in 1...6 {
      _ = try ResultIndex(path: path, day: day)
        .write([stored("/\(day)", contents(samples: 4096, prefix: "p\(day) "))])
    }
    let size = try ResultIndex(path: path, day: 6).size
    // The oldest is used, so it is the newest.
    let user = try ResultIndex(path: path, day: 7)
    #expect(user.file("/1", view: 7) { _ in true } != nil)
    _ = try user.write([])
    #expect(try user.prune { path, _ in path == "/3" } == 1)
    let index = try ResultIndex(path: path, limit: size / 2, day: 8)
    #expect(index.isTooLarge)
    #expect(try index.prune() > 0)
    #expect(!index.isTooLarge)
    #expect(index.file("/1", view: 7) { _ in true } != nil)
    #expect(index.file("/2", view: 7) { _ in true } == nil)
    #expect(index.file("/3", view: 7) { _ in true } == nil)
  }

  // What cannot be used.

  @Test func refusesWhatIsNoIndex() throws {
    let folder = try TemporaryDirectory()
    let path = folder.path("i.sqlite")
    func problem() -> String? {
      do throws(IndexProblem) {
        _ = try ResultIndex(path: path, day: 1)
        return nil
      } catch { return error.description }
    }
    try folder.write("hello, this is a text of mine, and not a short one either\n", to: "i.sqlite")
    let isForeign = "\(path) is no index of kscope; name another file with --index"
    #expect(problem() == isForeign)
    try folder.remove("i.sqlite")
    try Database(path: path, writes: true).run("CREATE TABLE mine (x)")
    #expect(problem() == isForeign)
    try folder.remove("i.sqlite")
    _ = try ResultIndex(path: path, day: 1)
    try Database(path: path, writes: true).run("PRAGMA user_version = 999")
    #expect(problem() == "the index \(path) is of another version of kscope; delete it")
    try folder.remove("i.sqlite")
    mkdir(path, 0o700)
    #expect(
      problem()
        == "the index \(path) cannot be used: it is a folder; name another with --index, or do without by --no-index"
    )
  }

  /// A named index is built anew only where its head still says that it is one.
  @Test func aNamedIndexIsBuiltAnewIfItSaysWhatItIs() throws {
    let folder = try TemporaryDirectory()
    let path = folder.path("i.sqlite")
    do { _ = try ResultIndex(path: path, day: 1).write([stored("/x", contents(samples: 5000))]) }
    let file = try #require(fopen(path, "r+"))
    fseek(file, 100, SEEK_SET)
    for _ in 0..<4000 { fputc(0xEE, file) }
    fclose(file)
    let opened = try ResultIndex.open(named: path, others: [], limit: 1 << 30, day: 1)
    #expect(opened.notices == ["\(path) was a damaged index and is built anew"])
    #expect(try #require(opened.index).summary().files == 0)
    #expect(throws: IndexProblem.foreign(folder.path("text"))) {
      try folder.write(String(repeating: "my own text ", count: 1000), to: "text")
      _ = try ResultIndex.open(named: folder.path("text"), others: [], limit: 1 << 30, day: 1)
    }
  }

  @Test func itsOwnPlaceIsBuiltAnewWithANotice() throws {
    let folder = try TemporaryDirectory()
    let places = IndexPlaces { ["XDG_CACHE_HOME": folder.path, "TMPDIR": folder.path("tmp")][$0] }
    let path = folder.path("kscope/index.sqlite")
    #expect(places.usual == path)
    do {
      let first = ResultIndex.open(places, limit: 1 << 30, day: 1)
      #expect(first.index?.path == path && first.notices.isEmpty)
    }
    try folder.write(String(repeating: "damage ", count: 4000), to: "kscope/index.sqlite")
    let second = ResultIndex.open(places, limit: 1 << 30, day: 1)
    #expect(second.index?.path == path)
    #expect(second.notices == ["\(path) was no index and is built anew"])
    try Database(path: path, writes: true).run("PRAGMA user_version = 999")
    let third = ResultIndex.open(places, limit: 1 << 30, day: 1)
    #expect(
      third.notices == ["\(path) was the index of another version of kscope and is built anew"])
    #expect(ResultIndex.open(places, limit: 1 << 30, day: 1).notices.isEmpty)
  }

  /// SQLite has no word for a format of its tables that it does not know.
  @Test func aHeadThatIsDamagedIsBuiltAnew() throws {
    let folder = try TemporaryDirectory()
    let path = folder.path("i.sqlite")
    do { _ = try ResultIndex(path: path, day: 1) }
    let descriptor = open(path, O_WRONLY)
    defer { close(descriptor) }
    #expect(pwrite(descriptor, [UInt8(0xFF)], 1, 47) == 1)
    let opened = try ResultIndex.open(named: path, others: [], limit: 1 << 30, day: 1)
    #expect(opened.notices == ["\(path) was a damaged index and is built anew"])
  }

  @Test func anotherPlaceIsTakenWhereTheUsualCannotBe() throws {
    let folder = try TemporaryDirectory()
    try folder.write("in the way", to: "kscope")
    let places = IndexPlaces {
      ["XDG_CACHE_HOME": folder.path, "XDG_RUNTIME_DIR": folder.path("run")][$0]
    }
    mkdir(folder.path("run"), 0o700)
    let own = folder.path("run/kscope/index.sqlite")
    let opened = ResultIndex.open(places, limit: 1 << 30, day: 1)
    #expect(opened.index?.path == own)
    #expect(opened.notices.last == "what was read is kept on this host alone, in \(own)")
    // A folder that others can write to is not trusted.
    chmod(folder.path("run/kscope"), 0o777)
    let refused = ResultIndex.open(places, limit: 1 << 30, day: 1)
    #expect(refused.index == nil)
    #expect(
      refused.notices.last
        == "no index can be kept: every start reads all; name a place with --index")
  }

  /// Whatever byte of a row another program has changed: the row is as good as not there.
  @Test func changedBytesAreNoResults() throws {
    let whole = contents(samples: 3).stored
    let list = contents(samples: 3).parts[0].table.storedList
    let block = try #require(contents(samples: 3).parts[0].samples.stored(block: 0))
    let listed = try ListedProblems(stored: list)
    func read(_ whole: [UInt8], block: [UInt8]) throws(DamagedBytes) -> (FileContents, BlockStore) {
      let store = BlockStore(block)
      let read = try FileContents(stored: whole) { (_) throws(DamagedBytes) in
        listed
      } store: { _ in
        store
      }
      return (read, store)
    }
    #expect(try read(whole, block: block).0 == contents(samples: 3))
    for place in list.indices {
      #expect(throws: DamagedBytes.self) { _ = try ListedProblems(stored: list.changed(at: place)) }
    }
    for place in whole.indices {
      #expect(throws: DamagedBytes.self) { _ = try read(whole.changed(at: place), block: block) }
    }
    for place in block.indices {
      let (contents, store) = try read(whole, block: block.changed(at: place))
      #expect(contents.parts[0].samples.samples(of: 1).isEmpty && store.isLost)
    }
    for place in list.indices {
      #expect(throws: DamagedBytes.self) {
        _ = try ListedProblems(stored: Array(list.prefix(place)))
      }
    }
  }
}
