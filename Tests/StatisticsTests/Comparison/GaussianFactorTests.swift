import Testing

@testable import Statistics

@Suite struct GaussianFactorTests {
  @Test func rowsGiveTheCovarianceBack() {
    for size in 1...24 {
      for rank in Set([1, 2, size / 2, size, size + 5]) where rank > 0 {
        check(covariance(size: size, rank: rank, seed: UInt64(31 * size + rank)), rank: rank)
      }
    }
  }

  @Test func equalCoordinatesNeedOneRow() {
    check(Array(repeating: Array(repeating: 0.75, count: 9), count: 9), rank: 1)
  }

  @Test func independentCoordinatesNeedOneRowEach() {
    let identity = (0..<7).map { row in (0..<7).map { $0 == row ? 1.0 : 0 } }
    check(identity, rank: 7)
  }

  @Test func nothingIsExplainedWhereNothingVaries() {
    #expect(GaussianFactor(variances: [0, 0]) { _ in [0, 0] }.rows.isEmpty)
    #expect(GaussianFactor(variances: []) { _ in [] }.rows.isEmpty)
  }

  /// A budget's pass@k is a smooth function of k: few rows hold hundreds of budgets.
  @Test func neighbouringBudgetsNeedFewRows() {
    let centers = (1...60).map { Double($0) / 61 }
    let curves = (1...128).map { k in
      centers.map { center in (0..<k).reduce(1.0) { left, _ in left * (1 - center) } }
    }
    let matrix = curves.map { first in
      curves.map { second in zip(first, second).reduce(0) { $0 + $1.0 * $1.1 } }
    }
    let scaled = matrix.indices.map { row in
      matrix.indices.map { column in
        matrix[row][column] / (matrix[row][row] * matrix[column][column]).squareRoot()
      }
    }
    check(scaled, rank: 30)
  }

  /// The largest of independent coordinates is known: P(max ≤ x) = (2Φ(x) − 1)^size.
  @Test func largestOfAVectorFollowsItsLaw() {
    let size = 5
    let factor = GaussianFactor(variances: Array(repeating: 1, count: size)) { pivot in
      (0..<size).map { $0 == pivot ? 1 : 0 }
    }
    var generator = SeededGenerator(seed: 3)
    var vector = Array(repeating: 0.0, count: size)
    let draws = 20_000
    // 2Φ(1.96) − 1 = 0.95, to the power of 5 0.7738; four standard errors are 0.012.
    let within = (0..<draws).count { _ in
      factor.largest(of: &vector, using: &generator) <= NormalQuantile.twoSided95
    }
    #expect(abs(Double(within) / Double(draws) - 0.7738) < 0.012)
  }

  /// A sum of outer products of seeded vectors, scaled to unit variances.
  private func covariance(size: Int, rank: Int, seed: UInt64) -> [[Double]] {
    var generator = SeededGenerator(seed: seed)
    let vectors = (0..<rank).map { _ in (0..<size).map { _ in generator.normal() } }
    func product(_ row: Int, _ column: Int) -> Double {
      vectors.reduce(0) { $0 + $1[row] * $1[column] }
    }
    return (0..<size).map { row in
      (0..<size).map { product(row, $0) / (product(row, row) * product($0, $0)).squareRoot() }
    }
  }

  private func check(_ matrix: [[Double]], rank: Int) {
    let size = matrix.count
    let rows = GaussianFactor(variances: matrix.indices.map { matrix[$0][$0] }) { matrix[$0] }.rows
    #expect(rows.count <= min(rank, size), "\(rows.count) rows for \(size), rank \(rank)")
    for first in 0..<size {
      for second in 0..<size {
        let sum = rows.reduce(0) { $0 + $1[first] * $1[second] }
        #expect(abs(sum - matrix[first][second]) < 2e-12, "\(first), \(second) of \(size)")
      }
    }
  }
}
