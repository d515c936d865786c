/// One point of a fitted curve: what a model expects, not what was measured.
///
/// A type apart from `CurvePoint`, so that nothing draws it unmarked beside measured values.
package struct ExtrapolatedPoint: Equatable, Sendable {
  package let k: Int
  /// The expected pass@k, in 0...1.
  package let value: Double
  /// The 95 % interval over problems, in 0...1; `nil` without a bootstrap.
  package let interval: ClosedRange<Double>?

  package init(k: Int, value: Double, interval: ClosedRange<Double>? = nil) {
    self.k = k
    self.value = value
    self.interval = interval
  }
}
