/// What a band says of the difference at one budget.
package enum DifferenceState: String, CaseIterable, Sendable {
  /// The whole band lies above 0.
  case candidate
  /// The band holds 0: not known, which is not the same as equal.
  case undecided
  /// The whole band lies below 0.
  case baseline

  package init(_ band: ClosedRange<Double>) {
    self = band.lowerBound > 0 ? .candidate : band.upperBound < 0 ? .baseline : .undecided
  }
}
