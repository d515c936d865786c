extension Extrapolation {
  /// The expected pass@k under a zero-inflated beta-binomial law, with intervals.
  ///
  /// The intervals are the 2.5 % and 97.5 % quantiles over fits to problems that are drawn
  /// anew with replacement; whether the law itself holds is no part of them.
  ///
  /// - Parameters:
  ///   - budgets: Values of k, each at least 1 and as large as you like.
  ///   - draws: How many times the problems are drawn anew; 0 gives no intervals.
  /// - Complexity: Each draw is a search of some sixty likelihoods of all distinct tallies.
  package static func betaBinomial(
    of tallies: TallyCounts, at budgets: [Int], draws: Int = 1000, seed: UInt64 = 1
  ) throws(ExtrapolationRefusal) -> Extrapolation {
    let fit = try BetaBinomialFit(tallies)
    let curves = drawn(tallies, near: fit, at: budgets, draws: draws, seed: seed)
    let points = budgets.enumerated().map { index, k in
      ExtrapolatedPoint(
        k: k, value: fit.law.passAtK(k), interval: interval(curves.map { $0.values[index] }))
    }
    return Extrapolation(
      model: .betaBinomial(fit), largestN: tallies.largestN, points: points,
      ceiling: fit.law.ceiling,
      bootstrap: interval(curves.map(\.ceiling)).map {
        Bootstrap(
          draws: draws, seed: seed, unsettled: curves.count { !$0.isSettled }, ceiling: $0)
      })
  }

  /// What one draw of problems leads to.
  private struct DrawnCurve {
    let values: [Double]
    let ceiling: Double
    var isSettled = true
  }

  private static func drawn(
    _ tallies: TallyCounts, near fit: BetaBinomialFit, at budgets: [Int], draws: Int,
    seed: UInt64
  ) -> [DrawnCurve] {
    let entries = BetaBinomialLikelihood(tallies).entries
    let owners = entries.indices.flatMap { Array(repeating: $0, count: Int(entries[$0].problems)) }
    var generator = SeededGenerator(seed: seed)
    return (0..<draws).map { _ in
      var sample = entries
      for index in sample.indices { sample[index].problems = 0 }
      for _ in owners { sample[owners[generator.index(below: owners.count)]].problems += 1 }
      return curve(of: sample, near: fit, at: budgets)
    }
  }

  /// The curve of a draw; one without partly solved problems is flat at its share of solved ones.
  ///
  /// That is the limit of the law as α and β go to 0. Leaving such draws out would
  /// lift the interval where few problems are solved.
  private static func curve(
    of sample: [BetaBinomialLikelihood.Entry], near fit: BetaBinomialFit, at budgets: [Int]
  ) -> DrawnCurve {
    let drawn = sample.filter { $0.problems > 0 }
    guard drawn.contains(where: { 0 < $0.c && $0.c < $0.n }) else {
      let solved = drawn.reduce(0) { $0 + ($1.c > 0 ? $1.problems : 0) }
      let share = solved / Double(fit.problems)
      return DrawnCurve(values: budgets.map { _ in share }, ceiling: share)
    }
    let again = BetaBinomialFit(
      BetaBinomialLikelihood(drawn), near: fit.law, problems: fit.problems)
    return DrawnCurve(
      values: budgets.map(again.law.passAtK), ceiling: again.law.ceiling,
      isSettled: again.isConverged)
  }

  private static func interval(_ values: [Double]) -> ClosedRange<Double>? {
    let sorted = values.sorted()
    guard !sorted.isEmpty else { return nil }
    let lower = Quantile.value(0.025, ofSorted: sorted)
    return lower...max(lower, Quantile.value(0.975, ofSorted: sorted))
  }
}
