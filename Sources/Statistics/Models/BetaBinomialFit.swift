import Glibc

/// The zero-inflated beta-binomial law under which some tallies are likeliest.
package struct BetaBinomialFit: Equatable, Sendable {
  package let law: ZeroInflatedBetaBinomial
  /// The log of the chance of the tallies under `law`, in nats.
  package let logLikelihood: Double
  /// Whether the search ended at a maximum, not at the edge of the parameters it may try.
  ///
  /// Where few problems are ever solved the tallies may not bound the parameters at all.
  package let isConverged: Bool
  /// How many problems the fit rests on.
  package let problems: Int

  /// The range of log α and log β that is searched.
  private static let bounds = -12.0...14.0

  /// Fits the law by maximum likelihood, from several starts.
  ///
  /// The zero mass is solved for at each α and β, so that the search has two dimensions and
  /// a mass of exactly 0 can be found.
  package init(_ tallies: TallyCounts) throws(ExtrapolationRefusal) {
    try Self.check(tallies)
    let likelihood = BetaBinomialLikelihood(tallies)
    let ends = Self.starts(likelihood).map { Self.search(likelihood, from: $0, step: 1) }
    let best = ends.dropFirst().reduce(ends[0]) { $1.value < $0.value ? $1 : $0 }
    // Once more from there: a triangle that collapsed too early gets another chance.
    let end = Self.search(likelihood, from: best.point, step: 0.25)
    self.init(likelihood, end, problems: tallies.problems.values.reduce(0, +))
  }

  /// Fits resampled tallies, near the fit of all of them.
  init(_ likelihood: BetaBinomialLikelihood, near law: ZeroInflatedBetaBinomial, problems: Int) {
    let start = SIMD2(log(law.alpha), log(law.beta)).clamped(
      lowerBound: SIMD2(repeating: Self.bounds.lowerBound),
      upperBound: SIMD2(repeating: Self.bounds.upperBound - 0.5))
    let end = Self.search(likelihood, from: start, step: 0.5, tolerance: 1e-4)
    self.init(likelihood, end, problems: problems)
  }

  private init(
    _ likelihood: BetaBinomialLikelihood, _ end: NelderMead.Minimum, problems: Int
  ) {
    let (alpha, beta) = (exp(end.point.x), exp(end.point.y))
    let mass = likelihood.profile(alpha: alpha, beta: beta).zeroMass
    law = ZeroInflatedBetaBinomial(zeroMass: mass, alpha: alpha, beta: beta)
    logLikelihood = -end.value
    isConverged = end.isConverged && Self.isInside(end.point)
    self.problems = problems
  }

  private static func search(
    _ likelihood: BetaBinomialLikelihood, from start: SIMD2<Double>, step: Double,
    tolerance: Double = 1e-7
  ) -> NelderMead.Minimum {
    NelderMead.minimum(from: start, step: step, tolerance: tolerance) { point in
      guard bounds.contains(point.x), bounds.contains(point.y) else { return .infinity }
      let value = likelihood.profile(alpha: exp(point.x), beta: exp(point.y)).value
      return value.isFinite ? -value : .infinity
    }
  }

  /// Whether a point is away from the edge of the searched parameters.
  private static func isInside(_ point: SIMD2<Double>) -> Bool {
    let inner = (bounds.lowerBound + 0.1)...(bounds.upperBound - 0.1)
    return inner.contains(point.x) && inner.contains(point.y)
  }

  /// Beta laws narrow and wide, with the mean rate of all problems and of the solved ones.
  private static func starts(_ likelihood: BetaBinomialLikelihood) -> [SIMD2<Double>] {
    let solved = likelihood.entries.filter { $0.c > 0 }
    return [likelihood.entries, solved].flatMap { entries in
      let rate = min(0.99, max(0.001, meanRate(entries)))
      return [-1.5, 0, 1.5].map { SIMD2($0, $0 + log((1 - rate) / rate)) }
    }
  }

  private static func meanRate(_ entries: [BetaBinomialLikelihood.Entry]) -> Double {
    let problems = entries.reduce(0) { $0 + $1.problems }
    return entries.reduce(0) { $0 + $1.problems * Double($1.c) / Double($1.n) } / problems
  }

  private static func check(_ tallies: TallyCounts) throws(ExtrapolationRefusal) {
    let problems = tallies.problems.values.reduce(0, +)
    let keys = tallies.problems.keys
    guard problems >= 3 else { throw .fewProblems(problems) }
    guard keys.contains(where: { $0.c > 0 }) else { throw .noSuccess(problems: problems) }
    guard keys.contains(where: { $0.c < $0.n }) else { throw .noFailure(problems: problems) }
    guard tallies.largestN >= 3 else { throw .fewSamples(tallies.largestN) }
    guard keys.contains(where: { 0 < $0.c && $0.c < $0.n }) else {
      throw .allOrNothing(problems: problems)
    }
  }
}
