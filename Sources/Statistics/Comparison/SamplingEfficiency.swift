import Glibc

/// How near one sample of the candidate comes to k samples of the baseline.
package struct SamplingEfficiency: Equatable, Sendable {
  package let k: Int
  /// ΔSE: pass@k of the baseline less pass@1 of the candidate, in −1...1; lower is better.
  ///
  /// See Yue et al., arXiv 2504.13837, section 4.3, where k = 256.
  package let delta: Double
  /// The standard error of `delta`, paired by problem; `nil` with fewer than two problems.
  package let standardError: Double?
  /// How many problems have n ≥ k in both runs.
  package let problems: Int
  /// The share of the way from pass@1 to pass@k of the baseline that pass@1 of the candidate goes.
  ///
  /// Above 1 where the candidate needs one sample for more than the baseline solves with
  /// k, below 0 where it is worse; `nil` where the baseline gains nothing.
  package let gapClosed: Double?
  /// The budget at which the baseline solves as much as the candidate does with one sample.
  ///
  /// By linear interpolation over log2 k; `nil` where none up to k does, or where the
  /// candidate is below the baseline at once.
  package let equivalentK: Double?

  /// Over the problems with n ≥ k in both runs; `nil` where there are none.
  ///
  /// - Precondition: `k >= 1`.
  package init?(_ problems: PairedProblems, k: Int) {
    let baseline = problems.reaching(k).baseline
    let curve = Curve.points(of: baseline, at: Budgets.comparison(upTo: k))
    guard let first = curve.first, let last = curve.last,
      let candidate = Curve.points(of: problems.reaching(k).candidate, at: [1]).first
    else { return nil }
    self.k = k
    delta = last.value - candidate.value
    let moments = Self.moments(problems, k: k)
    (standardError, self.problems) = (moments.standardError, moments.count)
    let gap = last.value - first.value
    gapClosed = gap > 0 ? (candidate.value - first.value) / gap : nil
    equivalentK = Self.budget(at: candidate.value, on: curve)
  }

  /// Of pass@k of the baseline less c/n of the candidate, problem by problem.
  private static func moments(_ problems: PairedProblems, k: Int) -> RunningMoments {
    var moments = RunningMoments()
    for (pair, count) in zip(problems.pairs, problems.counts) where pair.commonN >= k {
      let baseline = PassAtK.estimate(n: pair.baseline.n, c: pair.baseline.c, k: k)
      let candidate = Double(pair.candidate.c) / Double(pair.candidate.n)
      moments.add(baseline - candidate, times: count)
    }
    return moments
  }

  private static func budget(at value: Double, on curve: [CurvePoint]) -> Double? {
    guard let first = curve.first, value >= first.value,
      let above = curve.firstIndex(where: { $0.value >= value })
    else { return nil }
    guard above > 0 else { return 1 }
    let (lower, upper) = (curve[above - 1], curve[above])
    let part = (value - lower.value) / (upper.value - lower.value)
    return exp2(log2(Double(lower.k)) + part * log2(Double(upper.k) / Double(lower.k)))
  }
}
