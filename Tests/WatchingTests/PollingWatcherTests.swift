import Testing

@testable import Watching

@Suite struct PollingWatcherTests {
  @Test func waitsForADirectoryThatDoesNotExist() throws {
    let files = try TemporaryDirectory()
    let recorder = try Recorder()
    let watcher = try PollingWatcher(interval: .milliseconds(20), changed: recorder.callback)
    defer { watcher.stop() }
    #expect(watcher.watch(directory: files("later")) == nil)
    files.makeDirectory("later")
    recorder.expect([.directory(files("later"))])
    files.write("1", to: "later/a")
    recorder.expect([.file(files("later/a"))])
  }

  @Test func seesThroughASymbolicLink() throws {
    let files = try TemporaryDirectory()
    let elsewhere = try TemporaryDirectory()
    elsewhere.writeLongAgo("1", to: "target")
    files.link("link", to: elsewhere("target"))
    let recorder = try Recorder()
    let watcher = try PollingWatcher(interval: .milliseconds(20), changed: recorder.callback)
    defer { watcher.stop() }
    watcher.watch(directory: files.path)
    elsewhere.append("2", to: "target")
    recorder.expect([.file(files("link"))])
  }

  @Test func dropsWhatIsBelowADirectoryThatIsGone() throws {
    let files = try TemporaryDirectory()
    files.makeDirectory("a")
    files.makeDirectory("a/b")
    let recorder = try Recorder()
    let watcher = try PollingWatcher(interval: .milliseconds(20), changed: recorder.callback)
    defer { watcher.stop() }
    for directory in [files.path, files("a"), files("a/b")] { watcher.watch(directory: directory) }
    files.removeDirectory("a/b")
    files.removeDirectory("a")
    recorder.expect([.directory(files.path)])
    #expect(watcher.directories == [files.path])
  }

  /// One that is made anew may get the number of the one before, and would look the same.
  @Test func tellsOfADirectoryThatWasForgottenAndIsThere() throws {
    let files = try TemporaryDirectory()
    files.makeDirectory("a")
    let recorder = try Recorder()
    let watcher = try PollingWatcher(interval: .milliseconds(20), changed: recorder.callback)
    defer { watcher.stop() }
    for directory in [files.path, files("a")] { watcher.watch(directory: directory) }
    watcher.forget(directory: files("a"))
    recorder.expect([.directory(files("a"))])
  }
}
