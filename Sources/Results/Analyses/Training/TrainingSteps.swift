import Statistics

/// The checkpoints of one training on one benchmark, each beside the model it was trained from.
package struct TrainingSteps: Equatable, Sendable {
  /// One checkpoint at one budget.
  package struct Value: Equatable, Sendable {
    package let own: CurvePoint
    /// Less the baseline, over the problems with n ≥ k in both; `nil` without a baseline.
    package let difference: PairedDifferences.Point?
    /// ΔSE: pass@k of the baseline less pass@1 of the checkpoint, with its error by problem.
    package let efficiency: SamplingEfficiency?
    /// Problems won and lost against the baseline.
    package let coverage: CoverageTable?
  }

  package struct Step: Equatable, Sendable {
    package let step: Double
    package let run: Run
    /// By budget; only those that one of its problems reaches.
    package let values: [Int: Value]

    package func value(at k: Int) -> Value? { values[k] }
  }

  package let series: RunSeries
  /// The run of the model that was trained; `nil` where there is none on this benchmark.
  package let baseline: Run?
  /// By rising step.
  package let steps: [Step]
  /// Ascending: what values are there for.
  package let budgets: [Int]
  /// Of the baseline, by budget.
  package let baselineValues: [Int: CurvePoint]
  /// From the first step to the last, paired by problem, by budget; empty for a single step.
  package let change: [Int: PairedDifferences.Point]

  /// - Parameter k: A budget to be among those that are worked out.
  package init(_ series: RunSeries, baseline: Run?, k: Int = 1) {
    self.series = series
    self.baseline = baseline
    let runs = series.runs + [baseline].compactMap(\.self)
    let reached = runs.compactMap(\.totals.nMax)
    let budgets = Set(
      Budgets.powersOfTwo(upTo: reached.max() ?? 0) + reached + [max(1, k)]
    ).sorted()
    self.budgets = budgets
    steps = series.members.map { Self.step($0, baseline: baseline, at: budgets) }
    baselineValues = baseline.map { Self.points($0, at: budgets) } ?? [:]
    guard let first = series.runs.first, let last = series.runs.last, first.id != last.id else {
      change = [:]
      return
    }
    change = Self.differences(Self.pair(first, last), at: budgets)
  }

  private static func step(
    _ member: RunSeries.Member, baseline: Run?, at budgets: [Int]
  ) -> Step {
    let own = points(member.run, at: budgets)
    let problems = baseline.map { pair($0, member.run) }
    let differences = problems.map { Self.differences($0, at: budgets) } ?? [:]
    var values: [Int: Value] = [:]
    for (k, point) in own {
      values[k] = Value(
        own: point, difference: differences[k],
        efficiency: problems.flatMap { SamplingEfficiency($0, k: k) },
        coverage: problems.flatMap { CoverageTable($0, k: k) })
    }
    return Step(step: member.value, run: member.run, values: values)
  }

  private static func pair(_ baseline: Run, _ candidate: Run) -> PairedProblems {
    PairedProblems(ProblemPairing(baseline, candidate).pairs.map(\.tallies))
  }

  private static func points(_ run: Run, at budgets: [Int]) -> [Int: CurvePoint] {
    let points = Curve.points(of: run.tallies, at: budgets)
    return Dictionary(uniqueKeysWithValues: points.map { ($0.k, $0) })
  }

  private static func differences(
    _ problems: PairedProblems, at budgets: [Int]
  ) -> [Int: PairedDifferences.Point] {
    let points = PairedDifferences(problems, at: budgets).points
    return Dictionary(uniqueKeysWithValues: points.map { ($0.k, $0) })
  }
}

extension TrainingSteps {
  /// The largest budget that every problem of every checkpoint and of the baseline has.
  package var commonN: Int {
    let least = [baseline.map { $0.totals.nMin ?? 0 }, series.commonN].compactMap(\.self).min()
    return least ?? 0
  }

  /// Where the checkpoint of a step is among `steps`; the nearest one where it is not there.
  package func place(of step: Double?) -> Int? {
    guard let step else { return steps.indices.last }
    return steps.indices.min { abs(steps[$0].step - step) < abs(steps[$1].step - step) }
  }

  /// The trainings that some runs belong to, in their order; a run with a step may be alone.
  ///
  /// Base models were not trained: their step is none.
  ///
  /// - Parameters:
  ///   - runs: All runs there are.
  ///   - ids: Those whose trainings are wanted; `nil` takes every training of two steps or more.
  package static func series(of runs: [Run], with ids: [String]? = nil) -> [RunSeries] {
    let trained = runs.filter { $0.role != .base }
    let all = RunSeries.all(of: trained, varying: .step, least: ids == nil ? 2 : 1)
    guard let ids else { return all }
    var found: [RunSeries] = []
    for id in ids {
      guard
        let series = all.first(where: { $0.contains(id) || $0.leftOut.contains { $0.id == id } }),
        !found.contains(where: { $0.id == series.id })
      else { continue }
      found.append(series)
    }
    return found
  }
}

/// The run that each run was trained from, as comparisons without a baseline choose it.
package struct Origins: Sendable {
  private var baselines: [String: Run] = [:]

  package init(_ runs: [Run]) {
    guard let pairs = try? ComparisonPlan().pairs(of: runs) else { return }
    for pair in pairs where baselines[pair.candidate.id] == nil {
      baselines[pair.candidate.id] = pair.baseline
    }
  }

  /// `nil` where no run of role base is on its benchmark.
  package func baseline(of run: Run) -> Run? { baselines[run.id] }
}
