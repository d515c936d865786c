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
