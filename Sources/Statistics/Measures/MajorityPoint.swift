/// One point of a maj@k curve: a mean over problems, and how much of it was simulated.
package struct MajorityPoint: Equatable, Sendable {
  /// The mean; its standard error over problems holds the noise of the simulation too.
  package let point: CurvePoint
  /// How many of the problems have a simulated value.
  package let simulated: Int
  /// The part of the error of the mean that more draws would remove; 0 if all are exact.
  package let simulationError: Double
}

/// Gathers the problems of one point.
struct MajorityMean {
  private var moments = RunningMoments()
  private var simulated = 0
  private var squaredErrors = LongSum()

  mutating func add(_ vote: MajorityVote) {
    moments.add(vote.value)
    guard case .simulated(let standardError, _, _) = vote.method else { return }
    simulated += 1
    squaredErrors.add(standardError * standardError)
  }

  /// The point, `nil` without problems.
  func point(at k: Int) -> MajorityPoint? {
    moments.problemMean.map { mean in
      MajorityPoint(
        point: mean.point(at: k), simulated: simulated,
        simulationError: squaredErrors.value.squareRoot() / Double(mean.problems))
    }
  }
}
