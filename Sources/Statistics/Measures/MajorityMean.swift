/// Gathers the problems of one point of a maj@k curve.
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
