import Glibc

extension Ticks {
  /// The powers of ten in `range`, with their doubles and halves where that is at most `count`.
  ///
  ///     Ticks.log10(range: 0.001...1, count: 5).values     // 0.001, 0.01, 0.1, 1
  ///     Ticks.log10(range: 1...100, count: 8).values       // 1, 2, 5, 10, 20, 50, 100
  ///
  /// Every second, third … power where all of them are too many. A range of less than one such
  /// step has the ticks of a linear axis.
  package static func log10(range: ClosedRange<Double>, count: Int) -> Ticks {
    guard let powers = powers(range), count > 0 else { return Ticks(values: []) }
    for mantissas in [[1.0, 2, 5], [1]] {
      let values = powers.flatMap { power in mantissas.map { $0 * decade(power) } }
        .filter { isInside($0, range) }
      if values.count >= 2, values.count <= count { return Ticks(values: values) }
      if values.count < 2 { return linear(range: range, count: count) }
    }
    let stride = (powers.count + count - 1) / count
    let values = powers.filter { $0.isMultiple(of: stride) }.map(decade)
    return Ticks(values: values.filter { isInside($0, range) })
  }

  /// The range widened to 1, 2 or 5 times a power of ten; a single value gets room on both sides.
  static func rounded10(_ range: ClosedRange<Double>) -> ClosedRange<Double> {
    let range =
      range.lowerBound < range.upperBound
      ? range : (range.lowerBound / 1.1)...(range.upperBound * 1.1)
    guard let powers = powers(range) else { return range }
    let steps =
      powers.flatMap { power in [1.0, 2, 5].map { $0 * decade(power) } }
      + [decade(powers.upperBound + 1)]
    let low = steps.last { $0 <= range.lowerBound * (1 + 1e-9) } ?? range.lowerBound
    let high = steps.first { $0 >= range.upperBound * (1 - 1e-9) } ?? range.upperBound
    return low...max(low, high)
  }

  /// The powers of ten from the last one below a range to the last one in it.
  private static func powers(_ range: ClosedRange<Double>) -> ClosedRange<Int>? {
    guard range.lowerBound > 1e-250, range.upperBound < 1e250 else { return nil }
    let first = Int(Glibc.log10(range.lowerBound).rounded(.down))
    return first...max(first, Int(Glibc.log10(range.upperBound).rounded(.down)))
  }

  private static func decade(_ power: Int) -> Double {
    power < 0 ? 1 / pow(10, Double(-power)) : pow(10, Double(power))
  }

  private static func isInside(_ value: Double, _ range: ClosedRange<Double>) -> Bool {
    range.lowerBound * (1 - 1e-9) <= value && value <= range.upperBound * (1 + 1e-9)
  }
}
