import Testing

@testable import Statistics

@Suite struct CoverageTableTests {
  /// Yue et al., arXiv 2504.13837, table 2 and the list of problems for LiveCodeBench, and a
  /// replication of its MATH500 run.
  @Test(arguments: [
    ([19, 4, 0, 7], 1024, 0.125), ([462, 18, 5, 15], 128, 0.010622024536132812),
    ([19, 4, 1, 27], 16, 0.375), ([462, 19, 3, 16], 128, 0.0008554458618164062),
  ])
  func tablesOfThePaperAreWhole(_ counts: [Int], _ k: Int, _ p: Double) throws {
    let solved = [(3, 5), (2, 0), (0, 1), (0, 0)]
    let rows = zip(counts, solved).flatMap { count, c in
      Array(repeating: [k, c.0, k, c.1], count: count)
    }
    let problems = PairedProblems(rows: rows)
    let table = try #require(CoverageTable(problems, k: k))
    #expect(table.isWhole)
    let found = [table.both, table.baselineOnly, table.candidateOnly, table.neither]
    #expect(found == counts.map(Double.init))
    #expect(table.problems == counts.reduce(0, +))
    #expect(agrees(try #require(table.mcNemarP), p, within: 1e-13))
  }

  @Test func countsAreExpectedBelowNAndHaveNoP() throws {
    // pass@1 is 1/2 and 1/4, then 1 and 0.
    let problems = PairedProblems(rows: [[2, 1, 4, 1], [2, 2, 4, 0]])
    let table = try #require(CoverageTable(problems, k: 1))
    #expect(!table.isWhole && table.mcNemarP == nil)
    #expect(table.both == 0.125 && table.baselineOnly == 1.375)
    #expect(table.candidateOnly == 0.125 && table.neither == 0.375)
    #expect(table.problems == 2)
  }

  @Test func problemsWithFewerSamplesAreLeftOut() throws {
    let problems = PairedProblems(rows: [[2, 1, 4, 1], [2, 2, 4, 0], [8, 1, 4, 4]])
    #expect(CoverageTable(problems, k: 4)?.problems == 1)
    #expect(CoverageTable(problems, k: 5) == nil)
    // Exactly k in one run alone is not whole.
    #expect(CoverageTable(problems, k: 4)?.isWhole == false)
    let whole = PairedProblems(rows: [[4, 1, 4, 0], [2, 1, 2, 1]])
    #expect(CoverageTable(whole, k: 4)?.isWhole == true)
  }

  /// Wu et al., arXiv 2507.14843: 2388 kept, 48 won and 175 lost by ProRL-1.5B-v2.
  @Test func ratesOfProRLComeBack() throws {
    let table = CoverageTable(
      k: 1, both: 2388, baselineOnly: 175, candidateOnly: 48, neither: 0, isWhole: true)
    let (retention, discovery) = (2388.0 / 2563, 48.0 / 2436)
    try expectNear(table.retention, retention, "SRR")
    try expectNear(table.discovery, discovery, "NDR")
    try expectNear(
      table.retentionAndDiscovery, 2 * retention * discovery / (retention + discovery), "SDS")
    try expectNear(table.netChange, -127.0 / 2611, "NSCR")
    // As printed there.
    try expectNear(table.retention, 0.93, within: 0.005, "SRR")
    try expectNear(table.netChange, -0.05, within: 0.005, "NSCR")
  }

  @Test func thereAreNoRatesOfNothing() {
    let table = CoverageTable(
      k: 1, both: 0, baselineOnly: 0, candidateOnly: 0, neither: 9, isWhole: true)
    #expect(table.retention == nil && table.discovery == nil)
    #expect(table.retentionAndDiscovery == nil && table.netChange == nil)
    #expect(table.mcNemarP == 1)
  }

  @Test func mcNemarAgreesWithExactFractionsForAllSmallCounts() {
    for total in 1...40 {
      for fewer in 0...(total / 2) {
        let tail = SmallCases.binomials[total][...fewer].reduce(0, +)
        let exact = min(1, 2 * Double(tail) / Double(1 << total))
        #expect(agrees(McNemar.exactP(fewer, total - fewer), exact, within: 1e-14))
        #expect(McNemar.exactP(total - fewer, fewer) == McNemar.exactP(fewer, total - fewer))
      }
    }
    #expect(McNemar.exactP(0, 0) == 1)
    #expect(McNemar.exactP(0, 2000) == 0)
  }
}
