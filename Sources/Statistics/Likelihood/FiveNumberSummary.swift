/// What a box plot draws of a set of numbers.
///
/// Quartiles are interpolated linearly, as NumPy and matplotlib do by default.
package struct FiveNumberSummary: Equatable, Sendable {
  /// How many numbers there are, at least 1.
  package let count: Int
  package let min: Double
  package let q1: Double
  package let median: Double
  package let mean: Double
  package let q3: Double
  package let max: Double
  /// The most extreme numbers within 1.5 interquartile ranges of the quartiles.
  ///
  /// A whisker never starts inside the box: where an outlier pulls a quartile beyond all
  /// numbers near it, the whisker has no length.
  package let whiskers: ClosedRange<Double>
  /// The numbers beyond the whiskers, ascending.
  package let outliers: [Double]

  /// Summarizes the finite ones of `values`; `nil` without any.
  package init?(_ values: [Double]) {
    let sorted = values.filter(\.isFinite).sorted()
    guard let first = sorted.first, let last = sorted.last else { return nil }
    count = sorted.count
    (min, max) = (first, last)
    q1 = Self.quantile(0.25, ofSorted: sorted)
    median = Self.quantile(0.5, ofSorted: sorted)
    q3 = Self.quantile(0.75, ofSorted: sorted)
    mean = sorted.reduce(0, +) / Double(sorted.count)
    let reach = 1.5 * (q3 - q1)
    let fences = (q1 - reach)...(q3 + reach)
    let near = sorted.filter(fences.contains)
    whiskers = Swift.min(q1, near.first ?? q1)...Swift.max(q3, near.last ?? q3)
    outliers = sorted.filter { !fences.contains($0) }
  }

  /// The quantile at `share`, between the two numbers that are nearest to it in rank.
  ///
  /// - Parameter share: In 0...1.
  /// - Precondition: `sorted` ascends and is not empty.
  package static func quantile(_ share: Double, ofSorted sorted: [Double]) -> Double {
    precondition(!sorted.isEmpty && (0...1).contains(share), "\(share) of \(sorted.count)")
    let place = share * Double(sorted.count - 1)
    let lower = Int(place)
    let upper = Swift.min(lower + 1, sorted.count - 1)
    let part = place - Double(lower)
    let gap = sorted[upper] - sorted[lower]
    // From the nearer end, as NumPy does: the result never leaves the pair by rounding.
    return part < 0.5 ? sorted[lower] + gap * part : sorted[upper] - gap * (1 - part)
  }
}
