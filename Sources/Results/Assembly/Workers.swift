/// How pieces of work are done that do not depend on each other.
package protocol Workers: Sendable {
  /// What `body` gives for neighbouring ranges of `0..<count`, one value for each number, in that order.
  func map<Value: Sendable>(
    _ count: Int, ranges body: @escaping @Sendable (Range<Int>) -> [Value]
  ) -> [Value]
}

extension Workers {
  /// What `body` gives for each of `0..<count`, in that order.
  package func map<Value: Sendable>(
    _ count: Int, _ body: @escaping @Sendable (Int) -> Value
  ) -> [Value] {
    map(count, ranges: { $0.map(body) })
  }
}

/// One after the other, on the thread that asks.
package struct OneByOne: Workers {
  package init() {}

  package func map<Value: Sendable>(
    _ count: Int, ranges body: @escaping @Sendable (Range<Int>) -> [Value]
  ) -> [Value] {
    body(0..<count)
  }
}
