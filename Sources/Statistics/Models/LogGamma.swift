import Glibc

/// Logarithms of quotients of gamma functions.
enum LogGamma {
  /// log Γ(x + step) − log Γ(x).
  ///
  /// From x = 16 on as a difference of Stirling's series, taken term by term: log Γ(10⁶) is
  /// about 10⁷, and subtracting two such numbers loses nine digits. Below, the numbers
  /// are small and the plain difference is exact enough.
  ///
  /// - Precondition: `x > 0` and `step >= 0`.
  static func rise(from x: Double, by step: Double) -> Double {
    guard x >= 16 else { return value(x + step) - value(x) }
    return (x - 0.5) * log1p(step / x) + step * (log(x + step) - 1)
      + (remainder(x + step) - remainder(x))
  }

  /// log C(n, c).
  static func choose(_ n: Int, _ c: Int) -> Double {
    let few = Double(min(c, n - c))
    return rise(from: Double(n) - few + 1, by: few) - value(few + 1)
  }

  /// Glibc's, without the sign that it returns beside.
  private static func value(_ x: Double) -> Double { lgamma(x).0 }

  /// What Stirling's series adds to (x − 1/2) log x − x + log(2π)/2.
  private static func remainder(_ x: Double) -> Double {
    let square = 1 / (x * x)
    return (1 / 12 - square * (1 / 360 - square * (1 / 1260 - square / 1680))) / x
  }
}
