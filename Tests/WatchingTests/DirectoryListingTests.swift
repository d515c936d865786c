import Testing

@testable import Watching

@Suite struct DirectoryListingTests {
  @Test func equalListingsDifferInNothing() {
    check(["a": file(1), "d": directory(2)], ["a": file(1), "d": directory(2)], means: [])
  }

  @Test func anyPartOfAStampTells() {
    check(["a": file(1)], ["a": file(2)], means: [.file("/r/a")])
    check(["a": file(1)], ["a": file(1, size: 9)], means: [.file("/r/a")])
    check(["a": file(1)], ["a": FileStamp(inode: 1, modified: 1)], means: [.file("/r/a")])
    check(["a": file(1)], ["a": FileStamp(inode: 1, statusChanged: 1)], means: [.file("/r/a")])
  }

  @Test func filesThatComeAndGoAreTold() {
    check(
      ["a": file(1), "b": file(2)], ["b": file(2), "c": file(3)],
      means: [.file("/r/a"), .file("/r/c")])
  }

  @Test func directoriesThatComeAndGoAreTold() {
    check([:], ["d": directory(1)], means: [.directory("/r/d")])
    check(["d": directory(1)], [:], means: [.directory("/r")], gone: ["/r/d"])
    check(["d": directory(1)], ["d": directory(2)], means: [.directory("/r"), .directory("/r/d")])
  }

  @Test func aFileInPlaceOfADirectoryIsBoth() {
    check(
      ["x": directory(1)], ["x": file(2)], means: [.directory("/r"), .file("/r/x")], gone: ["/r/x"])
    check(["x": file(1)], ["x": directory(2)], means: [.directory("/r/x"), .file("/r/x")])
  }

  @Test func theOrderOfListingDoesNotMatter() {
    let names = (0..<6).map { "f\($0)" }
    let entries = names.enumerated().map { entry($1, file(UInt64($0))) }
    for shift in 0..<entries.count {
      let turned = Array(entries[shift...] + entries[..<shift])
      let before = DirectoryListing(entries: entries)
      #expect(before.changes(to: DirectoryListing(entries: turned), of: "/r").isEmpty)
      var later = turned
      later[0].stamp.size = 1
      let changes = before.changes(to: DirectoryListing(entries: later), of: "/r")
      #expect(changes == [.file("/r/" + later[0].name)])
    }
  }

  private func file(_ inode: UInt64, size: Int64 = 0) -> FileStamp {
    FileStamp(inode: inode, size: size)
  }

  private func directory(_ inode: UInt64) -> FileStamp {
    FileStamp(isDirectory: true, inode: inode)
  }

  private func entry(_ name: String, _ stamp: FileStamp) -> DirectoryListing.Entry {
    DirectoryListing.Entry(name: name, stamp: stamp)
  }

  private func check(
    _ before: [String: FileStamp], _ after: [String: FileStamp], means changes: Set<Change>,
    gone: Set<String> = [], sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let earlier = DirectoryListing(entries: before.map { entry($0, $1) })
    let later = DirectoryListing(entries: after.map { entry($0, $1) })
    #expect(earlier.changes(to: later, of: "/r") == changes, sourceLocation: sourceLocation)
    #expect(earlier.directoriesGone(in: later, of: "/r") == gone, sourceLocation: sourceLocation)
  }
}

@Suite struct ListingScheduleTests {
  private let start = ContinuousClock.now

  @Test func listsUntilTheTickOfTheLastChangeIsSurelyOver() {
    var schedule = ListingSchedule()
    let listed = [0, 1, 1.9, 2, 3].filter { schedule.shouldList(FileStamp(), at: after($0)) }
    #expect(listed == [0, 1, 1.9])
    let times = [4, 5.9, 6]
    let later = times.filter { schedule.shouldList(FileStamp(modified: 1), at: after($0)) }
    #expect(later == [4, 5.9])
  }

  @Test func listsNowAndThenWhateverTheTimesSay() {
    var schedule = ListingSchedule()
    let listed = (0..<20).filter { schedule.shouldList(FileStamp(), at: after(Double($0))) }
    #expect(listed == [0, 1, 6, 11, 16])
  }

  private func after(_ seconds: Double) -> ContinuousClock.Instant { start + .seconds(seconds) }
}
