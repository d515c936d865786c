/// The value of maj@k for one problem, and how it was come by.
package struct MajorityVote: Equatable, Sendable {
  package enum Method: Equatable, Sendable {
    /// Summed over all draws; only rounding is left.
    case exact
    /// A mean over random draws, with its own standard error.
    case simulated(standardError: Double, draws: Int, seed: UInt64)
  }

  /// The chance that the plurality among k samples is right, in 0...1.
  package let value: Double
  package let method: Method

  package init(value: Double, method: Method) {
    self.value = value
    self.method = method
  }

  /// Whether the value has no error of simulation.
  package var isExact: Bool { method == .exact }
}
