import Glibc

/// The exponentiated power law log pass@k = a · k^b, fitted to a curve.
///
/// See Brown et al., "Large Language Monkeys", arXiv 2407.21787, section 3. Its ceiling is
/// 1: it takes every problem to be solved at last.
package struct PowerLawFit: Equatable, Sendable {
  /// log pass@1, below 0.
  package let a: Double
  /// How fast log pass@k goes to 0, below 0.
  package let b: Double
  /// The share of the variance of log pass@k that the law explains, at most 1.
  package let rSquared: Double
  /// How many points of the curve were fitted.
  package let points: Int

  /// A point in the scale of the fit.
  private struct LogPoint {
    let logK: Double
    let logValue: Double
  }

  /// The values of log(−b) that are searched: b from −0.001 to −5.
  private static let range = log(0.001)...log(5)

  /// Fits the law by least squares on log pass@k, each point with the same weight.
  ///
  /// For a given b the best a is linear, so b alone is searched: on a grid, then by golden
  /// section. Points at which pass@k is 0 have no logarithm and are left out.
  package init(_ curve: [CurvePoint]) throws(ExtrapolationRefusal) {
    let known = curve.filter { $0.value > 0 }
    let points = known.map { LogPoint(logK: log(Double($0.k)), logValue: log($0.value)) }
    let ks = Set(known.map(\.k)).sorted()
    guard ks.count >= 3, let first = ks.first, let last = ks.last else {
      throw .fewPoints(ks.count)
    }
    let spread = Self.spread(points)
    guard spread > 1e-24 else { throw .flatCurve(from: first, to: last) }
    let place = Self.bestPlace(points)
    guard place > Self.range.lowerBound + 0.05 else { throw .flatCurve(from: first, to: last) }
    guard place < Self.range.upperBound - 0.05 else { throw .abruptCurve(after: first) }
    b = -exp(place)
    a = Self.scale(points, b: b)
    rSquared = 1 - Self.error(points, place) / spread
    self.points = points.count
  }

  /// The expected pass@k, in 0...1.
  ///
  /// - Precondition: `k >= 1`.
  package func passAtK(_ k: Int) -> Double {
    precondition(k >= 1, "\(k)")
    return exp(a * pow(Double(k), b))
  }

  /// The sum of squares of log pass@k about its mean.
  private static func spread(_ points: [LogPoint]) -> Double {
    let mean = points.reduce(0) { $0 + $1.logValue } / Double(points.count)
    return points.reduce(0) { $0 + ($1.logValue - mean) * ($1.logValue - mean) }
  }

  /// The best a for a given b.
  private static func scale(_ points: [LogPoint], b: Double) -> Double {
    var products = 0.0
    var squares = 0.0
    for point in points {
      let power = exp(b * point.logK)
      products += point.logValue * power
      squares += power * power
    }
    return products / squares
  }

  /// The sum of squared errors at b = −exp(place) and its best a.
  private static func error(_ points: [LogPoint], _ place: Double) -> Double {
    let b = -exp(place)
    let a = scale(points, b: b)
    return points.reduce(0) { sum, point in
      let miss = point.logValue - a * exp(b * point.logK)
      return sum + miss * miss
    }
  }

  private static func bestPlace(_ points: [LogPoint]) -> Double {
    let steps = 100
    let width = (range.upperBound - range.lowerBound) / Double(steps)
    let places = (0...steps).map { range.lowerBound + Double($0) * width }
    let errors = places.map { error(points, $0) }
    let best = errors.indices.dropFirst().reduce(0) { errors[$1] < errors[$0] ? $1 : $0 }
    return goldenSection(places[best] - width, places[best] + width) { error(points, $0) }
  }

  /// The lowest place of a function that falls, then rises between two places.
  private static func goldenSection(
    _ low: Double, _ high: Double, _ function: (Double) -> Double
  ) -> Double {
    let ratio = (5.0.squareRoot() - 1) / 2
    var (low, high) = (low, high)
    var (left, right) = (high - ratio * (high - low), low + ratio * (high - low))
    var values = (left: function(left), right: function(right))
    while high - low > 1e-10 {
      if values.left < values.right {
        (high, right, values.right) = (right, left, values.left)
        left = high - ratio * (high - low)
        values.left = function(left)
      } else {
        (low, left, values.left) = (left, right, values.right)
        right = low + ratio * (high - low)
        values.right = function(right)
      }
    }
    return (low + high) / 2
  }
}
