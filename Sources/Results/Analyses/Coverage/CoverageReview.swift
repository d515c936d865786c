import Statistics

/// Two runs by who solves which problem within a budget: the counts, and the problems behind them.
///
/// With n = k samples in both runs a problem is solved or not. With more samples than k the
/// counts are expected ones; a problem is then listed where it is most likely to be, which is by
/// whether pass@k of each run is at least one half, because the two are independent.
package struct CoverageReview: Equatable, Sendable {
  /// A problem in its cell.
  package struct Entry: Equatable, Sendable {
    package let problem: Problem
    package let tallies: TallyPair
    /// The chance that the problem falls in this cell at k, in 0...1; 1 where counts are whole.
    package let chance: Double
    /// The one-sided p of Fisher that the run ahead is so by chance: the candidate in the
    /// cell of the candidate alone, else the baseline.
    package let p: Double

    package var id: String { problem.id }
  }

  package let baseline: String
  package let candidate: String
  package let benchmark: String?
  package let k: Int
  package let table: CoverageTable
  /// Shared problems with fewer than k samples in either run: they are in no cell.
  package let leftOut: Int
  /// The largest budget that any problem has in both runs.
  package let largestK: Int
  /// Who solves what with all samples, whatever k is.
  package let index: CoverageIndex
  private let lists: [CoverageCell: [Entry]]
  private let idLists: [CoverageCell: [String]]

  /// Reviews the problems that both runs have graded samples of; `nil` where there are none.
  ///
  /// - Parameter budget: The k wanted, at least 1; one that no problem reaches becomes the
  ///   largest that is reached, and `nil` the largest that at least half of the problems reach.
  /// - Complexity: O(problems · log problems), and O(n) for each pair of tallies that differs.
  package init?(baseline: Run, candidate: Run, budget: Int?) {
    let pairing = ProblemPairing(baseline, candidate)
    let paired = PairedProblems(pairing.pairs.map(\.tallies))
    let k = min(max(1, budget ?? paired.usualCommonN), paired.largestCommonN)
    guard k > 0, let table = CoverageTable(paired, k: k) else { return nil }
    (self.baseline, self.candidate, self.k, self.table) = (baseline.id, candidate.id, k, table)
    benchmark = candidate.benchmark ?? baseline.benchmark
    largestK = paired.largestCommonN
    leftOut = paired.total - table.problems
    index = CoverageIndex(pairing)
    lists = Self.lists(of: pairing.pairs, k: k)
    idLists = lists.mapValues { $0.map(\.id) }
  }

  private static func lists(of pairs: [ProblemPairing.Pair], k: Int) -> [CoverageCell: [Entry]] {
    var lists: [CoverageCell: [Entry]] = [:]
    var places: [TallyPair: Place] = [:]
    for pair in pairs where pair.tallies.commonN >= k {
      let place = places[pair.tallies] ?? Place(pair.tallies, k: k)
      places[pair.tallies] = place
      lists[place.cell, default: []].append(
        Entry(problem: pair.problem, tallies: pair.tallies, chance: place.chance, p: place.p))
    }
    return lists.mapValues { entries in
      entries.indices.sorted { (entries[$0].p, $0) < (entries[$1].p, $1) }.map { entries[$0] }
    }
  }

  /// The problems of a cell, the surest difference first and equal ones in natural order.
  package func problems(in cell: CoverageCell) -> [Entry] { lists[cell] ?? [] }

  /// Their ids, in the same order.
  package func ids(in cell: CoverageCell) -> [String] { idLists[cell] ?? [] }

  /// How many problems a cell has; with decimals where that is an expected number.
  package func count(_ cell: CoverageCell) -> Double {
    switch cell {
    case .both: table.both
    case .baselineOnly: table.baselineOnly
    case .candidateOnly: table.candidateOnly
    case .neither: table.neither
    }
  }

  /// Whole numbers that add up to the problems: the counts, of which the largest rests are
  /// rounded up.
  package var wholeCounts: [CoverageCell: Int] {
    let cells = CoverageCell.allCases
    var counts = Dictionary(uniqueKeysWithValues: cells.map { ($0, Int(count($0) + 1e-9)) })
    let missing = table.problems - counts.values.reduce(0, +)
    let rest = { (cell: CoverageCell) in count(cell) - Double(counts[cell] ?? 0) }
    let order = cells.indices.sorted { (rest(cells[$1]), $0) < (rest(cells[$0]), $1) }
    for place in order.prefix(max(0, missing)) { counts[cells[place], default: 0] += 1 }
    return counts
  }
}

/// Where problems with certain tallies belong.
private struct Place {
  let cell: CoverageCell
  let chance: Double
  let p: Double

  init(_ tallies: TallyPair, k: Int) {
    let (first, second) = (tallies.baseline, tallies.candidate)
    let baseline = PassAtK.estimate(n: first.n, c: first.c, k: k)
    let candidate = PassAtK.estimate(n: second.n, c: second.c, k: k)
    cell = CoverageCell(baseline: baseline >= 0.5, candidate: candidate >= 0.5)
    chance =
      (cell.hasBaseline ? baseline : 1 - baseline)
      * (cell.hasCandidate ? candidate : 1 - candidate)
    p =
      cell == .candidateOnly
      ? FisherTest.greaterP(first: second, second: first)
      : FisherTest.greaterP(first: first, second: second)
  }
}
