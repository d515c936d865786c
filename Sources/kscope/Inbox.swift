import Dashboard
import Results
import Synchronization
import Watching

/// Where threads leave actions for the main thread.
///
/// It stays small: of several snapshots only the newest waits.
final class Inbox: Sendable {
  private struct Waiting {
    var actions: [Action] = []
    var snapshot: Snapshot?
  }

  private let waiting = Mutex(Waiting())
  private let wakeUp: WakeUp

  init() throws(SystemFailure) { wakeUp = try WakeUp() }

  /// Readable while something waits.
  var descriptor: Int32 { wakeUp.descriptor }

  func post(_ actions: [Action]) {
    waiting.withLock { $0.actions += actions }
    wakeUp.signal()
  }

  func post(_ snapshot: Snapshot) {
    waiting.withLock { $0.snapshot = snapshot }
    wakeUp.signal()
  }

  /// Takes everything that waits, the snapshot first.
  func take() -> [Action] {
    wakeUp.drain()
    return waiting.withLock { waiting in
      defer { waiting = Waiting() }
      return (waiting.snapshot.map { [.snapshot($0)] } ?? []) + waiting.actions
    }
  }
}

/// Performs effects that touch files on a thread of their own.
final class EffectThread: Sendable {
  private let queue = Mutex<[Effect]>([])
  private let wakeUp: WakeUp

  init(perform: @escaping @Sendable (Effect) -> Void) throws(SystemFailure) {
    let wakeUp = try WakeUp()
    self.wakeUp = wakeUp
    try startThread(named: "kscope-effects") { [self] in
      while true {
        _ = wakeUp.wait(atMost: nil)
        wakeUp.drain()
        for effect in take() { perform(effect) }
      }
    }
  }

  func add(_ effect: Effect) {
    queue.withLock { queue in
      // A text that nobody waits for any longer need not be read.
      switch effect {
      case .loadText: queue.removeAll { if case .loadText = $0 { true } else { false } }
      case .loadPairText: queue.removeAll { if case .loadPairText = $0 { true } else { false } }
      default: break
      }
      queue.append(effect)
    }
    wakeUp.signal()
  }

  private func take() -> [Effect] {
    queue.withLock { queue in
      defer { queue = [] }
      return queue
    }
  }
}
