/// A factor of a covariance: Gaussian vectors with that covariance are its rows, mixed.
///
/// By Cholesky's method with pivots, which ends as soon as nothing is left to explain:
/// pass@k at neighbouring budgets moves together, so two dozen rows hold hundreds of
/// budgets. See Higham, "Accuracy and Stability of Numerical Algorithms", section 10.3.
struct GaussianFactor {
  /// The share of a unit variance that may stay unexplained.
  private static let tolerance = 1e-12

  /// One row a step: its value at each coordinate.
  private(set) var rows: [[Double]] = []

  /// - Parameters:
  ///   - variances: The diagonal of the covariance, of about 1.
  ///   - column: The covariance of one coordinate with all of them.
  init(variances: [Double], column: (Int) -> [Double]) {
    var left = variances
    while rows.count < variances.count,
      let pivot = left.indices.max(by: { left[$0] < left[$1] }), left[pivot] > Self.tolerance
    {
      let row = Self.row(column(pivot), pivot: pivot, left: left[pivot], after: rows)
      for place in left.indices { left[place] -= row[place] * row[place] }
      left[pivot] = 0
      rows.append(row)
    }
  }

  private static func row(
    _ covariance: [Double], pivot: Int, left: Double, after rows: [[Double]]
  ) -> [Double] {
    var row = covariance
    for earlier in rows {
      let share = earlier[pivot]
      for place in row.indices { row[place] -= share * earlier[place] }
    }
    let scale = 1 / left.squareRoot()
    return row.map { $0 * scale }
  }

  /// The largest distance from 0, over all coordinates, of one Gaussian vector.
  ///
  /// - Parameter vector: Room for one value a coordinate.
  func largest(
    of vector: inout [Double], using generator: inout SeededGenerator
  ) -> Double {
    vector.withUnsafeMutableBufferPointer { vector in
      vector.update(repeating: 0)
      for row in rows {
        let share = generator.normal()
        row.withUnsafeBufferPointer { row in
          for place in vector.indices { vector[place] += share * row[place] }
        }
      }
      return vector.reduce(0) { max($0, abs($1)) }
    }
  }
}
