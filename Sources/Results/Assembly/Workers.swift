/// How pieces of work are done that do not depend on each other.
package protocol Workers: Sendable {
  /// What `body` gives for each of `0..<count`, in that order.
  func map<Value: Sendable>(
    _ count: Int, _ body: @escaping @Sendable (Int) -> Value
  ) -> [Value]
}

/// One after the other, on the thread that asks.
package struct OneByOne: Workers {
  package init() {}

  package func map<Value: Sendable>(
    _ count: Int, _ body: @escaping @Sendable (Int) -> Value
  ) -> [Value] {
    (0..<count).map(body)
  }
}
