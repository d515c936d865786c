import Glibc
import Testing

@testable import Watching

@Suite struct WatchTableTests {
  @Test(arguments: [IN_CREATE, IN_MODIFY, IN_CLOSE_WRITE, IN_ATTRIB, IN_DELETE, IN_MOVED_TO])
  func anEventOfAFileNamesTheFile(_ mask: Int32) {
    check([event(1, mask, "f")], means: [.file("/r/f")])
  }

  @Test(arguments: [IN_CREATE, IN_MOVED_TO, IN_ATTRIB])
  func aDirectoryThatAppearsIsToBeListed(_ mask: Int32) {
    check([event(1, mask | IN_ISDIR, "new")], means: [.directory("/r/new")])
  }

  @Test func aRemovedDirectoryIsForAParentToTell() {
    check([event(1, IN_DELETE | IN_ISDIR, "b")], means: [.directory("/r")], releasing: [4])
  }

  @Test func aMovedDirectoryTakesTheWatchesBelowAlong() {
    check(
      [
        event(1, IN_MOVED_FROM | IN_ISDIR, "a"), event(1, IN_MOVED_TO | IN_ISDIR, "z"),
        event(2, IN_MOVE_SELF), event(3, IN_MODIFY, "late"),
      ],
      means: [.directory("/r"), .directory("/r/z")], releasing: [2, 3])
  }

  @Test func aRootThatIsGoneTellsOfItself() {
    check(
      [event(1, IN_DELETE_SELF), event(1, IN_IGNORED)], means: [.directory("/r")],
      releasing: [1, 2, 3, 4])
  }

  @Test func aWatchThatTheKernelRemovedIsForgotten() {
    check([event(3, IN_IGNORED), event(3, IN_MODIFY, "f")], means: [])
  }

  @Test func lostEventsMeanEverything() {
    check(
      [event(-1, IN_Q_OVERFLOW), event(1, IN_MODIFY, "f")], means: [.everything, .file("/r/f")])
  }

  @Test func twoPathsOfOneDirectoryAreBothTold() {
    var table = sample()
    #expect(table.add(directory: "/link", names: .all, watch: 2) == [])
    check([event(2, IN_MODIFY, "f")], means: [.file("/r/a/f"), .file("/link/f")], in: &table)
    #expect(table.remove("/link") == [])
    #expect(table.remove("/r/a") == [2])
  }

  @Test func aDirectoryWatchedUnderItsNextNameSurvivesItsMove() {
    var table = sample()
    _ = table.add(directory: "/r/z", names: .all, watch: 2)
    check(
      [event(1, IN_MOVED_FROM | IN_ISDIR, "a")], means: [.directory("/r")], releasing: [3],
      in: &table)
    check([event(2, IN_MODIFY, "f")], means: [.file("/r/z/f")], in: &table)
  }

  @Test func aDirectoryReplacedIsReleased() {
    var table = sample()
    #expect(table.add(directory: "/r/b", names: .all, watch: 9) == [4])
    #expect(table.count == 4)
  }

  @Test func namesNotAskedForAreNotTold() {
    var table = WatchTable()
    _ = table.add(directory: "/r", names: .only(["f"]), watch: 1)
    check(
      [event(1, IN_MODIFY, "other"), event(1, IN_MODIFY, "f")], means: [.file("/r/f")], in: &table)
  }

  @Test func forgettingATreeSparesNeighboursWithTheSameBeginning() {
    var table = sample()
    _ = table.add(directory: "/r/ab", names: .all, watch: 5)
    #expect(Set(table.removeTree("/r/a")) == [2, 3])
    #expect(table.contains("/r/ab"))
  }

  /// `/r` is 1, `/r/a` 2, `/r/a/c` 3 and `/r/b` 4.
  private func sample() -> WatchTable {
    var table = WatchTable()
    for (watch, directory) in zip(Int32(1)..., ["/r", "/r/a", "/r/a/c", "/r/b"]) {
      _ = table.add(directory: directory, names: .all, watch: watch)
    }
    return table
  }

  private func event(_ watch: Int32, _ mask: Int32, _ name: String = "") -> InotifyEvent {
    InotifyEvent(watch: watch, mask: mask, name: name)
  }

  private func check(
    _ events: [InotifyEvent], means changes: Set<Change>, releasing released: Set<Int32> = [],
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    var table = sample()
    check(events, means: changes, releasing: released, in: &table, sourceLocation: sourceLocation)
  }

  private func check(
    _ events: [InotifyEvent], means expected: Set<Change>, releasing: Set<Int32> = [],
    in table: inout WatchTable, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    var changes: Set<Change> = []
    var released: [Int32] = []
    for event in events { released += table.translate(event, into: &changes) }
    #expect(changes == expected, sourceLocation: sourceLocation)
    #expect(Set(released) == releasing, sourceLocation: sourceLocation)
  }
}

@Suite struct InotifyEventTests {
  @Test func readsNamesWithoutTheirPadding() {
    let bytes = raw(7, UInt32(IN_CREATE), "abc", padding: 13) + raw(-1, 0x4000, "", padding: 0)
    #expect(
      events(in: bytes) == [
        InotifyEvent(watch: 7, mask: IN_CREATE, name: "abc"),
        InotifyEvent(watch: -1, mask: IN_Q_OVERFLOW),
      ])
  }

  @Test func replacesBytesThatAreNotUTF8() {
    var bytes = raw(7, UInt32(IN_CREATE), "abc", padding: 1)
    bytes[17] = 0xFF
    #expect(events(in: bytes).map(\.name) == ["a\u{FFFD}c"])
  }

  @Test func neverReadsPastTheEnd() {
    let bytes = raw(7, UInt32(IN_CREATE), "abcdefgh", padding: 8)
    for count in 0..<bytes.count { #expect(events(in: Array(bytes[..<count])).count <= 1) }
  }

  private func events(in bytes: [UInt8]) -> [InotifyEvent] {
    var events: [InotifyEvent] = []
    bytes.withUnsafeBytes { buffer in InotifyEvent.forEach(in: buffer) { events.append($0) } }
    return events
  }

  private func raw(_ watch: Int32, _ mask: UInt32, _ name: String, padding: Int) -> [UInt8] {
    let header = [UInt32(bitPattern: watch), mask, 0, UInt32(name.utf8.count + padding)]
    return header.withUnsafeBytes { Array($0) } + Array(name.utf8)
      + [UInt8](repeating: 0, count: padding)
  }
}
