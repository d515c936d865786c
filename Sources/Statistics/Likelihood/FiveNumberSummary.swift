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
    q1 = Quantile.value(0.25, ofSorted: sorted)
    median = Quantile.value(0.5, ofSorted: sorted)
    q3 = Quantile.value(0.75, ofSorted: sorted)
    mean = sorted.reduce(0, +) / Double(sorted.count)
    let reach = 1.5 * (q3 - q1)
    let fences = (q1 - reach)...(q3 + reach)
    let near = sorted.filter(fences.contains)
    whiskers = Swift.min(q1, near.first ?? q1)...Swift.max(q3, near.last ?? q3)
    outliers = sorted.filter { !fences.contains($0) }
  }
}
