import Statistics

/// Correct samples of all, with what they say of the true rate.
package enum RateText {
  /// `12/256 (2.7-8.0%)` with the interval of Wilson; where none is correct,
  /// `0/256 (p < 1.2%)` with the one-sided limit, because that is not a rate of 0.
  package static func words(_ tally: TallyCounts.Key) -> String {
    count(tally) + " (\(range(tally)))"
  }

  /// `12/256`.
  package static func count(_ tally: TallyCounts.Key) -> String {
    "\(Format.count(tally.c))/\(Format.count(tally.n))"
  }

  /// What stands in the parentheses, at a level of 95 %.
  package static func range(_ tally: TallyCounts.Key) -> String {
    if tally.c == 0, let limit = ZeroSuccesses.upperLimit(trials: tally.n) {
      return "p < \(limitText(limit))"
    }
    guard let bounds = WilsonInterval.bounds(successes: tally.c, trials: tally.n) else {
      return "no sample"
    }
    return Format.fixed(bounds.lowerBound * 100, 1) + "-" + Format.percent(bounds.upperBound)
  }

  /// One decimal, or two where one would say next to nothing.
  package static func limitText(_ limit: Double) -> String {
    Format.fixed(limit * 100, limit < 0.01 ? 2 : 1) + "%"
  }
}

/// A p as papers print it.
package enum PValueText {
  /// Three decimals from 0.1, else two digits that count; `<0.00001` below what anybody reads.
  package static func words(_ p: Double) -> String {
    switch p {
    case 0.9995...: "1"
    case 0.1...: Format.fixed(p, 3)
    case 0.001...: Format.fixed(p, 4)
    case 0.000_01...: Format.fixed(p, p < 0.000_1 ? 6 : 5)
    default: "<0.00001"
    }
  }

  /// `p = 0.0106` or `p < 0.00001`.
  package static func equation(_ p: Double) -> String {
    let words = words(p)
    return words.hasPrefix("<") ? "p < " + words.dropFirst() : "p = " + words
  }
}
