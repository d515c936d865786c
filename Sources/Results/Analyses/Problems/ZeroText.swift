import Statistics

/// No success as screens write it: never as "unsolvable".
package enum ZeroText {
  /// `0 of 256, p < 1.2%`: with the one-sided 95 % upper limit of the rate p.
  package static func text(n: Int) -> String {
    guard let limit = ZeroSuccesses.upperLimit(trials: n) else { return "no samples" }
    return "0 of \(Format.count(n)), p < \(percent(limit))"
  }

  /// The same of several problems: `0 of 128 or more, p < 2.4%`.
  package static func text(n: ClosedRange<Int>) -> String {
    guard n.lowerBound < n.upperBound,
      let limit = ZeroSuccesses.upperLimit(trials: n.lowerBound)
    else { return text(n: n.lowerBound) }
    return "0 of \(Format.count(n.lowerBound)) or more, p < \(percent(limit))"
  }

  /// The limit, rounded up to two digits so that it stays one.
  private static func percent(_ limit: Double) -> String {
    let decimals = limit >= 0.1 ? 0 : limit >= 0.001 ? 1 : 3
    let scale = (0..<decimals).reduce(100.0) { scale, _ in scale * 10 }
    return Format.fixed((limit * scale).rounded(.up) / scale * 100, decimals) + "%"
  }
}

extension ClosedRange<Int>? {
  /// The range that holds a number as well.
  func holding(_ number: Int) -> ClosedRange<Int>? {
    self.map { Swift.min($0.lowerBound, number)...Swift.max($0.upperBound, number) }
      ?? number...number
  }
}
