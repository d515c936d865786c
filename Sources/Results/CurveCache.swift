import Statistics
import Synchronization

/// Remembers curves by the tallies they are of: a snapshot of a thousand runs computes
/// anew only those that have changed.
package final class CurveCache: Sendable {
  package static let shared = CurveCache()

  fileprivate struct Entry {
    var curves: (curve: [CurvePoint], fine: [CurvePoint])
    var lastUse: Int
  }

  fileprivate struct State {
    var entries: [TallyCounts: Entry] = [:]
    var clock = 0
  }

  private static let capacity = 4096
  private let state = Mutex(State())

  package init() {}

  /// The curve at the powers of two, and at four budgets an octave.
  package func curves(of tallies: TallyCounts) -> (curve: [CurvePoint], fine: [CurvePoint]) {
    if let known = state.withLock({ $0.find(tallies) }) { return known }
    let n = tallies.largestN
    let made = (
      curve: Curve.points(of: tallies, at: Budgets.powersOfTwo(upTo: n)),
      fine: Curve.points(of: tallies, at: Budgets.quarterOctaves(upTo: n))
    )
    state.withLock { $0.keep(made, for: tallies, capacity: Self.capacity) }
    return made
  }
}

extension CurveCache.State {
  fileprivate mutating func find(
    _ tallies: TallyCounts
  ) -> (curve: [CurvePoint], fine: [CurvePoint])? {
    clock += 1
    entries[tallies]?.lastUse = clock
    return entries[tallies]?.curves
  }

  fileprivate mutating func keep(
    _ curves: (curve: [CurvePoint], fine: [CurvePoint]), for tallies: TallyCounts, capacity: Int
  ) {
    if entries.count >= capacity {
      let limit = clock - capacity / 2
      entries = entries.filter { $0.value.lastUse > limit }
    }
    entries[tallies] = CurveCache.Entry(curves: curves, lastUse: clock)
  }
}
