import Statistics

/// Why no entropy-reward law is fitted to a training log.
package enum TrainingLawRefusal: Error, Equatable, Sendable, CustomStringConvertible {
  /// The log has no column of a quantity.
  case missing(TrainingQuantity, file: String)
  case refused(EntropyRewardRefusal)

  package var description: String {
    switch self {
    case .missing(let quantity, let file):
      "the entropy-reward law needs reward and entropy and \(file) has no \(quantity.rawValue); "
        + "log it as \(quantity.names[0])"
    case .refused(let refusal): refusal.description
    }
  }
}

extension TrainingSeries {
  /// Entropy and reward of the steps that have both, by rising step.
  package func entropyAndReward() throws(TrainingLawRefusal) -> [EntropyRewardLaw.Point] {
    guard let rewards = curve(of: .reward) else { throw .missing(.reward, file: file) }
    guard let entropies = curve(of: .entropy) else { throw .missing(.entropy, file: file) }
    let known = Dictionary(uniqueKeysWithValues: entropies.points.map { ($0.step, $0.value) })
    return rewards.points.compactMap { point in
      known[point.step].map { EntropyRewardLaw.Point(entropy: $0, reward: point.value) }
    }
  }

  /// The law R = −a · e^H + b over the steps of the log.
  package func entropyRewardLaw() throws(TrainingLawRefusal) -> EntropyRewardLaw {
    let points = try entropyAndReward()
    do throws(EntropyRewardRefusal) { return try EntropyRewardLaw(points) } catch {
      throw .refused(error)
    }
  }
}
