import Dashboard
import Ingest
import Results
import Synchronization
import Watching

/// Looks through samples for what was asked for last; a newer search ends the one at work.
final class SearchThread: Sendable {
  private struct State {
    var waiting: SampleQuery?
    /// Grows with each search that begins or is to end.
    var number = 0
  }

  private let state = Mutex(State())
  private let wakeUp: WakeUp

  init(_ library: Library, _ answer: @escaping @Sendable (Action) -> Void) throws(SystemFailure) {
    let wakeUp = try WakeUp()
    self.wakeUp = wakeUp
    try startThread(named: "kscope-searches") { [self] in
      while true {
        _ = wakeUp.wait(atMost: nil)
        wakeUp.drain()
        while let (query, number) = next() {
          let failure = library.search(
            query, report: { if isNewest(number) { answer(.searched(query, .success($0))) } },
            isCancelled: { !isNewest(number) })
          if let failure, isNewest(number) {
            answer(.searched(query, .failure(Action.Failure(failure.description))))
          }
        }
      }
    }
  }

  func begin(_ query: SampleQuery) {
    state.withLock { state in
      state.waiting = query
      state.number += 1
    }
    wakeUp.signal()
  }

  func stop() {
    state.withLock { state in
      state.waiting = nil
      state.number += 1
    }
  }

  private func isNewest(_ number: Int) -> Bool { state.withLock { $0.number == number } }

  private func next() -> (query: SampleQuery, number: Int)? {
    state.withLock { state in
      guard let query = state.waiting.take() else { return nil }
      return (query, state.number)
    }
  }
}
