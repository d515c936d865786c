/// A polynomial whose powers beyond a degree are of no interest.
struct TruncatedPolynomial: Equatable, Sendable {
  /// The highest power that is kept.
  let most: Int
  /// The coefficients from the constant term on.
  private(set) var coefficients = [1.0]

  /// The polynomial 1.
  ///
  /// - Precondition: `most >= 0`.
  init(most: Int) {
    self.most = most
  }

  /// Multiplies by the polynomial with the given coefficients, at least one.
  mutating func multiply(by factor: [Double]) {
    let degree = min(most, coefficients.count + factor.count - 2)
    var product = Array(repeating: 0.0, count: degree + 1)
    for (i, left) in coefficients.enumerated() {
      for j in 0..<min(factor.count, degree - i + 1) { product[i + j] += left * factor[j] }
    }
    coefficients = product
  }

  /// The coefficient of a power of the product with another polynomial.
  func coefficient(of power: Int, times other: [Double]) -> Double {
    let first = max(0, power - other.count + 1)
    let end = min(coefficients.count, power + 1)
    var sum = 0.0
    for i in first..<max(first, end) { sum += coefficients[i] * other[power - i] }
    return sum
  }
}
