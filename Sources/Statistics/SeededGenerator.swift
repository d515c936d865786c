import Glibc

/// Random numbers that a seed fixes: the same draws in every run.
///
/// SplitMix64 of Steele, Lea and Flood, "Fast Splittable Pseudorandom Number
/// Generators" (2014). Normal ones may differ in their last digit between systems, whose
/// logarithms do. Every output that rests on draws names its seed.
package struct SeededGenerator: RandomNumberGenerator, Sendable {
  private var state: UInt64
  /// The second number of the last pair of normal ones.
  private var spare: Double?

  /// - Parameter stream: Tells apart the draws of different purposes under one seed.
  package init(seed: UInt64, stream: UInt64 = 0) {
    state = seed
    guard stream > 0 else { return }
    var other = SeededGenerator(seed: stream)
    state ^= other.next()
  }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// Evenly spread over [0, 1), in steps of 2⁻⁵³.
  package mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// A whole number in `0..<bound`, each equally likely.
  ///
  /// - Precondition: `bound > 0`.
  package mutating func index(below bound: Int) -> Int {
    Int(truncatingIfNeeded: next(upperBound: UInt64(bound)))
  }

  /// From the standard normal law, by the polar method of Marsaglia and Bray (1964).
  package mutating func normal() -> Double {
    if let known = spare {
      spare = nil
      return known
    }
    while true {
      let x = 2 * uniform() - 1
      let y = 2 * uniform() - 1
      let square = x * x + y * y
      guard square > 0 && square < 1 else { continue }
      let factor = (-2 * log(square) / square).squareRoot()
      spare = y * factor
      return x * factor
    }
  }
}
