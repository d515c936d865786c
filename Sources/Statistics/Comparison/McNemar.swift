import Glibc

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
    return min(1, exp(logBinomial(total, fewer) - Double(total - 1) * log(2)) * sum)
  }

  /// By products where they are few, which is exact to the last digits.
  private static func logBinomial(_ n: Int, _ k: Int) -> Double {
    (0..<k).reduce(0.0) { $0 + log(Double(n - $1) / Double($1 + 1)) }
  }
}
