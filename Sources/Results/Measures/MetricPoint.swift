import Statistics

/// One point of a curve of any measure, with its uncertainty.
package struct MetricPoint: Equatable, Sendable {
  /// Where it stands: a budget k, or a τ in 0...1.
  package let x: Double
  /// The mean over problems, in 0...1.
  package let value: Double
  /// The 95 % interval over problems; `nil` with fewer than two of them.
  package let interval: ClosedRange<Double>?
  /// How many problems took part.
  package let problems: Int
  /// What the value can be, whatever missing judgements say; `nil` where none are missing.
  package var bounds: ClosedRange<Double>?
  /// How many of the problems have a simulated value.
  package var simulated = 0

  package init(x: Double, value: Double, interval: ClosedRange<Double>?, problems: Int) {
    self.x = x
    self.value = value
    self.interval = interval
    self.problems = problems
  }

  package init(_ point: CurvePoint) {
    self.init(
      x: Double(point.k), value: point.value, interval: point.interval, problems: point.problems)
  }
}
