import Glibc
import Synchronization

/// Learns of changes from the kernel, on one thread.
///
/// It cannot see what another host writes, nor writes through a memory map.
/// Adding fails with `ENOSPC` when the user has no watches left, creation with
/// `EMFILE` when there are no instances left.
package final class InotifyWatcher: Watcher {
  /// As `inotify_add_watch`, which fails with -1 and `errno`.
  typealias AddWatch = @Sendable (_ descriptor: Int32, _ path: String, _ mask: UInt32) -> Int32

  /// `IN_ATTRIB` because a file that becomes readable is one to look at.
  private static let interest = UInt32(
    IN_CREATE | IN_MODIFY | IN_CLOSE_WRITE | IN_ATTRIB | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO
      | IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR)

  private let descriptor: Int32
  private let table = Mutex(WatchTable())
  /// Up once the watcher is to stop; never lowered.
  private let stopping: WakeUp
  private let thread = Mutex<StartedThread?>(nil)
  private let addWatch: AddWatch
  private let changed: @Sendable (Set<Change>) -> Void

  package convenience init(
    changed: @escaping @Sendable (Set<Change>) -> Void
  ) throws(SystemFailure) {
    try self.init(addWatch: { inotify_add_watch($0, $1, $2) }, changed: changed)
  }

  /// Creates a watcher that adds watches by other means than the system's.
  init(
    coalescer: Coalescer = Coalescer(), addWatch: @escaping AddWatch,
    changed: @escaping @Sendable (Set<Change>) -> Void
  ) throws(SystemFailure) {
    stopping = try WakeUp()
    self.addWatch = addWatch
    self.changed = changed
    descriptor = inotify_init1(Int32(IN_CLOEXEC | IN_NONBLOCK))
    guard descriptor >= 0 else { throw SystemFailure(operation: "use inotify") }
    let started = try startThread(named: "inotify") { [self] in run(coalescer) }
    thread.withLock { $0 = started }
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }

  package var mode: WatchMode { WatchMode(inotifyDirectories: table.withLock { $0.count }) }

  /// Begins to watch a directory; fails also when it does not exist.
  @discardableResult
  package func watch(directory: String, names: WatchedNames) -> SystemFailure? {
    // The lock is held over the call: an event may arrive before it returns, and
    // must find its watch in the table.
    table.withLock { table in
      let watch = addWatch(descriptor, directory, Self.interest)
      guard watch >= 0 else { return SystemFailure(operation: "watch", path: directory) }
      release(table.add(directory: directory, names: names, watch: watch))
      return nil
    }
  }

  package func forget(directory: String) {
    table.withLock { release($0.removeTree(directory)) }
  }

  /// Forgets one directory, but not those below it.
  func forgetOnly(_ directory: String) {
    table.withLock { release($0.remove(directory)) }
  }

  package func stop() {
    stopping.signal()
    thread.withLock { $0.take() }?.join()
  }

  func isWatching(_ directory: String) -> Bool {
    table.withLock { $0.contains(directory) }
  }

  private func run(_ coalescer: Coalescer) {
    var coalescer = coalescer
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 8)
    defer { buffer.deallocate() }
    while true {
      switch coalescer.next(at: .now) {
      case .await:
        if waitUntilReadable(stopping.descriptor, descriptor, atMost: nil).first { return }
      case .pause(let duration):
        if stopping.wait(atMost: duration) { return }
      case .deliver(let changes):
        if stopping.wait(atMost: .zero) { return }
        changed(changes)
      }
      coalescer.gather(readEvents(into: buffer), at: .now)
    }
  }

  /// Reads what is queued, but not for ever while others go on writing.
  private func readEvents(into buffer: UnsafeMutableRawBufferPointer) -> Set<Change> {
    var changes: Set<Change> = []
    for _ in 0..<32 {
      let count = read(descriptor, buffer.baseAddress, buffer.count)
      guard count > 0 else { break }
      translate(UnsafeRawBufferPointer(rebasing: buffer[..<count]), into: &changes)
    }
    return changes
  }

  private func translate(_ bytes: UnsafeRawBufferPointer, into changes: inout Set<Change>) {
    table.withLock { table in
      InotifyEvent.forEach(in: bytes) { event in
        release(table.translate(event, into: &changes))
      }
    }
  }

  /// Gives watches back; one that the kernel removed already is refused, rightly.
  private func release(_ watches: [Int32]) {
    for watch in watches { inotify_rm_watch(descriptor, watch) }
  }
}
