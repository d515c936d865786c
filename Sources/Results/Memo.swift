import Synchronization

/// Remembers the results of a pure function, so that a snapshot of many runs computes
/// anew only what has changed.
///
/// It holds at most `capacity` of them; when it is full, those not used lately go.
package final class Memo<Key: Hashable & Sendable, Value: Sendable>: Sendable {
  private struct State {
    var entries: [Key: (value: Value, lastUse: Int)] = [:]
    var clock = 0
  }

  private let capacity: Int
  private let state = Mutex(State())

  package init(capacity: Int) { self.capacity = capacity }

  /// The value for a key, made when it is not known.
  package func value(for key: Key, make: () -> Value) -> Value {
    if let known = find(key) { return known }
    let made = make()
    keep(made, for: key)
    return made
  }

  package func find(_ key: Key) -> Value? {
    state.withLock { state in
      guard let place = state.entries.index(forKey: key) else { return nil }
      state.clock += 1
      state.entries.values[place].lastUse = state.clock
      return state.entries.values[place].value
    }
  }

  package func keep(_ value: Value, for key: Key) {
    state.withLock { state in
      if state.entries.count >= capacity {
        let limit = state.clock - capacity / 2
        state.entries = state.entries.filter { $0.value.lastUse > limit }
      }
      state.entries[key] = (value, state.clock)
    }
  }
}
