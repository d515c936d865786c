import Statistics

extension Comparison {
  /// Who leads where, in one sentence: what a reader of the chart is to take from it.
  ///
  /// `±` is the 95 % interval of the difference at that k alone; who leads is said by the
  /// simultaneous band.
  package var sentence: String {
    guard let first = differences.points.first, problems.total > 0 else {
      return "The two runs have no graded problem in common."
    }
    var parts = [lead(at: first)]
    if let crossing = crossingClause { parts.append(crossing) }
    let last = differences.points.last { band.intervals[$0.k] != nil }
    if let last, last.k > first.k { parts.append(lead(at: last)) }
    let text = parts.joined(separator: "; ")
    return text.prefix(1).uppercased() + text.dropFirst()
      + " (\(Format.count(problems.total, "problem")))."
  }

  /// Who leads at a budget, and by how much: `at k = 1 the candidate leads by 16.5 ± 2.0 points`.
  package func lead(at point: PairedDifferences.Point) -> String {
    let half = point.standardError.map { NormalQuantile.twoSided95 * $0 * 100 }
    let reach = half.map { " ± " + Format.fixed($0, 1) } ?? ""
    let size = Format.fixed(abs(point.value) * 100, 1)
    switch state(at: point.k) {
    case .candidate?: return "at k = \(point.k) the candidate leads by \(size)\(reach) points"
    case .baseline?: return "at k = \(point.k) the baseline leads by \(size)\(reach) points"
    case .undecided?, nil:
      return "at k = \(point.k) it is undecided (\(Format.points(point.value))\(reach) points)"
    }
  }

  /// What the band says at a budget; `nil` where it ends before.
  package func state(at k: Int) -> DifferenceState? {
    band.intervals[k].map(DifferenceState.init)
  }

  private var crossingClause: String? {
    guard let direction = crossing.direction else { return nil }
    guard let k = crossing.k else {
      return "the curves do not cross: the \(direction.leader) is ahead all along"
    }
    let ends = [crossing.low, crossing.high].map { $0.map { Format.fixed($0, 1) } ?? "∞" }
    let interval = crossing.withoutCrossing == nil ? "" : " (\(ends[0]) to \(ends[1]))"
    let doubt = crossing.isEstablished ? "" : ", which the band does not establish"
    return "the curves cross near k = \(Format.fixed(k, 1))\(interval)\(doubt)"
  }

  /// Over which budgets each state holds, as far as the band reaches; a state
  /// begins where the one before was seen last.
  package var stateSpans: [(range: ClosedRange<Double>, state: DifferenceState)] {
    var spans: [(range: ClosedRange<Double>, state: DifferenceState)] = []
    for point in differences.points {
      guard let state = state(at: point.k) else { break }
      let k = Double(point.k)
      guard let last = spans.last else {
        spans.append((k...k, state))
        continue
      }
      if last.state == state {
        spans[spans.count - 1].range = last.range.lowerBound...k
      } else {
        spans.append((last.range.upperBound...k, state))
      }
    }
    return spans
  }
}

extension Crossing.Direction {
  fileprivate var leader: String { self == .candidateFirst ? "candidate" : "baseline" }
}
