import Statistics

/// Made-up experiments of two runs whose true curves are known.
///
/// A problem's ease u is uniform in 0...1, and fixes the rates at which either run solves it.
struct Law: Sendable {
  let baseline: @Sendable (_ ease: Double) -> Double
  let candidate: @Sendable (_ ease: Double) -> Double

  /// The candidate gains on most problems and all but loses the hardest third.
  static let crossing = Law(
    baseline: { $0 * $0 }, candidate: { $0 < 0.35 ? 0.1 * $0 : 0.3 + 0.7 * $0 })
  /// Two runs of one model.
  static let same = Law(baseline: { $0 * $0 }, candidate: { $0 * $0 })

  /// The mean of pass@k over all problems there could be, by the midpoints of 20,000 steps.
  static func passAtK(_ k: Int, _ rate: (Double) -> Double) -> Double {
    let steps = 20_000
    let failures = (0..<steps).reduce(0.0) { sum, step in
      let failure = 1 - rate((Double(step) + 0.5) / Double(steps))
      return sum + power(failure, k)
    }
    return 1 - failures / Double(steps)
  }

  /// The candidate's pass@k less the baseline's, for k from 1 to n.
  func differences(upTo n: Int) -> [Double] {
    (1...n).map { Self.passAtK($0, candidate) - Self.passAtK($0, baseline) }
  }

  func problems(_ count: Int, n: Int, using generator: inout SeededGenerator) -> PairedProblems {
    PairedProblems(
      (0..<count).map { _ in
        let ease = generator.uniform()
        return TallyPair(
          baseline: Self.tally(baseline(ease), n: n, using: &generator),
          candidate: Self.tally(candidate(ease), n: n, using: &generator))
      })
  }

  private static func tally(
    _ rate: Double, n: Int, using generator: inout SeededGenerator
  ) -> TallyCounts.Key {
    var correct = 0
    for _ in 0..<n where generator.uniform() < rate { correct += 1 }
    return TallyCounts.Key(n: n, c: correct)
  }

  private static func power(_ base: Double, _ exponent: Int) -> Double {
    var (result, square, left) = (1.0, base, exponent)
    while left > 0 {
      if left & 1 == 1 { result *= square }
      square *= square
      left >>= 1
    }
    return result
  }
}

/// How often something came true.
struct Frequency: CustomStringConvertible {
  private(set) var hits = 0
  private(set) var trials = 0

  mutating func count(_ isHit: Bool) {
    trials += 1
    if isHit { hits += 1 }
  }

  var share: Double { Double(hits) / Double(max(1, trials)) }
  var description: String { "\(hits) of \(trials)" }
}
