/// Quantiles of the standard normal law that intervals are made with.
package enum NormalQuantile {
  /// The 97.5 % quantile: the reach of a two-sided 95 % interval in standard errors.
  package static let twoSided95 = 1.959963984540054
}
