/// Why no entropy-reward law is fitted to a training log.
package enum EntropyRewardRefusal: Error, Equatable, Sendable, CustomStringConvertible {
  case fewEntropies(Int)

  package var description: String {
    switch self {
    case .fewEntropies(let count):
      "the entropy-reward law needs training steps at 3 different entropies or more and this "
        + "log has \(count); log entropy and reward at more steps"
    }
  }
}
