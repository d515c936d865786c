import Statistics

/// Two runs on one benchmark, compared over the problems that they share.
package struct Comparison: Sendable {
  package let baseline: Run
  package let candidate: Run
  package let problems: PairedProblems
  /// Problems with graded samples in one run alone.
  package let unpaired: (baseline: [String], candidate: [String])
  package let differences: PairedDifferences
  package let band: SimultaneousBand
  package let crossing: Crossing
  /// At each budget asked for that a shared problem reaches.
  package let coverage: [CoverageTable]
  /// `nil` unless every shared problem has the same number of samples in both runs.
  package let lists: CoverageLists?
  /// At the largest budget that at least half of the shared problems have; `nil` without any.
  package let efficiency: SamplingEfficiency?
  /// Of the shared problems.
  package let histograms: (baseline: AccuracyHistogram, candidate: AccuracyHistogram)
  /// What to know before believing the numbers, a sentence each.
  package private(set) var warnings: [String] = []

  /// Compares; problems are the same where their ids are.
  ///
  /// - Parameter budgets: The k of `coverage`, ascending; without them powers of two up to the
  ///   budget that at least half of the problems have, and that.
  package init(
    baseline: Run, candidate: Run, budgets: [Int]? = nil, draws: Draws = Draws()
  ) {
    self.baseline = baseline
    self.candidate = candidate
    let pairing = ProblemPairing(baseline, candidate)
    unpaired = (pairing.inBaselineOnly, pairing.inCandidateOnly)
    problems = PairedProblems(pairing.pairs.map(\.tallies))
    differences = PairedDifferences(
      problems, at: Budgets.comparison(upTo: problems.largestCommonN))
    band = SimultaneousBand(differences, draws: draws)
    crossing = Crossing(differences, band: band, draws: draws)
    let usual = problems.usualCommonN
    let paired = problems
    coverage = (budgets ?? Budgets.powersOfTwo(upTo: usual)).compactMap {
      CoverageTable(paired, k: $0)
    }
    lists = CoverageLists(pairing)
    efficiency = usual > 0 ? SamplingEfficiency(problems, k: usual) : nil
    histograms = (AccuracyHistogram(problems.baseline), AccuracyHistogram(problems.candidate))
    warnings = foundWarnings()
  }

  package var benchmark: String? { candidate.benchmark ?? baseline.benchmark }

  /// The difference at a budget, with its band.
  package func difference(at k: Int) -> PairedDifferences.Point? {
    differences.points.first { $0.k == k }
  }
}

/// Which problems of two runs are the same.
struct ProblemPairing {
  struct Pair {
    let problem: Problem
    let tallies: TallyPair
    var id: String { problem.id }
  }

  /// In the order of the baseline.
  private(set) var pairs: [Pair] = []
  private(set) var inBaselineOnly: [String] = []
  private(set) var inCandidateOnly: [String] = []

  init(_ baseline: Run, _ candidate: Run) {
    var partners: [String: Tally] = [:]
    for result in candidate.problems where result.tally.n > 0 {
      partners[result.problem.id] = result.tally
    }
    for result in baseline.problems where result.tally.n > 0 {
      let id = result.problem.id
      guard let partner = partners.removeValue(forKey: id) else {
        inBaselineOnly.append(id)
        continue
      }
      let tallies = TallyPair(baseline: result.tally.key, candidate: partner.key)
      pairs.append(Pair(problem: result.problem, tallies: tallies))
    }
    inCandidateOnly = candidate.problems.list.map(\.id).filter { partners[$0] != nil }
  }
}

extension Tally {
  fileprivate var key: TallyCounts.Key { TallyCounts.Key(n: n, c: c) }
}

/// The problems behind the counts of a coverage table, by id.
package struct CoverageLists: Equatable, Sendable {
  /// The number of samples that every problem has in both runs.
  package let k: Int
  package private(set) var both: [String] = []
  package private(set) var baselineOnly: [String] = []
  package private(set) var candidateOnly: [String] = []
  package private(set) var neither: [String] = []

  /// `nil` where budgets differ: which problems a smaller one would have solved is chance.
  init?(_ pairing: ProblemPairing) {
    guard let n = pairing.pairs.first?.tallies.commonN,
      pairing.pairs.allSatisfy({ $0.tallies.baseline.n == n && $0.tallies.candidate.n == n })
    else { return nil }
    k = n
    for pair in pairing.pairs {
      switch (pair.tallies.baseline.c > 0, pair.tallies.candidate.c > 0) {
      case (true, true): both.append(pair.id)
      case (true, false): baselineOnly.append(pair.id)
      case (false, true): candidateOnly.append(pair.id)
      case (false, false): neither.append(pair.id)
      }
    }
  }
}
