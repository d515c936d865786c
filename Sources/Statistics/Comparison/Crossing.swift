import Glibc

/// Where the curves of two runs cross, and how far that is known.
package struct Crossing: Equatable, Sendable {
  /// Which run led before the crossing.
  package enum Direction: String, Sendable {
    case candidateFirst = "candidate_first"
    case baselineFirst = "baseline_first"

    var sign: Double { self == .candidateFirst ? 1 : -1 }
  }

  /// The budgets at which the candidate may first have lost, as the band bounds them.
  package struct FirstLossSet: Equatable, Sendable {
    /// One more than the last k of the unbroken stretch from k = 1 where it is better; 1 without one.
    package let first: Int
    /// The first k where the baseline is better; `nil` where there is none.
    package let last: Int?
  }

  /// The budget where the leader is first caught up with; `nil` without a crossing.
  ///
  /// The first k, after the mean difference was above 0, where it is not, by linear
  /// interpolation over log2 k; of the opposite difference, if only that has one.
  package let k: Double?
  /// Who led before, or leads all along; `nil` where the curves never differ.
  package let direction: Direction?
  /// The 95 % percentile interval over problems; `nil` where an end is infinite.
  package let low: Double?
  package let high: Double?
  /// The share of draws without a crossing, in 0...1; they count as infinite.
  package let withoutCrossing: Double?
  /// Whether the band is on the leader's side at some k, and on the other's at a later one.
  package let isEstablished: Bool
  /// `nil` where a budget up to its end was not looked at, and without budgets.
  package let firstLossSet: FirstLossSet?

  /// - Parameter draws: Problems are drawn with replacement, never samples inside a problem: a
  ///   single correct sample of n would be lost in a third of the draws.
  package init(_ differences: PairedDifferences, band: SimultaneousBand, draws: Draws = Draws()) {
    let points = differences.points[..<differences.complete].map { ($0.k, $0.value) }
    let found = Self.find(points)
    k = found.k
    direction = found.direction
    let states = points.map { ($0.0, DifferenceState(band.intervals[$0.0] ?? -1...1)) }
    isEstablished = found.direction.map { Self.isEstablished(states, $0) } ?? false
    firstLossSet = Self.firstLossSet(states)
    guard let direction, differences.problems.total > 1 else {
      (low, high, withoutCrossing) = (nil, nil, nil)
      return
    }
    let drawn = CrossingBootstrap(differences, direction: direction).crossings(draws).sorted()
    let ends = [0.025, 0.975].map { Quantile.value($0, ofSorted: drawn) }
    low = ends[0].isFinite ? ends[0] : nil
    high = ends[1].isFinite ? ends[1] : nil
    withoutCrossing = Double(drawn.count { !$0.isFinite }) / Double(drawn.count)
  }

  /// The crossing of the candidate's lead, else that of the baseline's, else who leads.
  private static func find(_ points: [(Int, Double)]) -> (k: Double?, direction: Direction?) {
    for direction in [Direction.candidateFirst, .baselineFirst] {
      var search = CrossingSearch()
      for (k, value) in points {
        if let found = search.next(k: k, lead: value * direction.sign) { return (found, direction) }
      }
    }
    guard let lead = points.first(where: { $0.1 != 0 }) else { return (nil, nil) }
    return (nil, lead.1 > 0 ? .candidateFirst : .baselineFirst)
  }

  private static func isEstablished(
    _ states: [(Int, DifferenceState)], _ direction: Direction
  ) -> Bool {
    let (leader, other): (DifferenceState, DifferenceState) =
      direction == .candidateFirst ? (.candidate, .baseline) : (.baseline, .candidate)
    guard let lead = states.firstIndex(where: { $0.1 == leader }) else { return false }
    return states[lead...].contains { $0.1 == other }
  }

  private static func firstLossSet(_ states: [(Int, DifferenceState)]) -> FirstLossSet? {
    guard !states.isEmpty else { return nil }
    let lead = states.prefix { $0.1 == .candidate }.last?.0 ?? 0
    let loss = states.first { $0.1 == .baseline }?.0
    let seen = states.prefix { $0.0 <= loss ?? .max }.map(\.0)
    guard seen == Array(1...seen.count) else { return nil }
    return FirstLossSet(first: lead + 1, last: loss)
  }
}

/// Looks along a difference for the first budget where a lead is lost.
struct CrossingSearch {
  private var last: (k: Int, lead: Double)?
  private var hasLed = false

  /// Takes the next budget; the crossing, if it lies between the last one and this.
  mutating func next(k: Int, lead: Double) -> Double? {
    defer { last = (k, lead) }
    guard let last, hasLed, lead <= 0 else {
      hasLed = hasLed || lead > 0
      return nil
    }
    let part = last.lead / (last.lead - lead)
    return exp2(log2(Double(last.k)) + part * log2(Double(k) / Double(last.k)))
  }
}
