/// How a result that rests on random draws was made: with these it can be had again.
package struct Draws: Equatable, Sendable {
  package let count: Int
  package let seed: UInt64

  /// - Precondition: `count > 0`.
  package init(count: Int = 4000, seed: UInt64 = 0) {
    precondition(count > 0, "\(count) draws")
    self.count = count
    self.seed = seed
  }

  /// What the draws are for: each purpose has numbers of its own under one seed.
  enum Purpose: UInt64 {
    case band = 1
    case crossing = 2
  }

  func generator(for purpose: Purpose) -> SeededGenerator {
    SeededGenerator(seed: seed, stream: purpose.rawValue)
  }
}

extension Sequence<Double> {
  /// The quantile of a sample, by linear interpolation between its ordered values.
  ///
  /// The definition 7 of Hyndman and Fan, "Sample Quantiles in Statistical Packages" (1996), which
  /// NumPy uses. Infinite values are allowed; `nil` without values.
  ///
  /// - Precondition: `share` is in 0...1.
  package func quantile(_ share: Double) -> Double? {
    let sorted = sorted()
    guard let last = sorted.last else { return nil }
    let place = share * Double(sorted.count - 1)
    let below = Int(place)
    guard below + 1 < sorted.count else { return last }
    let part = place - Double(below)
    // Not lower + part · (upper − lower) where the upper one is infinite and has no part.
    return part == 0 ? sorted[below] : sorted[below] + part * (sorted[below + 1] - sorted[below])
  }
}
