import Glibc

/// The places on an axis that deserve a mark and a label.
///
///     Ticks.linear(range: 0...1, count: 6).values    // 0, 0.2, 0.4, 0.6, 0.8, 1
///     Ticks.log2(range: 1...100).values              // 1, 2, 4, 8, 16, 32, 64
package struct Ticks: Equatable, Sendable {
  package let values: [Double]
  /// The power of ten of the step: labels need `-exponent` decimals to be exact.
  package let exponent: Int

  init(values: [Double], exponent: Int = 0) {
    self.values = values
    self.exponent = exponent
  }

  /// The multiples of the smallest step of 1, 2 or 5 times a power of ten that lie in `range`
  /// and are at most `count`.
  ///
  /// None when the range is a single value, not finite, or so far from 0 that its ends
  /// cannot be told apart.
  package static func linear(range: ClosedRange<Double>, count: Int) -> Ticks {
    guard count > 0, var step = Step(span: range.upperBound - range.lowerBound, count: count)
    else { return Ticks(values: []) }
    while let indices = step.indices(in: range) {
      if indices.count <= count {
        return Ticks(values: indices.map(step.multiple), exponent: step.exponent)
      }
      step = step.next
    }
    return Ticks(values: [])
  }

  /// The powers of two in `range`; fractions such as 0.5 among them.
  package static func log2(range: ClosedRange<Double>) -> Ticks {
    guard range.lowerBound > 0, range.lowerBound.isNormal, range.upperBound.isFinite else {
      return Ticks(values: [])
    }
    let isPower = range.lowerBound.significand == 1
    let first = Int(range.lowerBound.exponent) + (isPower ? 0 : 1)
    let last = Int(range.upperBound.exponent)
    guard first <= last else { return Ticks(values: []) }
    return Ticks(values: (first...last).map { Double(sign: .plus, exponent: $0, significand: 1) })
  }

  /// The range widened to multiples of a step of 1, 2 or 5, about `count` of them.
  ///
  /// A single value gets room on both sides, so that an axis can be drawn for it.
  package static func rounded(_ range: ClosedRange<Double>, count: Int) -> ClosedRange<Double> {
    let range = widened(range)
    guard var step = Step(span: range.upperBound - range.lowerBound, count: count) else {
      return range
    }
    while let indices = step.outerIndices(of: range) {
      if indices.count <= count + 1 {
        return step.multiple(indices.lowerBound)...step.multiple(indices.upperBound)
      }
      step = step.next
    }
    return range
  }

  private static func widened(_ range: ClosedRange<Double>) -> ClosedRange<Double> {
    guard range.lowerBound == range.upperBound else { return range }
    let value = range.lowerBound
    guard value != 0 else { return 0...1 }
    let room = abs(value) / 10
    return (value - room)...(value + room)
  }
}

/// A step of 1, 2 or 5 times a power of ten.
///
/// Kept as integers: a multiple is computed with one rounding, so 3 steps of 0.1 are 0.3.
private struct Step {
  private let mantissa: Int
  let exponent: Int

  private init(mantissa: Int, exponent: Int) {
    self.mantissa = mantissa
    self.exponent = exponent
  }

  /// A step not larger than the one wanted, or `nil` where no step makes sense.
  init?(span: Double, count: Int) {
    guard span.isFinite, span > 1e-250, span < 1e250 else { return nil }
    let rough = span / Double(max(1, count))
    self.init(mantissa: 1, exponent: Int(log10(rough).rounded(.down)))
  }

  var next: Step {
    switch mantissa {
    case 1: Step(mantissa: 2, exponent: exponent)
    case 2: Step(mantissa: 5, exponent: exponent)
    default: Step(mantissa: 1, exponent: exponent + 1)
    }
  }

  func multiple(_ index: Int) -> Double {
    let whole = Double(index * mantissa)
    return exponent < 0 ? whole / Self.power(-exponent) : whole * Self.power(exponent)
  }

  /// The multiples inside a range, or `nil` where they are beyond counting.
  func indices(in range: ClosedRange<Double>) -> Range<Int>? {
    guard let bounds = bounds(of: range) else { return nil }
    let first = Int((bounds.lowerBound - tolerance).rounded(.up))
    let last = Int((bounds.upperBound + tolerance).rounded(.down))
    return first..<max(first, last + 1)
  }

  /// The multiples from the last one at or below a range to the first one at or above it.
  func outerIndices(of range: ClosedRange<Double>) -> ClosedRange<Int>? {
    guard let bounds = bounds(of: range) else { return nil }
    let first = Int((bounds.lowerBound + tolerance).rounded(.down))
    let last = Int((bounds.upperBound - tolerance).rounded(.up))
    return first...max(first, last)
  }

  private let tolerance = 1e-9

  private func bounds(of range: ClosedRange<Double>) -> ClosedRange<Double>? {
    let lower = range.lowerBound / multiple(1)
    let upper = range.upperBound / multiple(1)
    guard abs(lower) < 1e12, abs(upper) < 1e12 else { return nil }
    return lower...max(lower, upper)
  }

  private static func power(_ exponent: Int) -> Double { pow(10, Double(exponent)) }
}
