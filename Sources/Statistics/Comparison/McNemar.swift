/// McNemar's test on the problems that one of two runs solves alone.
package enum McNemar {
  /// The exact two-sided p: twice the smaller tail of a fair binomial, at most 1.
  ///
  /// See McNemar, "Note on the sampling error of the difference between correlated
  /// proportions or percentages" (1947), in its exact form.
  ///
  ///     McNemar.exactP(18, 5)   // 0.0106
  ///
  /// - Parameters: Problems that only the one and only the other run solves, at least 0.
  /// - Complexity: O(the smaller of the two).
  package static func exactP(_ first: Int, _ second: Int) -> Double {
    precondition(first >= 0 && second >= 0, "\(first) and \(second)")
    let total = first + second
    let fewer = min(first, second)
    guard 2 * fewer < total else { return 1 }
    // From the largest term down, each a fraction of the one before.
    var term = 1.0
    var sum = 1.0
    for i in stride(from: fewer, to: 0, by: -1) {
      term *= Double(i) / Double(total - i + 1)
      sum += term
    }
    let (significand, exponent) = binomial(total, fewer)
    return min(
      1, Double(sign: .plus, exponent: exponent - (total - 1), significand: significand * sum))
  }

  /// C(n, k) as significand · 2^exponent, which does not overflow as a double would.
  ///
  /// A sum of logarithms is large, and would lose as many digits as it has before the point.
  private static func binomial(_ n: Int, _ k: Int) -> (significand: Double, exponent: Int) {
    var (significand, exponent) = (1.0, 0)
    for i in 0..<k {
      significand *= Double(n - i) / Double(i + 1)
      exponent += Int(significand.exponent)
      significand = significand.significand
    }
    return (significand, exponent)
  }
}
