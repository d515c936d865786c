@testable import Statistics

/// What `Reference/comparison.py` computes.
struct ReferenceComparison: Decodable {
  struct Compared: Decodable {
    struct Crossing: Decodable {
      let k: Double?
      let direction: String
      let low, high: [Double?]
      let without: Double
    }
    let pairs: [[Int]]
    /// k, the mean, its standard error, both means, the number of problems.
    let differences: [[Double?]]
    let criticalValue: [Double?]?
    let crossing: Crossing
  }

  struct Coverage: Decodable {
    let pairs: [[Int]]
    let k: Int
    let counts: [Double]
    let retention, discovery, harmonicMean, netChange: Double?
    let isWhole: Bool
  }

  struct Efficiency: Decodable {
    let pairs: [[Int]]
    let k: Int
    let delta: Double
    let gapClosed, equivalentK: Double?
  }

  let compared: [String: Compared]
  let mcnemar: [[Double]]
  let coverage: [Coverage]
  let efficiency: [Efficiency]

  static func values() throws -> ReferenceComparison {
    try referenceValues("comparison", as: ReferenceComparison.self)
  }
}

extension TallyPair {
  /// n and c of the baseline, then of the candidate.
  init(_ numbers: [Int]) {
    self.init(
      baseline: TallyCounts.Key(n: numbers[0], c: numbers[1]),
      candidate: TallyCounts.Key(n: numbers[2], c: numbers[3]))
  }
}

extension PairedProblems {
  /// One row of four numbers a problem: n and c of the baseline, then of the candidate.
  init(rows: [[Int]]) { self.init(rows.map { TallyPair($0) }) }
}

extension PairedDifferences {
  /// Differences at every budget of a comparison.
  init(rows: [[Int]]) {
    let problems = PairedProblems(rows: rows)
    self.init(problems, at: Budgets.comparison(upTo: problems.largestCommonN))
  }
}

/// Seeded problems of two runs, of which the candidate loses hard ones.
enum RandomPairs {
  static func rows(
    seed: UInt64, problems: Int, n sizes: ClosedRange<Int>, gain: Double = 0.7, loss: Double = 0.1
  ) -> [[Int]] {
    var generator = SeededGenerator(seed: seed)
    return (0..<problems).map { _ in
      let ease = generator.uniform()
      let rates = [ease * ease, ease < 0.35 ? loss * ease : 1 - gain * (1 - ease)]
      return rates.flatMap { rate in
        let n = sizes.lowerBound + generator.index(below: sizes.count)
        return [n, (0..<n).count { _ in generator.uniform() < rate }]
      }
    }
  }
}
