/// How changes are found out, said in a few words for the screen.
///
///     inotify
///     polling every 1 s
///     inotify; polling 3 directories every 1 s: no inotify watches left
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
    let reasons = polled.map { (text: $0.key.description, count: $0.value) }
      .filter { !$0.text.isEmpty }
      .sorted { ($1.count, $0.text) < ($0.count, $1.text) }
    let period = "every \(pollingInterval.inSeconds) s"
    guard inotifyDirectories > 0 else {
      return (["polling \(period)"] + [reasons.map(\.text).joined(separator: ", ")])
        .filter { !$0.isEmpty }.joined(separator: ": ")
    }
    let total = polled.values.reduce(0, +)
    let why = reasons.map { reasons.count == 1 ? $0.text : "\($0.count) \($0.text)" }
    return "inotify; polling \(total) \(total == 1 ? "directory" : "directories") \(period): "
      + why.joined(separator: ", ")
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
