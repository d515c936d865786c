import CSystem
import Synchronization

/// Learns of changes by looking again and again, on one thread of low priority.
///
/// Sees what any host writes, on any file system, within an interval. A directory
/// that does not exist is waited for.
package final class PollingWatcher: Watcher {
  /// A directory is away from the table while it is swept: a file system that
  /// hangs must not keep others from being watched.
  fileprivate enum Slot: Sendable {
    case resting(PolledDirectory)
    case away(WatchedNames)
  }

  fileprivate struct State: Sendable {
    var slots: [String: Slot] = [:]
    /// Directories that were forgotten while the one above was away.
    var forgotten: Set<String> = []
    var lastSweep = Duration.zero
    var isStopped = false
  }

  private let interval: Duration
  private let state = Mutex(State())
  /// Up when there is something to poll after nothing, and when to stop.
  private let nudge: WakeUp
  private let thread = Mutex<StartedThread?>(nil)
  private let changed: @Sendable (Set<Change>) -> Void

  package init(
    interval: Duration = .seconds(1), changed: @escaping @Sendable (Set<Change>) -> Void
  ) throws(SystemFailure) {
    self.interval = interval
    self.changed = changed
    nudge = try WakeUp()
    let started = try startThread(named: "polling") { [self] in run() }
    thread.withLock { $0 = started }
  }

  package var mode: WatchMode {
    state.withLock {
      WatchMode(
        polledDirectories: [.asked: $0.slots.count],
        pollingInterval: max(interval, $0.lastSweep + pause(after: $0.lastSweep)))
    }
  }

  /// Begins to watch a directory, after listing it on the calling thread.
  ///
  /// - Returns: `nil`, always.
  @discardableResult
  package func watch(directory: String, names: WatchedNames) -> SystemFailure? {
    if state.withLock({ $0.rename(directory, names) }) { return nil }
    // What happens from here on differs from this listing.
    let polled = PolledDirectory(directory: directory, names: names, at: .now)
    let isFirst = state.withLock { state in
      state.slots[directory] = .resting(polled)
      return state.slots.count == 1
    }
    if isFirst { nudge.signal() }
    return nil
  }

  /// A directory that is there again, or still, is news: it may have the number of the one before.
  package func forget(directory: String) {
    state.withLock {
      $0.removeTree(directory)
      $0.forgetEntry(directory)
    }
  }

  package func stop() {
    state.withLock { $0.isStopped = true }
    nudge.signal()
    thread.withLock { $0.take() }?.join()
  }

  var directories: Set<String> { state.withLock { Set($0.slots.keys) } }

  /// Forgets one directory, but not those below it.
  func forgetOnly(_ directory: String) {
    state.withLock { _ = $0.slots.removeValue(forKey: directory) }
  }

  private func run() {
    cs_lower_thread_priority(5)
    while true {
      let rest = state.withLock { $0.slots.isEmpty ? nil : pause(after: $0.lastSweep) }
      if nudge.wait(atMost: rest) { nudge.drain() } else { sweep() }
      if state.withLock({ $0.isStopped }) { return }
    }
  }

  /// The time to rest, so that slow file systems are not asked all the time.
  private func pause(after sweep: Duration) -> Duration {
    max(interval - sweep, sweep * 4)
  }

  /// Looks at every directory once.
  func sweep() {
    let began = ContinuousClock.now
    var changes: Set<Change> = []
    for directory in state.withLock({ Array($0.slots.keys) }) {
      guard var polled = state.withLock({ $0.take(directory) }) else { continue }
      let findings = polled.sweep(at: began)
      changes.formUnion(findings.changes)
      state.withLock { $0.putBack(polled, without: findings.directoriesGone) }
    }
    let isStopped = state.withLock { state in
      state.lastSweep = .now - began
      return state.isStopped
    }
    if !isStopped, !changes.isEmpty { changed(changes) }
  }
}

extension PollingWatcher.State {
  /// Replaces the names of a directory; `false` if it is not among the polled.
  fileprivate mutating func rename(_ directory: String, _ names: WatchedNames) -> Bool {
    switch slots[directory] {
    case .resting(var polled):
      polled.names = names
      slots[directory] = .resting(polled)
    case .away:
      slots[directory] = .away(names)
    case nil:
      return false
    }
    return true
  }

  /// Takes a directory away to be swept; `nil` when there is nothing to do.
  fileprivate mutating func take(_ directory: String) -> PolledDirectory? {
    guard !isStopped, case .resting(let polled) = slots[directory] else { return nil }
    slots[directory] = .away(polled.names)
    return polled
  }

  /// Puts a directory back, unless it was forgotten, or even added anew, meanwhile.
  fileprivate mutating func putBack(_ polled: PolledDirectory, without gone: Set<String>) {
    guard case .away(let names) = slots[polled.directory] else { return }
    var polled = polled
    polled.names = names
    slots[polled.directory] = .resting(polled)
    for directory in gone { removeTree(directory) }
    let entries = forgotten.filter { Self.parent(of: $0) == polled.directory }
    forgotten.subtract(entries)
    for entry in entries { forgetEntry(entry) }
  }

  /// Has the directory above forget that it saw one.
  fileprivate mutating func forgetEntry(_ directory: String) {
    let parent = Self.parent(of: directory)
    switch slots[parent] {
    case .resting(var polled):
      polled.forget(String(directory.dropFirst(parent.count + 1)))
      slots[parent] = .resting(polled)
    case .away: forgotten.insert(directory)
    case nil: break
    }
  }

  private static func parent(of directory: String) -> String {
    directory.lastIndex(of: "/").map { String(directory[..<$0]) } ?? ""
  }

  fileprivate mutating func removeTree(_ directory: String) {
    let below = directory + "/"
    slots = slots.filter { $0.key != directory && !$0.key.hasPrefix(below) }
  }
}
