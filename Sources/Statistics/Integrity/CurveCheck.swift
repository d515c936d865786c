/// What is looked for in a curve that was read from a file.
///
/// The unbiased estimate of pass@k of any run over the same problems at each k is 0 at k = 0,
/// never falls, and rises less and less: the gain at k is the share of draws in which
/// the k-th sample is the first correct one.
package enum CurveCheck {
  /// One value of pass@k as it was printed.
  package struct Point: Equatable, Sendable {
    package let k: Int
    package let value: Double

    package init(k: Int, value: Double) {
      self.k = k
      self.value = value
    }
  }

  /// The first place at which a curve falls or rises faster than before, on any grid of k.
  ///
  /// - Parameters:
  ///   - points: In any order; of several points at one k the first counts.
  ///   - rounding: How far a printed value may be off: half of its last digit, 0.00005 for
  ///     four decimals. Only what rounding cannot explain is found.
  package static func finding(
    in points: [Point], roundedBy rounding: Double, run: String
  ) -> IntegrityFinding? {
    var curve = [Point(k: 0, value: 0)]
    for point in points.sorted(by: { $0.k < $1.k }) where point.k > curve[curve.count - 1].k {
      curve.append(point)
    }
    // Two values are off in opposite directions; the rest is for sums of doubles.
    let slack = 2 * rounding + 1e-12
    for index in curve.indices.dropFirst() {
      let (before, point) = (curve[index - 1], curve[index])
      if before.value - point.value > slack {
        return .fallingCurve(run: run, from: before.k, to: point.k)
      }
      guard index >= 2 else { continue }
      if sag(curve[index - 2], before, point) > slack {
        return .convexCurve(run: run, from: curve[index - 2].k, middle: before.k, to: point.k)
      }
    }
    return nil
  }

  /// How far the middle point lies below the line from the first to the last.
  ///
  /// It is above 0 exactly where the second divided difference is, and rounding moves it by
  /// at most twice the error of a value, however uneven the grid is.
  private static func sag(_ first: Point, _ middle: Point, _ last: Point) -> Double {
    let part = Double(middle.k - first.k) / Double(last.k - first.k)
    return first.value + part * (last.value - first.value) - middle.value
  }
}
