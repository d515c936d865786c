extension ProblemMean {
  /// The 95 % interval by the normal law; `nil` with fewer than two problems.
  package var interval: ClosedRange<Double>? {
    standardError.map { error in
      let reach = NormalQuantile.twoSided95 * error
      return (value - reach)...(value + reach)
    }
  }

  /// Half of the interval.
  package var reach: Double? { standardError.map { NormalQuantile.twoSided95 * $0 } }

  /// Whether the interval leaves 0 out; `false` with fewer than two problems.
  package var isToldFromZero: Bool { interval.map { !$0.contains(0) } ?? false }
}
