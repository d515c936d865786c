import Glibc

/// What one axis of a chart measures.
package struct Axis: Equatable, Sendable {
  package enum Scale: Equatable, Sendable {
    case linear
    /// Equal distances for equal factors; values of 0 and less have no place on it.
    case log2
    /// The same with decades instead of doublings.
    case log10

    var isLogarithmic: Bool { self != .linear }
  }

  package enum Format: Equatable, Sendable {
    case number
    /// Shares of 1 shown as per cent.
    case percent
    /// Differences of shares as per cent with their sign.
    case signedPercent
  }

  package var title: String
  package var scale: Scale
  package var format: Format
  /// What the axis spans; `nil` leaves it to the values that are drawn.
  package var range: ClosedRange<Double>?
  /// Values that are left out so that those below and above are told apart better.
  ///
  /// The axis is broken there. It counts only inside the range, and only for a y axis.
  package var fold: ClosedRange<Double>?

  package init(
    _ title: String, scale: Scale = .linear, format: Format = .number,
    range: ClosedRange<Double>? = nil, fold: ClosedRange<Double>? = nil
  ) {
    self.title = title
    self.scale = scale
    self.format = format
    self.range = range
    self.fold = fold
  }

  /// The axis with a range that holds all values that have a place on it.
  ///
  /// `isRounded` widens it to round numbers, as suits a y axis; shares stay within 0 and 1.
  package func fitted(to values: some Sequence<Double>, isRounded: Bool) -> Axis {
    guard range == nil else { return self }
    var axis = self
    axis.range = fittedRange(values, isRounded: isRounded)
    return axis
  }

  private func fittedRange(
    _ values: some Sequence<Double>, isRounded: Bool
  ) -> ClosedRange<Double> {
    var (low, high) = (Double.infinity, -Double.infinity)
    for value in values where value.isFinite && (!scale.isLogarithmic || value > 0) {
      (low, high) = (min(low, value), max(high, value))
    }
    guard low <= high else { return span }
    if isRounded, let fold { return roundedAround(fold, low...high) }
    switch scale {
    case .log2: return low...(low == high ? low * 2 : high)
    case .log10 where isRounded || low == high: return Ticks.rounded10(low...high)
    case .log10: return low...high
    case .linear where !isRounded && low < high: return low...high
    case .linear: break
    }
    let rounded = Ticks.rounded(low...high, count: 5)
    guard format == .percent, 0 <= low, high <= 1 else { return rounded }
    return max(0, rounded.lowerBound)...min(1, rounded.upperBound)
  }

  /// The range, or a stand-in where nothing said what it is.
  private var span: ClosedRange<Double> { range ?? (scale.isLogarithmic ? 1...2 : 0...1) }

  /// Where a value lies between the ends of the axis: 0 and 1 are the ends, values beyond them
  /// are outside; `nil` where it has no place.
  package func fraction(of value: Double) -> Double? {
    guard let measure = scaled(value), let low = scaled(span.lowerBound),
      let high = scaled(span.upperBound)
    else { return nil }
    return low < high ? (measure - low) / (high - low) : (measure == low ? 0.5 : nil)
  }

  /// The value at a fraction: the inverse of `fraction(of:)`.
  package func value(at fraction: Double) -> Double {
    let (low, high) = (span.lowerBound, span.upperBound)
    switch scale {
    case .linear: return low + (high - low) * fraction
    case .log2, .log10:
      return low > 0 ? low * Glibc.exp2(fraction * Glibc.log2(high / low)) : low
    }
  }

  /// The value on the scale of the axis, or `nil` where it has no place.
  func scaled(_ value: Double) -> Double? {
    guard value.isFinite else { return nil }
    switch scale {
    case .linear: return value
    case .log2, .log10: return value > 0 ? Glibc.log2(value) : nil
    }
  }
}

extension Axis {
  /// The marks of the axis: at most `count`, but every power of two on a `log2` one.
  func ticks(count: Int) -> Ticks {
    switch scale {
    case .linear: Ticks.linear(range: span, count: count)
    case .log2: Ticks.log2(range: span)
    case .log10: Ticks.log10(range: span, count: count)
    }
  }

  /// The label of a value where steps are multiples of ten to the `exponent`.
  func label(of value: Double, exponent: Int) -> String {
    switch (format, scale) {
    case (.percent, .log10): NumberText.short(value * 100, decimals: 9) + "%"
    case (.percent, _): NumberText.fixed(value * 100, decimals: -2 - exponent) + "%"
    case (.signedPercent, _):
      NumberText.signed(NumberText.fixed(value * 100, decimals: -2 - exponent)) + "%"
    case (.number, .log2): Self.binaryLabel(of: value)
    case (.number, .log10): Self.decadeLabel(of: value)
    case (.number, .linear): decimalLabel(of: value, exponent: exponent)
    }
  }

  /// The label of any value, such as the cursor's.
  package func label(of value: Double) -> String {
    guard value.isFinite else { return "" }
    switch format {
    case .percent: return NumberText.short(value * 100, decimals: decimals(of: value * 100)) + "%"
    case .signedPercent:
      return NumberText.signed(NumberText.short(value * 100, decimals: 1)) + "%"
    case .number: return NumberText.short(value, decimals: abs(value) < 100 ? 3 : 1)
    }
  }

  /// A logarithmic axis has small values, of which two digits are wanted; others have one decimal.
  private func decimals(of value: Double) -> Int {
    guard scale == .log10, value > 0, value < 1 else { return 1 }
    return min(9, 1 - Int(Glibc.log10(value).rounded(.down)))
  }

  /// `0.001`, `20`, `5000`, then `50k`; beyond that, powers such as `1e-6` and `1e12`.
  private static func decadeLabel(of value: Double) -> String {
    let power = Int(Glibc.log10(value * 1.0000001).rounded(.down))
    guard (-4...8).contains(power) else {
      return NumberText.short(value / Glibc.pow(10, Double(power)), decimals: 1) + "e\(power)"
    }
    let unit = units.first { value >= $0.divisor && power > 3 } ?? (0, 1, "")
    return NumberText.short(value / unit.divisor, decimals: 9) + unit.sign
  }

  /// `512`, `8192`, then `16k` for 16384: powers of two stay whole when divided by 1024.
  private static func binaryLabel(of value: Double) -> String {
    var (rest, units) = (value, ["", "k", "M", "G", "T"][...])
    while rest > 9999, units.count > 1 {
      rest /= 1024
      units.removeFirst()
    }
    return NumberText.short(rest, decimals: 6) + (units.first ?? "")
  }

  /// All labels of an axis share one unit, which its largest value decides.
  private func decimalLabel(of value: Double, exponent: Int) -> String {
    guard value != 0 else { return "0" }
    let largest = max(abs(span.lowerBound), abs(span.upperBound))
    let unit = Self.units.first { largest >= 10 * $0.divisor } ?? (0, 1, "")
    return NumberText.fixed(value / unit.divisor, decimals: unit.power - exponent) + unit.sign
  }

  /// The units of large numbers; plain digits are kept up to 9999.
  private static let units: [(power: Int, divisor: Double, sign: String)] = [
    (9, 1e9, "G"), (6, 1e6, "M"), (3, 1e3, "k"),
  ]
}
