import CSystem
import Results
import Synchronization
import Watching

/// Several threads, which last as long as the work.
struct Helpers: Workers {
  let threads: Int
  /// Fewer pieces are done before another thread has begun.
  private static let fewest = 256
  /// Pieces that a thread takes at once.
  private static let share = 32

  /// Sendable: the mutex guards everything.
  private final class Progress<Value: Sendable>: Sendable {
    let state: Mutex<(next: Int, done: [[Value]])>
    let shares: Int

    init(shares: Int) {
      self.shares = shares
      state = Mutex((0, Array(repeating: [], count: shares)))
    }

    /// Does what nobody has taken.
    func work(_ body: (Int) -> [Value]) {
      while true {
        let share = state.withLock { state -> Int? in
          guard state.next < shares else { return nil }
          defer { state.next += 1 }
          return state.next
        }
        guard let share else { return }
        let values = body(share)
        state.withLock { $0.done[share] = values }
      }
    }
  }

  func map<Value: Sendable>(
    _ count: Int, ranges body: @escaping @Sendable (Range<Int>) -> [Value]
  ) -> [Value] {
    guard threads > 1, count >= Self.fewest else { return body(0..<count) }
    let progress = Progress<Value>(shares: (count + Self.share - 1) / Self.share)
    let work = { @Sendable in
      progress.work { share in
        body(share * Self.share..<min(count, (share + 1) * Self.share))
      }
    }
    // Where there is no thread to be had, this one does it all.
    let helpers = (1..<threads).compactMap { _ in
      try? startThread(named: "kscope-helper") {
        cs_lower_thread_priority(5)
        work()
      }
    }
    work()
    for helper in helpers { helper.join() }
    var values: [Value] = []
    values.reserveCapacity(count)
    for share in progress.state.withLock({ $0.done }) { values += share }
    return values
  }
}
