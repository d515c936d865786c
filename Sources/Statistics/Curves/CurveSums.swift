import CCurve

/// Sums of pass@k and of its squares over the problems of a table, at four budgets at once.
///
/// Sums are of the distance from one of the values, not of the values: a spread that is
/// small beside the mean keeps its digits, and problems that are all equal have none.
struct CurveSums {
  static let lanes = Int(KSCOPE_CURVE_LANES)

  private let budgets: [Int]
  private let steps: [Double]
  private var reference = Array(repeating: 0.0, count: lanes)
  private var sum = Array(repeating: 0.0, count: lanes)
  private var squares = Array(repeating: 0.0, count: lanes)
  private var problems = Array(repeating: 0, count: lanes)

  /// - Parameters:
  ///   - budgets: At most `lanes` values of k, ascending, each at least 1.
  ///   - reference: A tally whose values are near those of many problems.
  init(at budgets: [Int], near reference: TallyCounts.Key) {
    self.budgets = budgets
    let unused = repeatElement(Double(budgets.last ?? 1), count: Self.lanes - budgets.count)
    steps = budgets.map(Double.init) + unused
    let single = Array(repeating: 0.0, count: reference.c) + [1]
    let row = single.withUnsafeBufferPointer { sums(n: reference.n, problems: $0) }
    for lane in budgets.indices where budgets[lane] <= reference.n {
      self.reference[lane] = Self.lane(row.sum, lane)
    }
  }

  /// Adds the problems that have `n` samples.
  ///
  /// - Parameter problems: How many have c correct ones, at index c.
  mutating func add(n: Int, problems weights: UnsafeBufferPointer<Double>, total: Int) {
    guard let smallest = budgets.first, smallest <= n else { return }
    let row = sums(n: n, problems: weights)
    for lane in budgets.indices where budgets[lane] <= n {
      sum[lane] += Self.lane(row.sum, lane)
      squares[lane] += Self.lane(row.squares, lane)
      problems[lane] += total
    }
  }

  private func sums(n: Int, problems: UnsafeBufferPointer<Double>) -> kscope_curve_sums {
    kscope_curve_row(Double(n), problems.baseAddress, problems.count, steps, reference)
  }

  private static func lane(_ values: (Double, Double, Double, Double), _ lane: Int) -> Double {
    switch lane {
    case 0: values.0
    case 1: values.1
    case 2: values.2
    default: values.3
    }
  }

  /// The points; none where no problem has so many samples.
  var points: [CurvePoint] {
    budgets.indices.filter { problems[$0] > 0 }.map { lane in
      let mean = sum[lane] / Double(problems[lane])
      return CurvePoint(
        k: budgets[lane], value: min(1, max(0, reference[lane] + mean)),
        standardError: error(lane, mean: mean), problems: problems[lane])
    }
  }

  private func error(_ lane: Int, mean: Double) -> Double? {
    guard problems[lane] > 1 else { return nil }
    let count = Double(problems[lane])
    let spread = max(0, squares[lane] - count * mean * mean)
    return (spread / (count - 1) / count).squareRoot()
  }
}
