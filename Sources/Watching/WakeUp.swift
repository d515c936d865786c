import CSystem
import Glibc

/// A flag that one thread raises and another can wait for in `poll`.
package final class WakeUp: Sendable {
  /// Readable while the flag is up.
  package let descriptor: Int32

  package init() throws(SystemFailure) {
    descriptor = cs_eventfd_create()
    guard descriptor >= 0 else { throw SystemFailure(operation: "create an eventfd") }
  }

  deinit { close(descriptor) }

  /// Raises the flag.
  package func signal() { cs_eventfd_signal(descriptor) }

  /// Lowers the flag; `true` if it was up.
  @discardableResult
  package func drain() -> Bool { cs_eventfd_drain(descriptor) }

  /// Waits for the flag without lowering it; `false` if it is not up in time.
  package func wait(atMost timeout: Duration?) -> Bool {
    waitUntilReadable(descriptor, atMost: timeout).first
  }
}

/// Waits until one of two descriptors is readable, and says which are.
///
/// An interrupting signal ends the wait early.
func waitUntilReadable(
  _ first: Int32, _ second: Int32 = -1, atMost timeout: Duration?
) -> (first: Bool, second: Bool) {
  var descriptors = (
    pollfd(fd: first, events: Int16(POLLIN), revents: 0),
    // `poll` skips a negative descriptor.
    pollfd(fd: second, events: Int16(POLLIN), revents: 0)
  )
  withUnsafeMutableBytes(of: &descriptors) { bytes in
    _ = poll(bytes.bindMemory(to: pollfd.self).baseAddress, 2, timeout?.pollMilliseconds ?? -1)
  }
  return (descriptors.0.revents != 0, descriptors.1.revents != 0)
}

extension Duration {
  /// Whole milliseconds for `poll`, rounded up: rounding down would spin.
  fileprivate var pollMilliseconds: Int32 {
    let (seconds, attoseconds) = components
    guard seconds < 1_000_000 else { return 1_000_000_000 }
    let milliseconds = seconds * 1000 + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000
    return Int32(max(0, milliseconds))
  }
}
