import Statistics

/// The temperatures at which the entropy of a model is not told from that of another run.
package struct TemperatureRange: Equatable, Sendable {
  /// `nil` where it goes on below, or above, all that was measured.
  package let low: Double?
  package let high: Double?

  /// By the interval of Fieller for the way from one measured temperature to the next, from the
  /// match outwards; `nil` without a match and with fewer than two problems.
  ///
  /// - Parameter values: Of a measured temperature, for each problem, the model's entropy
  ///   there, and the one that is asked for.
  init?(
    of match: Result<EntropyByTemperature.Match, EntropyMatchRefusal>, _ temperatures: [Double],
    _ values: (Double) -> [(own: Double, target: Double)]
  ) {
    guard case .success(let found) = match, temperatures.count > 1 else { return nil }
    let tables = temperatures.map(values)
    guard tables[0].count > 1 else { return nil }
    let last = temperatures.count - 2
    let upper = temperatures.firstIndex { $0 >= found.temperature } ?? last + 1
    let start = max(0, min(last, upper - 1))
    low = Self.end(from: start, through: 0, by: -1, temperatures, tables)
    high = Self.end(from: start, through: last, by: 1, temperatures, tables)
  }

  /// The end of the range in one direction; `nil` where it is beyond all temperatures.
  private static func end(
    from start: Int, through last: Int, by step: Int, _ temperatures: [Double],
    _ tables: [[(own: Double, target: Double)]]
  ) -> Double? {
    for place in stride(from: start, through: last, by: step) {
      let (lower, upper) = (tables[place], tables[place + 1])
      let ratio = MeanRatio(
        numerators: lower.map { $0.target - $0.own },
        denominators: zip(lower, upper).map { $1.own - $0.own })
      guard let interval = ratio?.interval else { return nil }
      let part = step < 0 ? interval.lowerBound : interval.upperBound
      if step < 0 ? part >= 0 : part <= 1 {
        return temperatures[place] + part * (temperatures[place + 1] - temperatures[place])
      }
    }
    return nil
  }

  /// `95% 1.03 to 1.19`, with open ends in words.
  package var text: String {
    switch (low.map { Format.fixed($0, 2) }, high.map { Format.fixed($0, 2) }) {
    case (let low?, let high?): "95% \(low) to \(high)"
    case (let low?, nil): "95% from \(low), open above"
    case (nil, let high?): "95% up to \(high), open below"
    case (nil, nil): "95% open"
    }
  }
}
