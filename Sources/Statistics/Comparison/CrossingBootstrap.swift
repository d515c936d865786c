/// Crossings of the mean differences of problems that are drawn with replacement.
///
/// Each problem keeps its unbiased values; eight draws are looked at together.
struct CrossingBootstrap {
  private typealias Lanes = SIMD8<Double>

  private let differences: PairedDifferences
  private let direction: Crossing.Direction
  /// The pair of tallies of each problem.
  private let pairs: [Int]

  init(_ differences: PairedDifferences, direction: Crossing.Direction) {
    self.differences = differences
    self.direction = direction
    pairs = differences.problems.counts.enumerated().flatMap { repeatElement($0, count: $1) }
  }

  /// One crossing a draw; infinite where there is none.
  func crossings(_ draws: Draws) -> [Double] {
    var generator = draws.generator(for: .crossing)
    var found: [Double] = []
    while found.count < draws.count {
      let weights = self.weights(using: &generator)
      let block = crossings(weights)
      found += (0..<min(Lanes.scalarCount, draws.count - found.count)).map { block[$0] }
    }
    return found
  }

  /// How often each pair of tallies is drawn, in eight draws of as many problems as there are.
  private func weights(using generator: inout SeededGenerator) -> [Lanes] {
    var weights = Array(repeating: Lanes(repeating: 0), count: differences.problems.pairs.count)
    for lane in 0..<Lanes.scalarCount {
      for _ in pairs { weights[pairs[generator.index(below: pairs.count)]][lane] += 1 }
    }
    return weights
  }

  private func crossings(_ weights: [Lanes]) -> Lanes {
    var searches = Array(repeating: CrossingSearch(), count: Lanes.scalarCount)
    var found = Lanes(repeating: .infinity)
    for (column, point) in zip(differences.columns, differences.points[..<differences.complete]) {
      let leads = Self.sums(column, weights) * (direction.sign / Double(pairs.count))
      for lane in 0..<Lanes.scalarCount where found[lane] == .infinity {
        let lead = abs(leads[lane]) < 1e-14 ? 0 : leads[lane]
        found[lane] = searches[lane].next(k: point.k, lead: lead) ?? .infinity
      }
      if all(found .< .infinity) { break }
    }
    return found
  }

  private static func sums(_ column: [Double], _ weights: [Lanes]) -> Lanes {
    column.withUnsafeBufferPointer { column in
      weights.withUnsafeBufferPointer { weights in
        var sum = Lanes(repeating: 0)
        for place in column.indices { sum += weights[place] * column[place] }
        return sum
      }
    }
  }
}
