/// Quantiles of a sample, by linear interpolation between its ordered values.
///
/// Definition 7 of Hyndman and Fan, "Sample Quantiles in Statistical Packages" (1996), which
/// NumPy uses.
package enum Quantile {
  /// The quantile at `share`, between the two values that are nearest to it in rank.
  ///
  /// Where one of those is infinite it is not finite either.
  ///
  /// - Parameter share: In 0...1.
  /// - Precondition: `sorted` ascends and is not empty.
  package static func value(_ share: Double, ofSorted sorted: [Double]) -> Double {
    precondition(!sorted.isEmpty && (0...1).contains(share), "\(share) of \(sorted.count)")
    let place = share * Double(sorted.count - 1)
    let lower = Int(place)
    let part = place - Double(lower)
    guard part > 0 else { return sorted[lower] }
    let gap = sorted[lower + 1] - sorted[lower]
    // From the nearer end, as NumPy does: the result never leaves the pair by rounding.
    return part < 0.5 ? sorted[lower] + gap * part : sorted[lower + 1] - gap * (1 - part)
  }
}
