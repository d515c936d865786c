import Glibc
import Testing

@testable import Watching

@Suite struct HybridWatcherTests {
  @Test func pollsWhatOtherHostsMayChange() throws {
    try check(isRemote: true, mode: "polling every 0.1 s: network file system")
  }

  @Test func pollsAllWhenThereIsNoInstanceLeft() throws {
    try check(instances: 0, mode: "polling every 0.1 s: no inotify instances left")
  }

  @Test func pollsTheDirectoriesThatNoWatchIsLeftFor() throws {
    try check(watches: 1, mode: "inotify; polling 1 directory: no inotify watches left")
  }

  @Test func usesInotifyWhereItCan() throws {
    try check(mode: "inotify")
  }

  @Test func waitsForARootThatDoesNotExistAndThenUsesInotify() throws {
    let files = try TemporaryDirectory()
    let recorder = try Recorder()
    let watcher = try HybridWatcher(interval: .milliseconds(20), changed: recorder.callback)
    defer { watcher.stop() }
    #expect(watcher.watch(directory: files("later")) == nil)
    #expect(watcher.mode.polledDirectories == [.missing: 1])
    files.makeDirectory("later")
    recorder.expect([.directory(files("later"))])
    #expect(watcher.watch(directory: files("later")) == nil)
    #expect(watcher.mode.description == "inotify")
    files.write("1", to: "later/a")
    recorder.expect([.file(files("later/a"))])
  }

  @Test func leavesAMissingSubdirectoryToItsParent() throws {
    let files = try TemporaryDirectory()
    let watcher = try HybridWatcher { _ in }
    defer { watcher.stop() }
    watcher.watch(directory: files.path)
    #expect(watcher.watch(directory: files("none"))?.code == ENOENT)
    #expect(watcher.mode.description == "inotify")
  }

  @Test func pollsWhenAsked() throws {
    let files = try TemporaryDirectory()
    let watcher = try makeWatcher(poll: true) { _ in }
    defer { watcher.stop() }
    watcher.watch(directory: files.path)
    #expect(watcher.mode.description == "polling every 1 s")
  }

  /// Watches two directories with so much of inotify, and expects changes of both.
  private func check(
    isRemote: Bool = false, instances: Int = 1, watches: Int32 = 1_000, mode: String
  ) throws {
    let files = try TemporaryDirectory()
    files.makeDirectory("sub")
    let recorder = try Recorder()
    let watcher = try HybridWatcher(
      interval: .milliseconds(100), isRemote: { _ in isRemote }, changed: recorder.callback
    ) { () throws(SystemFailure) in
      guard instances > 0 else { throw SystemFailure(operation: "use inotify", code: EMFILE) }
      return try InotifyWatcher(
        addWatch: { descriptor, path, mask in
          let watch = inotify_add_watch(descriptor, path, mask)
          guard watch > watches else { return watch }
          inotify_rm_watch(descriptor, watch)
          errno = ENOSPC
          return -1
        }, changed: recorder.callback)
    }
    defer { watcher.stop() }
    #expect(watcher.watch(directory: files.path) == nil)
    #expect(watcher.watch(directory: files("sub")) == nil)
    #expect(watcher.mode.description == mode)
    files.write("1", to: "a")
    files.write("1", to: "sub/b")
    recorder.expect([.file(files("a")), .file(files("sub/b"))])
  }
}

@Suite struct WatchModeTests {
  @Test func saysWhyInAFewWords() {
    check(WatchMode(inotifyDirectories: 3), "inotify")
    check(WatchMode(polledDirectories: [.asked: 2]), "polling every 1 s")
    check(
      WatchMode(polledDirectories: [.asked: 2], pollingInterval: .milliseconds(2_540)),
      "polling every 2.5 s")
    check(
      WatchMode(inotifyDirectories: 1, polledDirectories: [.noWatchesLeft: 3]),
      "inotify; polling 3 directories: no inotify watches left")
    check(
      WatchMode(inotifyDirectories: 1, polledDirectories: [.missing: 1, .remoteFileSystem: 2]),
      "inotify; polling 3 directories: 2 network file system, 1 missing")
    check(
      WatchMode(inotifyDirectories: 1, polledDirectories: [.refused(EACCES): 1]),
      "inotify; polling 1 directory: Permission denied")
  }

  @Test func aFailureNamesItsCause() {
    let failure = SystemFailure(operation: "watch", path: "/r", code: ENOSPC)
    #expect(failure.description == "cannot watch '/r': No space left on device")
  }

  private func check(_ mode: WatchMode, _ text: String) { #expect(mode.description == text) }
}
