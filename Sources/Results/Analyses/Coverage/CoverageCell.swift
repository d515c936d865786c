/// Which of two runs solve a problem: a cell of the table of two by two.
package enum CoverageCell: String, CaseIterable, Sendable {
  case both
  case baselineOnly = "baseline_only"
  case candidateOnly = "candidate_only"
  case neither

  package init(baseline: Bool, candidate: Bool) {
    self =
      switch (baseline, candidate) {
      case (true, true): .both
      case (true, false): .baselineOnly
      case (false, true): .candidateOnly
      case (false, false): .neither
      }
  }

  /// Whether the baseline solves the problems of the cell.
  package var hasBaseline: Bool { self == .both || self == .baselineOnly }
  /// Whether the candidate solves them.
  package var hasCandidate: Bool { self == .both || self == .candidateOnly }

  package var title: String {
    switch self {
    case .both: "both"
    case .baselineOnly: "baseline only"
    case .candidateOnly: "candidate only"
    case .neither: "neither"
    }
  }

  /// What the problems of the cell have in common, in a clause.
  package var clause: String {
    switch self {
    case .both: "baseline and candidate solve"
    case .baselineOnly: "baseline solves, candidate does not"
    case .candidateOnly: "candidate solves, baseline does not"
    case .neither: "neither solves"
    }
  }
}
