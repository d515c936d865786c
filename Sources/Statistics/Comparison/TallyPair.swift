/// The tallies of one problem in two runs.
package struct TallyPair: Hashable, Comparable, Sendable {
  package let baseline: TallyCounts.Key
  package let candidate: TallyCounts.Key

  package init(baseline: TallyCounts.Key, candidate: TallyCounts.Key) {
    self.baseline = baseline
    self.candidate = candidate
  }

  /// The largest budget at which both have an estimate.
  package var commonN: Int { min(baseline.n, candidate.n) }

  package static func < (first: TallyPair, second: TallyPair) -> Bool {
    (first.baseline, first.candidate) < (second.baseline, second.candidate)
  }
}
