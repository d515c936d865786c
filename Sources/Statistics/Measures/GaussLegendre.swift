import Glibc

/// Places and weights that integrate a polynomial over [0, 1] exactly.
///
/// With `count` places it is exact up to degree 2 · count − 1. The places are the roots of
/// a Legendre polynomial, found by Newton's method from the usual cosine: Abramowitz and
/// Stegun, "Handbook of Mathematical Functions" (1964), 25.4.29.
struct GaussLegendre: Equatable, Sendable {
  /// A place and its weight; the weights add up to 1.
  struct Node: Equatable, Sendable {
    let place: Double
    let weight: Double
  }

  let nodes: [Node]

  /// The rule for polynomials up to a degree.
  ///
  /// - Precondition: `degree >= 0`.
  init(degree: Int) {
    let count = degree / 2 + 1
    nodes = (0..<count).map { Self.node($0, of: count) }
  }

  private static func node(_ index: Int, of count: Int) -> Node {
    var x = cos(.pi * (Double(index) + 0.75) / (Double(count) + 0.5))
    var slope = 1.0
    for _ in 0..<8 {
      let (value, newSlope) = legendre(count, at: x)
      slope = newSlope
      let step = value / slope
      x -= step
      if abs(step) < 1e-15 { break }
    }
    return Node(place: (1 - x) / 2, weight: 1 / ((1 - x) * (1 + x) * slope * slope))
  }

  /// The Legendre polynomial of a degree and its slope.
  private static func legendre(_ degree: Int, at x: Double) -> (value: Double, slope: Double) {
    var last = 1.0
    var value = x
    for j in stride(from: 2, through: degree, by: 1) {
      let next = (Double(2 * j - 1) * x * value - Double(j - 1) * last) / Double(j)
      last = value
      value = next
    }
    return (value, Double(degree) * (x * value - last) / ((x - 1) * (x + 1)))
  }
}
