import Glibc

/// The share of problems whose accuracy c/n is at least τ, Cover@τ, for every τ.
///
/// A step function that falls from 1 at τ = 0: it changes only right after the accuracy of
/// some problem. See arXiv 2510.08325. Weighted with k(1 − τ)^(k−1) it integrates to a
/// pass@k, which shows that a large k looks at τ near 0 alone.
package struct CoverageCurve: Equatable, Sendable {
  /// An accuracy that some problem has.
  package struct Step: Equatable, Sendable {
    /// The accuracy c/n, in 0...1.
    package let tau: Double
    /// The problems whose accuracy is `tau` or more.
    package let coverage: Coverage
  }

  /// The steps by rising τ, one for each distinct accuracy.
  ///
  /// Cover@τ is the coverage of the first step whose `tau` is not below τ, and 0 past the last.
  package let steps: [Step]
  /// How many problems have a graded sample.
  package let problems: Int

  package init(_ tallies: TallyCounts) {
    // Equal fractions such as 1/2 and 2/4 divide to the same double.
    var counts: [Double: Int] = [:]
    for (key, problems) in tallies.problems {
      counts[Double(key.c) / Double(key.n), default: 0] += problems
    }
    let problems = counts.values.reduce(0, +)
    var left = problems
    steps = counts.sorted { $0.key < $1.key }.map { tau, count in
      defer { left -= count }
      return Step(tau: tau, coverage: Coverage(covered: left, problems: problems))
    }
    self.problems = problems
  }

  /// The problems whose accuracy is `tau` or more.
  ///
  /// A tie counts. Division rounds 3/10 to the double that 0.3 is written for, and a τ
  /// that was computed may be some units in the last place too large.
  ///
  /// - Complexity: O(log of the number of steps).
  package func coverage(atLeast tau: Double) -> Coverage {
    let bound = TieSlack.lowered(tau)
    var low = 0
    var high = steps.count
    while low < high {
      let middle = (low + high) / 2
      if steps[middle].tau < bound { low = middle + 1 } else { high = middle }
    }
    return low < steps.count
      ? steps[low].coverage : Coverage(covered: 0, problems: problems)
  }
}

extension CoverageCurve {
  /// The area under the steps, which is pass@1; `nil` without problems.
  package var integral: Double? { plugInPassAtK(1) }

  /// The integral of Cover@τ · k(1 − τ)^(k−1), exact on each step; `nil` without problems.
  ///
  /// It is the mean of 1 − (1 − c/n)^k: the plug-in value of pass@k, which lies below the
  /// unbiased one of `PassAtK` (Chen et al., 2021, appendix A).
  ///
  /// - Precondition: `k >= 1`.
  package func plugInPassAtK(_ k: Int) -> Double? {
    precondition(k >= 1, "k \(k)")
    guard problems > 0 else { return nil }
    var sum = LongSum()
    var last = 0.0
    for step in steps {
      sum.add(Double(step.coverage.covered) * Self.weight(from: last, to: step.tau, k: k))
      last = step.tau
    }
    return sum.value / Double(problems)
  }

  /// (1 − low)^k − (1 − high)^k, without cancellation where both are near 1.
  private static func weight(from low: Double, to high: Double, k: Int) -> Double {
    if k == 1 { return high - low }
    let start = exp(Double(k) * log1p(-low))
    if high >= 1 { return start }
    return -start * expm1(Double(k) * log1p(-(high - low) / (1 - low)))
  }
}
