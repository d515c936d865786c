import CSystem
import Glibc
import Synchronization

/// Starts a thread of its own for work that blocks.
///
/// Signals are delivered to other threads, so that none interrupts its system
/// calls. The thread is detached unless the answer is kept and joined.
///
/// - Parameter name: Shown by `top -H`, up to 15 bytes of it.
@discardableResult
package func startThread(
  named name: String, _ body: @escaping @Sendable () -> Void
) throws(SystemFailure) -> StartedThread {
  let work = Unmanaged.passRetained(ThreadWork(name: name, body: body))
  var identifier = pthread_t()
  let code = withSignalsBlocked {
    pthread_create(
      &identifier, nil,
      { argument in
        guard let argument else { return nil }
        Unmanaged<ThreadWork>.fromOpaque(argument).takeRetainedValue().run()
        return nil
      }, work.toOpaque())
  }
  guard code == 0 else {
    work.release()
    throw SystemFailure(operation: "start a thread", code: code)
  }
  return StartedThread(identifier)
}

/// A thread that can be waited for.
package final class StartedThread: Sendable {
  /// `nil` once it was joined: the system then gives the number to others.
  private let identifier: Mutex<pthread_t?>

  fileprivate init(_ identifier: pthread_t) {
    self.identifier = Mutex(identifier)
  }

  deinit {
    if let identifier = identifier.withLock({ $0.take() }) { pthread_detach(identifier) }
  }

  /// Waits for the end of the thread; returns at once on that very thread, and
  /// when another thread is waiting already.
  package func join() {
    guard let thread = identifier.withLock({ $0.take() }) else { return }
    if pthread_equal(thread, pthread_self()) != 0 {
      pthread_detach(thread)
    } else {
      pthread_join(thread, nil)
    }
  }
}

private final class ThreadWork: Sendable {
  private let name: String
  private let body: @Sendable () -> Void

  init(name: String, body: @escaping @Sendable () -> Void) {
    self.name = name
    self.body = body
  }

  func run() {
    cs_name_thread(name)
    body()
  }
}

/// Runs `body` with all signals blocked: a thread inherits the mask of its creator.
private func withSignalsBlocked<Result>(_ body: () -> Result) -> Result {
  var all = sigset_t()
  var before = sigset_t()
  sigfillset(&all)
  pthread_sigmask(SIG_SETMASK, &all, &before)
  defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
  return body()
}
