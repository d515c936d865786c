import CSystem
import Glibc
import Synchronization

/// Makes the watcher that suits the machine and the wish of the person.
///
/// - Parameters:
///   - poll: Never use inotify.
///   - interval: The time between two looks at what is polled.
///   - changed: Told of changes, on the watcher's threads.
package func makeWatcher(
  poll: Bool, interval: Duration = .seconds(1),
  changed: @escaping @Sendable (Set<Change>) -> Void
) throws(SystemFailure) -> any Watcher {
  poll
    ? try PollingWatcher(interval: interval, changed: changed)
    : try HybridWatcher(interval: interval, changed: changed)
}

/// inotify where it sees everything and has watches left; polling elsewhere.
///
/// Which it is, is decided for each directory, and anew each time it is watched.
package final class HybridWatcher: Watcher {
  private let inotify: InotifyWatcher?
  private let polling: PollingWatcher
  /// Why there is no inotify at all.
  private let refusal: SystemFailure?
  private let isRemote: @Sendable (String) -> Bool
  private let polled = Mutex<[String: WatchMode.Reason]>([:])

  /// Creates a watcher.
  ///
  /// - Parameters:
  ///   - isRemote: Whether other hosts may change what is in a directory.
  ///   - makeInotify: Makes the one driver; when it fails, all is polled.
  init(
    interval: Duration,
    isRemote: @escaping @Sendable (String) -> Bool,
    changed: @escaping @Sendable (Set<Change>) -> Void,
    makeInotify: () throws(SystemFailure) -> InotifyWatcher
  ) throws(SystemFailure) {
    self.isRemote = isRemote
    polling = try PollingWatcher(interval: interval, changed: changed)
    do throws(SystemFailure) {
      inotify = try makeInotify()
      refusal = nil
    } catch {
      inotify = nil
      refusal = error
    }
  }

  package convenience init(
    interval: Duration = .seconds(1), changed: @escaping @Sendable (Set<Change>) -> Void
  ) throws(SystemFailure) {
    try self.init(
      interval: interval,
      isRemote: { cs_is_remote_file_system(cs_file_system_type($0)) },
      changed: changed
    ) { () throws(SystemFailure) in try InotifyWatcher(changed: changed) }
  }

  package var mode: WatchMode {
    var mode = polling.mode
    // Polling drops by itself what is below a directory that is gone.
    let directories = polling.directories
    mode.polledDirectories = polled.withLock { polled in
      polled = polled.filter { directories.contains($0.key) }
      return Dictionary(polled.values.map { ($0, 1) }, uniquingKeysWith: +)
    }
    mode.inotifyDirectories = inotify?.mode.inotifyDirectories ?? 0
    return mode
  }

  /// Begins to watch a directory.
  ///
  /// One that does not exist is waited for, but not if its parent is watched: the
  /// parent tells of it.
  @discardableResult
  package func watch(directory: String, names: WatchedNames) -> SystemFailure? {
    guard let reason = reasonToPoll(directory, names) else {
      polled.withLock { $0[directory] = nil }
      polling.forgetOnly(directory)
      return nil
    }
    inotify?.forgetOnly(directory)
    if reason == .missing, isParentWatched(directory) {
      return SystemFailure(operation: "watch", path: directory, code: ENOENT)
    }
    polling.watch(directory: directory, names: names)
    polled.withLock { $0[directory] = reason }
    return nil
  }

  package func forget(directory: String) {
    let below = directory + "/"
    polled.withLock { polled in
      polled = polled.filter { $0.key != directory && !$0.key.hasPrefix(below) }
    }
    inotify?.forget(directory: directory)
    polling.forget(directory: directory)
  }

  package func stop() {
    inotify?.stop()
    polling.stop()
  }

  /// Tries inotify; answers with why it cannot be, or `nil` when it tells of the directory.
  private func reasonToPoll(_ directory: String, _ names: WatchedNames) -> WatchMode.Reason? {
    guard let inotify else { return refusal.map { .init(creationRefused: $0.code) } }
    if isRemote(directory) { return .remoteFileSystem }
    let failure = inotify.watch(directory: directory, names: names)
    return failure.map { .init(watchRefused: $0.code) }
  }

  private func isParentWatched(_ directory: String) -> Bool {
    guard let slash = directory.lastIndex(of: "/") else { return false }
    let parent = String(directory[..<slash])
    return inotify?.isWatching(parent) == true || polled.withLock { $0[parent] != nil }
  }
}

extension WatchMode.Reason {
  fileprivate init(creationRefused code: Int32) {
    self = code == EMFILE ? .noInstancesLeft : .refused(code)
  }

  fileprivate init(watchRefused code: Int32) {
    self =
      switch code {
      case ENOSPC: .noWatchesLeft
      case ENOENT, ENOTDIR: .missing
      default: .refused(code)
      }
  }
}
