/// A value that is worked out anew only when what it depends on has changed.
///
/// Drawing cannot change the state, so whatever is too slow to be worked out for
/// each key and each frame is kept in the state, beside the key that it was
/// worked out for.
struct Derived<Key: Equatable & Sendable, Value: Sendable>: Sendable {
  private(set) var value: Value
  private var key: Key?

  init(_ value: Value) { self.value = value }

  func isCurrent(for key: Key) -> Bool { self.key == key }

  mutating func set(_ value: Value, for key: Key) {
    self.value = value
    self.key = key
  }
}
