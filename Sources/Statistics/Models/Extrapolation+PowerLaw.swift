extension Extrapolation {
  /// The continuation of a measured curve by an exponentiated power law, without intervals.
  ///
  /// - Parameters:
  ///   - budgets: Values of k, each at least 1 and as large as you like.
  package static func powerLaw(
    of curve: [CurvePoint], at budgets: [Int]
  ) throws(ExtrapolationRefusal) -> Extrapolation {
    let fit = try PowerLawFit(curve)
    return Extrapolation(
      model: .powerLaw(fit), largestN: curve.map(\.k).max() ?? 0,
      points: budgets.map { ExtrapolatedPoint(k: $0, value: fit.passAtK($0)) },
      ceiling: 1, bootstrap: nil)
  }
}
