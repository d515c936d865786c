import Synchronization
import Testing

@testable import Watching

/// Gathers what a watcher tells, and waits for it.
final class Recorder: Sendable {
  private let deliveries = Mutex<[Set<Change>]>([])
  private let arrived: WakeUp

  init() throws { arrived = try WakeUp() }

  /// The callback to give to a watcher.
  var callback: @Sendable (Set<Change>) -> Void {
    { [self] changes in
      deliveries.withLock { $0.append(changes) }
      arrived.signal()
    }
  }

  var all: Set<Change> {
    deliveries.withLock { $0.reduce(into: []) { $0.formUnion($1) } }
  }

  var deliveryCount: Int { deliveries.withLock { $0.count } }

  func forget() { deliveries.withLock { $0 = [] } }

  /// Waits until all of these have been told, for longer than any machine is busy.
  func expect(_ wanted: Set<Change>, sourceLocation: SourceLocation = #_sourceLocation) {
    let deadline = ContinuousClock.now + .seconds(20)
    while !wanted.isSubset(of: all), .now < deadline {
      _ = arrived.wait(atMost: deadline - .now)
      arrived.drain()
    }
    #expect(wanted.isSubset(of: all), "told: \(all)", sourceLocation: sourceLocation)
  }
}

/// Every way of watching, made so that tests need not wait.
enum Driver: CaseIterable {
  case inotify, polling, hybrid

  func makeWatcher(_ changed: @escaping @Sendable (Set<Change>) -> Void) throws -> any Watcher {
    switch self {
    case .inotify: try InotifyWatcher(changed: changed)
    case .polling: try PollingWatcher(interval: .milliseconds(20), changed: changed)
    case .hybrid: try HybridWatcher(interval: .milliseconds(20), changed: changed)
    }
  }
}

/// Calls the watcher from within its own callback.
final class Reentrant: Sendable {
  private let watcher = Mutex<(any Watcher)?>(nil)

  func use(_ watcher: (any Watcher)?) { self.watcher.withLock { $0 = watcher } }

  func act(in directory: String) {
    guard let watcher = watcher.withLock({ $0 }) else { return }
    watcher.watch(directory: directory)
    watcher.forget(directory: directory)
    _ = watcher.mode
    watcher.stop()
  }
}
