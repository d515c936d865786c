/// The ratio of two means over the same problems, with its interval.
///
/// The interval holds all ratios r for which the mean of numerator − r · denominator is not told
/// from 0 (Fieller, "Some Problems in Interval Estimation", 1954). Unlike the quotient of two
/// errors it is right where the denominator is small, and none where that may be 0.
package struct MeanRatio: Equatable, Sendable {
  package let value: Double
  /// The 95 % interval; `nil` with fewer than two problems, and where it has no end.
  package let interval: ClosedRange<Double>?
  package let problems: Int

  /// `nil` without problems, and where the mean denominator is 0.
  ///
  /// - Precondition: Both have one number for each problem, in one order.
  package init?(numerators: [Double], denominators: [Double]) {
    precondition(numerators.count == denominators.count)
    guard let top = ProblemMean(numerators), let bottom = ProblemMean(denominators),
      bottom.value != 0
    else { return nil }
    value = top.value / bottom.value
    problems = top.problems
    let z = NormalQuantile.twoSided95
    let products = zip(numerators, denominators).map {
      ($0 - top.value) * ($1 - bottom.value)
    }
    guard let topError = top.standardError, let bottomError = bottom.standardError,
      let covariance = Self.ofMeans(products)
    else {
      interval = nil
      return
    }
    let square = bottom.value * bottom.value - z * z * bottomError * bottomError
    let middle = top.value * bottom.value - z * z * covariance
    let rest = top.value * top.value - z * z * topError * topError
    guard square > 0 else {
      interval = nil
      return
    }
    let root = max(0, middle * middle - square * rest).squareRoot()
    interval = (middle - root) / square...(middle + root) / square
  }

  /// The covariance of the means, of the products of distances from them.
  private static func ofMeans(_ products: [Double]) -> Double? {
    let count = Double(products.count)
    return count < 2 ? nil : products.reduce(0, +) / (count - 1) / count
  }
}
