/// Which problems two runs solve within a budget k: a table of two by two.
///
/// With n = k samples in both runs a problem is solved or it is not, and the counts are
/// whole. With more samples than k the counts are expected ones: the samples of two runs
/// are independent, so both solve a problem with chance pass@k · pass@k. See Yue et al.,
/// arXiv 2504.13837, table 2, and for the rates Wu et al., "The Invisible Leash",
/// arXiv 2507.14843.
package struct CoverageTable: Equatable, Sendable {
  package let k: Int
  /// Numbers of problems; decimals where they are expected ones.
  package let both: Double
  package let baselineOnly: Double
  package let candidateOnly: Double
  package let neither: Double
  /// Whether every problem has exactly k samples in both runs.
  package let isWhole: Bool

  /// The table over the problems with n ≥ k in both runs; `nil` where there are none.
  ///
  /// - Precondition: `k >= 1`.
  package init?(_ problems: PairedProblems, k: Int) {
    let reached = zip(problems.pairs, problems.counts).filter { $0.0.commonN >= k }
    guard !reached.isEmpty else { return nil }
    var (both, baselineOnly, candidateOnly, neither) = (0.0, 0.0, 0.0, 0.0)
    for (pair, count) in reached {
      let baseline = PassAtK.estimate(n: pair.baseline.n, c: pair.baseline.c, k: k)
      let candidate = PassAtK.estimate(n: pair.candidate.n, c: pair.candidate.c, k: k)
      both += Double(count) * baseline * candidate
      baselineOnly += Double(count) * baseline * (1 - candidate)
      candidateOnly += Double(count) * (1 - baseline) * candidate
      neither += Double(count) * (1 - baseline) * (1 - candidate)
    }
    self.init(
      k: k, both: both, baselineOnly: baselineOnly, candidateOnly: candidateOnly, neither: neither,
      isWhole: reached.allSatisfy { $0.0.baseline.n == k && $0.0.candidate.n == k })
  }

  package init(
    k: Int, both: Double, baselineOnly: Double, candidateOnly: Double, neither: Double,
    isWhole: Bool
  ) {
    self.k = k
    self.both = both
    self.baselineOnly = baselineOnly
    self.candidateOnly = candidateOnly
    self.neither = neither
    self.isWhole = isWhole
  }

  /// How many problems have n ≥ k in both runs.
  package var problems: Int {
    Int((both + baselineOnly + candidateOnly + neither).rounded())
  }

  /// The exact p of McNemar's test that neither run solves more; `nil` for expected counts.
  package var mcNemarP: Double? {
    isWhole ? McNemar.exactP(Int(baselineOnly), Int(candidateOnly)) : nil
  }

  /// SRR, the share of what the baseline solves that the candidate solves too, in 0...1.
  package var retention: Double? { Self.share(both, of: both + baselineOnly) }
  /// NDR, the share of what the candidate solves that the baseline does not, in 0...1.
  package var discovery: Double? { Self.share(candidateOnly, of: both + candidateOnly) }
  /// SDS, the harmonic mean of retention and discovery, in 0...1.
  package var retentionAndDiscovery: Double? {
    Self.share(
      2 * both * candidateOnly,
      of: both * both + 2 * both * candidateOnly + candidateOnly * baselineOnly)
  }
  /// NSCR, problems won less problems lost as a share of those that either solves, in −1...1.
  package var netChange: Double? {
    Self.share(candidateOnly - baselineOnly, of: both + baselineOnly + candidateOnly)
  }

  private static func share(_ part: Double, of whole: Double) -> Double? {
    whole > 0 ? part / whole : nil
  }
}
