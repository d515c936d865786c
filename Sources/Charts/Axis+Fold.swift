extension Axis {
  /// The two parts of a broken axis, or `nil` where nothing is left out of its range.
  var windows: (lower: Axis, upper: Axis)? {
    guard let fold, let range, scaled(range.lowerBound) != nil, fold.lowerBound < fold.upperBound,
      range.lowerBound < fold.lowerBound, fold.upperBound < range.upperBound
    else { return nil }
    var (lower, upper) = (self, self)
    lower.fold = nil
    upper.fold = nil
    lower.range = range.lowerBound...fold.lowerBound
    upper.range = fold.upperBound...range.upperBound
    return (lower, upper)
  }

  /// What the axis spans on its scale.
  var length: Double {
    guard let range, let low = scaled(range.lowerBound), let high = scaled(range.upperBound) else {
      return 0
    }
    return high - low
  }

  /// The ends of a broken axis: round on the scale of the part that they belong to.
  func roundedAround(
    _ fold: ClosedRange<Double>, _ values: ClosedRange<Double>
  ) -> ClosedRange<Double> {
    guard values.lowerBound < fold.lowerBound, fold.upperBound < values.upperBound else {
      return rounded(values)
    }
    let low = rounded(values.lowerBound...fold.lowerBound).lowerBound
    let high = rounded(fold.upperBound...values.upperBound).upperBound
    let isShare = format == .percent && 0 <= values.lowerBound && values.upperBound <= 1
    return isShare ? max(0, low)...min(1, high) : low...high
  }

  /// What may be left out of an axis so that the rest is told apart better: the middle of the
  /// largest gap between values, if the gap is more than `share` of what they span.
  ///
  /// `nil` where no gap is as large as that, as there is with fewer than three values.
  package func proposedFold(
    for values: some Sequence<Double>, share: Double = 0.35
  ) -> ClosedRange<Double>? {
    let places = Set(values.filter { scaled($0) != nil }).sorted()
    guard places.count > 2, let first = places.first, let last = places.last else { return nil }
    func distance(_ low: Double, _ high: Double) -> Double {
      (scaled(high) ?? 0) - (scaled(low) ?? 0)
    }
    let gaps = zip(places, places.dropFirst())
    guard let gap = gaps.max(by: { distance($0.0, $0.1) < distance($1.0, $1.1) }),
      distance(gap.0, gap.1) > share * distance(first, last)
    else { return nil }
    let low = rounded(first...gap.0).upperBound
    let high = rounded(gap.1...last).lowerBound
    return low < high ? low...high : gap.0...gap.1
  }

  private func rounded(_ range: ClosedRange<Double>) -> ClosedRange<Double> {
    scale.isLogarithmic ? Ticks.rounded10(range) : Ticks.rounded(range, count: 8)
  }
}
