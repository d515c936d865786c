import Glibc

/// The law R = −a · e^H + b between policy entropy and reward over training steps.
///
/// Reward is bought with entropy, and where that is used up, at H = 0, it stops at
/// −a + b. See Cui et al., arXiv 2505.22617.
package struct EntropyRewardLaw: Equatable, Sendable {
  /// One training step.
  package struct Point: Equatable, Sendable {
    /// The mean entropy of the policy, in nats.
    package let entropy: Double
    package let reward: Double

    package init(entropy: Double, reward: Double) {
      self.entropy = entropy
      self.reward = reward
    }
  }

  /// What a unit of e^H costs in reward.
  package let a: Double
  package let b: Double
  package let standardErrorOfA: Double
  package let standardErrorOfB: Double
  /// The standard error of `ceiling`, in which those of a and b are correlated.
  package let standardErrorOfCeiling: Double
  /// The share of the variance of the reward that the law explains; `nil` where it has none.
  package let rSquared: Double?
  /// How many training steps were fitted.
  package let points: Int

  /// The reward at H = 0.
  package var ceiling: Double { b - a }

  /// Fits the law by least squares, each step with the same weight.
  ///
  /// Steps are taken as independent, which neighbors in training are not: the standard
  /// errors are a lower bound. Steps where either number is not finite are left out.
  package init(_ steps: [Point]) throws(EntropyRewardRefusal) {
    let points = steps.filter { exp($0.entropy).isFinite && $0.reward.isFinite }
    let entropies = Set(points.map(\.entropy)).count
    guard entropies >= 3 else { throw .fewEntropies(entropies) }
    let sums = Sums(points)
    guard sums.squaresX > 0 else { throw .fewEntropies(1) }
    let slope = sums.products / sums.squaresX
    let intercept = sums.meanY - slope * sums.meanX
    let error = points.reduce(0.0) { sum, point in
      let miss = point.reward - intercept - slope * exp(point.entropy)
      return sum + miss * miss
    }
    let variance = error / (sums.count - 2)
    a = -slope
    b = intercept
    standardErrorOfA = (variance / sums.squaresX).squareRoot()
    standardErrorOfB = sums.standardError(at: 0, variance: variance)
    standardErrorOfCeiling = sums.standardError(at: 1, variance: variance)
    rSquared = sums.squaresY > 0 ? 1 - error / sums.squaresY : nil
    self.points = points.count
  }

  /// Means and sums about them, with x = e^H and y = R.
  private struct Sums {
    let count: Double
    let meanX: Double
    let meanY: Double
    var squaresX = 0.0
    var squaresY = 0.0
    var products = 0.0

    init(_ points: [Point]) {
      count = Double(points.count)
      meanX = points.reduce(0) { $0 + exp($1.entropy) } / count
      meanY = points.reduce(0) { $0 + $1.reward } / count
      for point in points {
        let (x, y) = (exp(point.entropy) - meanX, point.reward - meanY)
        squaresX += x * x
        squaresY += y * y
        products += x * y
      }
    }

    /// The standard error of the fitted line at x.
    func standardError(at x: Double, variance: Double) -> Double {
      (variance * (1 / count + (x - meanX) * (x - meanX) / squaresX)).squareRoot()
    }
  }
}
