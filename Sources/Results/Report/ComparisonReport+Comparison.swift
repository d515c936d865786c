import Statistics

extension ComparisonReport {
  /// - Parameter runs: Among which runs to recheck with are sought.
  package init(_ comparison: Comparison, among runs: [Run] = []) {
    self.init(
      benchmark: comparison.benchmark, baseline: comparison.baseline.id,
      candidate: comparison.candidate.id, pairedProblems: comparison.problems.total,
      unpaired: Unpaired(
        baseline: comparison.unpaired.baseline.count,
        candidate: comparison.unpaired.candidate.count),
      difference: comparison.differences.points.map {
        Difference($0, band: comparison.band.intervals[$0.k])
      },
      band: Band(comparison.band), crossing: CrossingReport(comparison.crossing),
      coverage: comparison.coverage.map(Coverage.init),
      problemLists: comparison.lists.map(ProblemLists.init),
      rechecks: RecheckReport.all(of: comparison, among: runs),
      samplingEfficiency: comparison.efficiency.map(Efficiency.init),
      histogram: Histogram(
        bins: AccuracyHistogram.labels, baseline: comparison.histograms.baseline.counts,
        candidate: comparison.histograms.candidate.counts),
      warnings: comparison.warnings)
  }
}

extension ComparisonReport.Difference {
  fileprivate init(_ point: PairedDifferences.Point, band: ClosedRange<Double>?) {
    self.init(
      k: point.k, value: point.value, baseline: point.baseline, candidate: point.candidate,
      low: band?.lowerBound, high: band?.upperBound,
      state: band.map { DifferenceState($0).rawValue }, problems: point.problems)
  }
}

extension ComparisonReport.Band {
  fileprivate init(_ band: SimultaneousBand) {
    self.init(
      level: band.level, draws: band.draws.count, seed: band.draws.seed,
      criticalValue: band.criticalValue)
  }
}

extension ComparisonReport.CrossingReport {
  fileprivate init(_ crossing: Crossing) {
    self.init(
      k: crossing.k, low: crossing.low, high: crossing.high,
      withoutCrossing: crossing.withoutCrossing, direction: crossing.direction?.rawValue,
      established: crossing.isEstablished,
      firstLossSet: crossing.firstLossSet.map { [$0.first, $0.last] })
  }
}

extension ComparisonReport.Coverage {
  fileprivate init(_ table: CoverageTable) {
    self.init(
      k: table.k, problems: table.problems, both: table.both, baselineOnly: table.baselineOnly,
      candidateOnly: table.candidateOnly, neither: table.neither, mcNemarP: table.mcNemarP,
      srr: table.retention, ndr: table.discovery, sds: table.retentionAndDiscovery,
      nscr: table.netChange)
  }
}

extension ComparisonReport.ProblemLists {
  fileprivate init(_ lists: CoverageLists) {
    self.init(
      k: lists.k, both: lists.both, baselineOnly: lists.baselineOnly,
      candidateOnly: lists.candidateOnly, neither: lists.neither)
  }
}

extension ComparisonReport.Efficiency {
  fileprivate init(_ efficiency: SamplingEfficiency) {
    self.init(
      k: efficiency.k, deltaSE: efficiency.delta, gapClosed: efficiency.gapClosed,
      kEquivalent: efficiency.equivalentK)
  }
}
