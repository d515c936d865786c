import Statistics

/// Which problems each of two runs solves with all its samples, by id: tables 5 and 6 of Yue et
/// al., arXiv 2504.13837.
package struct CoverageIndex: Equatable, Sendable {
  /// What a list holds.
  package enum List: String, CaseIterable, Sendable {
    case baseline, candidate
    case baselineOnly = "baseline_only"
    case candidateOnly = "candidate_only"
    case neither

    package var title: String {
      switch self {
      case .baseline: "baseline"
      case .candidate: "candidate"
      case .baselineOnly: "baseline only"
      case .candidateOnly: "candidate only"
      case .neither: "neither"
      }
    }

    package var clause: String {
      switch self {
      case .baseline: "baseline solves"
      case .candidate: "candidate solves"
      case .baselineOnly: CoverageCell.baselineOnly.clause
      case .candidateOnly: CoverageCell.candidateOnly.clause
      case .neither: CoverageCell.neither.clause
      }
    }

    fileprivate func holds(_ cell: CoverageCell) -> Bool {
      switch self {
      case .baseline: cell.hasBaseline
      case .candidate: cell.hasCandidate
      case .baselineOnly: cell == .baselineOnly
      case .candidateOnly: cell == .candidateOnly
      case .neither: cell == .neither
      }
    }
  }

  /// How many problems both runs have.
  package let problems: Int
  /// The smallest and the largest n of each run.
  package let baselineN: ClosedRange<Int>
  package let candidateN: ClosedRange<Int>
  private let lists: [List: [String]]

  init(_ pairing: ProblemPairing) {
    problems = pairing.pairs.count
    baselineN = Self.range(pairing.pairs.map(\.tallies.baseline.n))
    candidateN = Self.range(pairing.pairs.map(\.tallies.candidate.n))
    var lists: [List: [String]] = [:]
    for pair in pairing.pairs {
      let cell = CoverageCell(
        baseline: pair.tallies.baseline.c > 0, candidate: pair.tallies.candidate.c > 0)
      for list in List.allCases where list.holds(cell) {
        lists[list, default: []].append(pair.problem.id)
      }
    }
    self.lists = lists
  }

  private static func range(_ numbers: [Int]) -> ClosedRange<Int> {
    (numbers.min() ?? 0)...(numbers.max() ?? 0)
  }

  /// The ids of a list, in the order of the baseline.
  package subscript(list: List) -> [String] { lists[list] ?? [] }

  /// Whether every problem has one number of samples in both runs: only then a list is fair.
  package var isEqual: Bool { baselineN.count == 1 && baselineN == candidateN }

  /// How many samples were drawn, in words: `n = 1,024`.
  package var budget: String {
    if baselineN == candidateN { return "n = " + Self.words(baselineN) }
    return "n = \(Self.words(baselineN)) in the baseline and \(Self.words(candidateN)) in the "
      + "candidate"
  }

  private static func words(_ range: ClosedRange<Int>) -> String {
    let ends = [range.lowerBound, range.upperBound].map { Format.count($0) }
    return range.count == 1 ? ends[0] : ends.joined(separator: " to ")
  }
}
