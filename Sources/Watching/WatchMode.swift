/// How changes are found out, said in a few words for the screen.
///
///     inotify
///     polling every 1 s
///     inotify; polling 3 directories: no inotify watches left
package struct WatchMode: Equatable, Sendable {
  /// Why a directory is polled.
  package enum Reason: Hashable, Sendable {
    case asked
    case remoteFileSystem
    case noInstancesLeft
    case noWatchesLeft
    /// It does not exist, and is waited for.
    case missing
    /// inotify refused, with this error number.
    case refused(Int32)
  }

  /// The number of directories that inotify tells of.
  package var inotifyDirectories = 0
  /// The number of polled directories, by reason.
  package var polledDirectories: [Reason: Int] = [:]
  /// The time from one sweep to the next.
  package var pollingInterval = Duration.seconds(1)
}

extension WatchMode: CustomStringConvertible {
  package var description: String {
    let polled = polledDirectories.filter { $0.value > 0 }
    guard !polled.isEmpty else { return "inotify" }
    let total = polled.values.reduce(0, +)
    let subject =
      inotifyDirectories == 0
      ? "polling every \(pollingInterval.inSeconds) s"
      : "inotify; polling \(total) \(total == 1 ? "directory" : "directories")"
    let reasons = reasons(for: polled)
    return reasons.isEmpty ? subject : subject + ": " + reasons.joined(separator: ", ")
  }

  /// The reasons, most frequent first, each with its number if there are several.
  private func reasons(for polled: [Reason: Int]) -> [String] {
    let sorted = polled.map { (text: $0.key.description, count: $0.value) }
      .filter { !$0.text.isEmpty }
      .sorted { ($1.count, $0.text) < ($0.count, $1.text) }
    return sorted.map { sorted.count == 1 ? $0.text : "\($0.count) \($0.text)" }
  }
}

extension WatchMode.Reason: CustomStringConvertible {
  /// A clause for the screen; empty when the person asked for it.
  package var description: String {
    switch self {
    case .asked: ""
    case .remoteFileSystem: "network file system"
    case .noInstancesLeft: "no inotify instances left"
    case .noWatchesLeft: "no inotify watches left"
    case .missing: "missing"
    case .refused(let code): reason(ofError: code)
    }
  }
}

extension Duration {
  /// Seconds with at most one decimal, none when it is zero.
  fileprivate var inSeconds: String {
    let (seconds, attoseconds) = components
    let tenths = seconds * 10 + (attoseconds + 50_000_000_000_000_000) / 100_000_000_000_000_000
    return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
  }
}
