import Glibc
import Testing

@testable import Watching

@Suite struct InotifyWatcherTests {
  @Test func asksToLookAtEverythingWhenEventsWereLost() throws {
    let files = try TemporaryDirectory()
    let recorder = try Recorder()
    let entered = try WakeUp()
    let released = try WakeUp()
    let watcher = try InotifyWatcher { changes in
      entered.signal()
      _ = released.wait(atMost: .seconds(20))
      recorder.callback(changes)
    }
    defer { watcher.stop() }
    watcher.watch(directory: files.path)
    files.write("1", to: "a")
    // While the thread is in its callback, nobody empties the queue.
    #expect(entered.wait(atMost: .seconds(20)))
    files.alternate(["a", "b"], times: try queueLength() + 4_000)
    released.signal()
    recorder.expect([.everything])
    recorder.forget()
    files.write("1", to: "after")
    recorder.expect([.file(files("after"))])
  }

  @Test func saysWhyADirectoryCannotBeWatched() throws {
    let files = try TemporaryDirectory()
    files.write("1", to: "a")
    let watcher = try InotifyWatcher { _ in }
    defer { watcher.stop() }
    #expect(watcher.watch(directory: files("none"))?.code == ENOENT)
    #expect(watcher.watch(directory: files("a"))?.code == ENOTDIR)
    #expect(watcher.mode.inotifyDirectories == 0)
  }

  @Test func gathersABurstIntoFewDeliveries() throws {
    let files = try TemporaryDirectory()
    let recorder = try Recorder()
    let watcher = try InotifyWatcher(changed: recorder.callback)
    defer { watcher.stop() }
    watcher.watch(directory: files.path)
    let clock = ContinuousClock()
    let began = clock.now
    files.alternate(["a", "b"], times: 2_000)
    files.write("1", to: "last")
    recorder.expect([.file(files("last"))])
    let intervals = (clock.now - began) / Duration.milliseconds(50)
    #expect(Double(recorder.deliveryCount) <= intervals + 2)
  }

  private func queueLength() throws -> Int {
    try #require(Int(firstLine(of: "/proc/sys/fs/inotify/max_queued_events")))
  }
}
