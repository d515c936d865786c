/// Problems that two runs share, counted by their pair of tallies.
///
/// All that compares two runs depends on these counts alone, so equal problems
/// are computed once and the order of the problems changes no digit.
package struct PairedProblems: Equatable, Sendable {
  /// The distinct pairs, ascending.
  package let pairs: [TallyPair]
  /// How many problems have each of them, from 1.
  package let counts: [Int]

  /// Problems without a graded sample in either run are left out.
  package init(_ problems: some Sequence<TallyPair>) {
    var counts: [TallyPair: Int] = [:]
    for pair in problems where pair.commonN > 0 { counts[pair, default: 0] += 1 }
    let sorted = counts.sorted { $0.key < $1.key }
    pairs = sorted.map(\.key)
    self.counts = sorted.map(\.value)
  }

  private init(pairs: [TallyPair], counts: [Int]) {
    self.pairs = pairs
    self.counts = counts
  }

  /// Those with at least k samples in both runs.
  package func reaching(_ k: Int) -> PairedProblems {
    let kept = pairs.indices.filter { pairs[$0].commonN >= k }
    return PairedProblems(pairs: kept.map { pairs[$0] }, counts: kept.map { counts[$0] })
  }

  /// How many problems there are.
  package var total: Int { counts.reduce(0, +) }
  /// The smallest budget that any problem has in both runs: bands end there; 0 without problems.
  package var smallestCommonN: Int { pairs.lazy.map(\.commonN).min() ?? 0 }
  /// The largest one: differences end there; 0 without problems.
  package var largestCommonN: Int { pairs.lazy.map(\.commonN).max() ?? 0 }
  /// The largest budget that at least half of the problems have in both runs; 0 without problems.
  ///
  /// Where all have the same it is that; a few problems that lag behind, or that were
  /// sampled further, do not move it.
  package var usualCommonN: Int {
    let needed = (total + 1) / 2
    var reached = 0
    for (n, count) in zip(pairs.map(\.commonN), counts).sorted(by: { $0.0 > $1.0 }) {
      reached += count
      if reached >= needed { return n }
    }
    return 0
  }

  /// The tallies of the baseline alone.
  package var baseline: TallyCounts { tallies(\.baseline) }
  /// The tallies of the candidate alone.
  package var candidate: TallyCounts { tallies(\.candidate) }

  private func tallies(_ run: KeyPath<TallyPair, TallyCounts.Key>) -> TallyCounts {
    var tallies = TallyCounts()
    for (pair, count) in zip(pairs, counts) {
      tallies.add(n: pair[keyPath: run].n, c: pair[keyPath: run].c, times: count)
    }
    return tallies
  }
}
