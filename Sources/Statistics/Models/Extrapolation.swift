/// A pass@k curve that a fitted model continues beyond the samples there are.
package struct Extrapolation: Equatable, Sendable {
  /// What was fitted.
  package enum Model: Equatable, Sendable {
    case betaBinomial(BetaBinomialFit)
    case powerLaw(PowerLawFit)
  }

  /// What the intervals rest on.
  package struct Bootstrap: Equatable, Sendable {
    /// How many times the problems were drawn anew.
    package let draws: Int
    package let seed: UInt64
    /// How many draws did not bound the parameters, as `BetaBinomialFit.isConverged` says.
    ///
    /// Where they are more than a few, the intervals depend on the edge of the search.
    package let unsettled: Int
    /// The 95 % interval of the ceiling, in 0...1.
    package let ceiling: ClosedRange<Double>
  }

  package let model: Model
  /// The largest number of samples of any problem: beyond it no point was measured.
  package let largestN: Int
  /// At the budgets that were asked for, in their order.
  package let points: [ExtrapolatedPoint]
  /// What pass@k rises to as k grows, in 0...1.
  package let ceiling: Double
  /// `nil` where no interval was computed.
  package let bootstrap: Bootstrap?
}
