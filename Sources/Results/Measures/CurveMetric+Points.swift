import Statistics

extension CurveMetric {
  /// The curve of a run.
  ///
  /// Empty where the run, or what was measured of it, has nothing of the kind.
  ///
  /// - Parameters:
  ///   - measures: What `needsMeasures` asks for; `nil` where it was not made.
  ///   - counting: Which samples count; of no meaning for those that do not allow it.
  ///   - budgets: Values of k, each at least 1; `nil` for four an octave. Cover@τ has a hundredth
  ///     a point whatever they are.
  ///   - effort: How much work a value of maj@k may take before it is simulated.
  ///   - isCancelled: Asked between budgets; the points so far are returned when it says yes.
  package func points(
    of run: Run, _ measures: RunMeasures?, counting: SampleCounting = .asGraded,
    at budgets: [Int]? = nil, effort: MajorityAtK.Effort = MajorityAtK.Effort(),
    isCancelled: () -> Bool = { false }
  ) -> [MetricPoint] {
    switch self {
    case .majAtK:
      Self.majority(of: measures?.votes ?? [], at: budgets, effort, isCancelled)
    case .cotPassAtK: Self.reasoning(of: measures?.reasoning ?? [], at: budgets)
    default:
      points(of: Self.tallies(of: run, measures, counting), at: budgets)
    }
  }

  /// The problems of a run by (n, c), by a way of counting.
  package static func tallies(
    of run: Run, _ measures: RunMeasures?, _ counting: SampleCounting
  ) -> TallyCounts {
    counting == .asGraded ? run.tallies : measures?.tallies(counting) ?? TallyCounts()
  }

  private func points(of tallies: TallyCounts, at budgets: [Int]?) -> [MetricPoint] {
    let budgets = budgets ?? Budgets.quarterOctaves(upTo: tallies.largestN)
    let points: [CurvePoint]
    switch self {
    case .passHatK: points = PassHatK.points(of: tallies, at: budgets)
    case .gPass(let tau): points = GPassAtK.points(of: tallies, at: budgets, tau: tau)
    case .cover: return Self.cover(of: tallies)
    case .passAtK, .majAtK, .cotPassAtK: points = Curve.points(of: tallies, at: budgets)
    }
    return points.map(MetricPoint.init)
  }

  /// At every hundredth of τ; the interval is Wilson's for a share of problems.
  private static func cover(of tallies: TallyCounts) -> [MetricPoint] {
    let curve = CoverageCurve(tallies)
    return (0...100).compactMap { hundredth in
      let tau = Double(hundredth) / 100
      let coverage = curve.coverage(atLeast: tau)
      return coverage.share.map { share in
        MetricPoint(
          x: tau, value: share,
          interval: coverage.problems < 2
            ? nil
            : WilsonInterval.bounds(successes: coverage.covered, trials: coverage.problems),
          problems: coverage.problems)
      }
    }
  }

  private static func majority(
    of votes: [AnswerVotes], at budgets: [Int]?, _ effort: MajorityAtK.Effort,
    _ isCancelled: () -> Bool
  ) -> [MetricPoint] {
    var points: [MetricPoint] = []
    for k in budgets ?? Budgets.quarterOctaves(upTo: votes.map(\.n).max() ?? 0) {
      if isCancelled() { break }
      for point in MajorityAtK.points(of: votes, at: [k], effort: effort) {
        var found = MetricPoint(point.point)
        found.simulated = point.simulated
        points.append(found)
      }
    }
    return points
  }

  /// Samples whose reasoning nobody judged count as not valid; the bounds tell what they could add.
  static func reasoning(
    of problems: [ReasoningTally], at budgets: [Int]?
  ) -> [MetricPoint] {
    let budgets = budgets ?? Budgets.quarterOctaves(upTo: problems.map(\.n).max() ?? 0)
    let low = CoTPassAtK.points(of: problems, at: budgets, unjudged: .invalid)
    let high = CoTPassAtK.points(of: problems, at: budgets, unjudged: .valid)
    return zip(low, high).map { low, high in
      var point = MetricPoint(low)
      if high.value > low.value { point.bounds = low.value...high.value }
      return point
    }
  }
}
