import Glibc

/// The log-likelihood of tallies under a zero-inflated beta-binomial law.
struct BetaBinomialLikelihood {
  /// Problems with the same n and c.
  struct Entry {
    let n: Int
    let c: Int
    var problems: Double
  }

  /// Problems without a success, by n.
  private struct Misses {
    let problems: Double
    /// The chance under the Beta law that all n samples are wrong.
    let chance: Double
  }

  /// Ascending in n, then c.
  let entries: [Entry]
  private let problems: Double
  private let unsolved: Double
  /// The sum of log C(n, c) over problems: the same for all parameters.
  private let constant: Double

  init(_ tallies: TallyCounts) {
    self.init(
      tallies.problems.sorted { ($0.key.n, $0.key.c) < ($1.key.n, $1.key.c) }
        .map { Entry(n: $0.key.n, c: $0.key.c, problems: Double($0.value)) })
  }

  init(_ entries: [Entry]) {
    self.entries = entries.filter { $0.problems > 0 }
    problems = entries.reduce(0) { $0 + $1.problems }
    unsolved = entries.reduce(0) { $0 + ($1.c == 0 ? $1.problems : 0) }
    constant = entries.reduce(0) { $0 + $1.problems * LogGamma.choose($1.n, $1.c) }
  }

  /// The likelihood of a law, in nats.
  func value(_ law: ZeroInflatedBetaBinomial) -> Double {
    let misses = misses(alpha: law.alpha, beta: law.beta)
    return constant + solvedPart(alpha: law.alpha, beta: law.beta)
      + mixture(misses, zeroMass: law.zeroMass)
  }

  /// The likelihood at the best zero mass for `alpha` and `beta`, in nats.
  func profile(alpha: Double, beta: Double) -> (value: Double, zeroMass: Double) {
    let misses = misses(alpha: alpha, beta: beta)
    let mass = bestZeroMass(misses)
    let value = constant + solvedPart(alpha: alpha, beta: beta) + mixture(misses, zeroMass: mass)
    return (value, mass)
  }

  /// What the problems with a success say of `alpha` and `beta`.
  private func solvedPart(alpha: Double, beta: Double) -> Double {
    var sum = 0.0
    var all = (n: 0, rise: 0.0)
    for entry in entries where entry.c > 0 {
      if entry.n != all.n {
        all = (entry.n, LogGamma.rise(from: alpha + beta, by: Double(entry.n)))
      }
      let right = LogGamma.rise(from: alpha, by: Double(entry.c))
      let wrong = LogGamma.rise(from: beta, by: Double(entry.n - entry.c))
      sum += entry.problems * (right + wrong - all.rise)
    }
    return sum
  }

  private func misses(alpha: Double, beta: Double) -> [Misses] {
    let law = ZeroInflatedBetaBinomial(zeroMass: 0, alpha: alpha, beta: beta)
    return entries.filter { $0.c == 0 }.map {
      Misses(problems: $0.problems, chance: exp(law.logMiss(Double($0.n))))
    }
  }

  /// What the zero mass does to the likelihood: a problem without a success has one of two causes.
  private func mixture(_ misses: [Misses], zeroMass: Double) -> Double {
    misses.reduce((problems - unsolved) * log1p(-zeroMass)) {
      $0 + $1.problems * log(zeroMass + (1 - zeroMass) * $1.chance)
    }
  }

  /// The zero mass in 0..<1 that makes the tallies likeliest for given chances of a miss.
  ///
  /// The likelihood is concave in it, so its slope has at most one root; it lies below the
  /// share of problems without a success. At a slope that falls from the start it is 0,
  /// which a logit of the mass could only approach.
  private func bestZeroMass(_ misses: [Misses]) -> Double {
    guard unsolved > 0, slope(misses, at: 0).value > 0 else { return 0 }
    var range = (low: 0.0, high: unsolved / problems)
    var mass = range.high
    for _ in 0..<100 {
      let slope = slope(misses, at: mass)
      if slope.value > 0 { range.low = mass } else { range.high = mass }
      let next = mass - slope.value / slope.curvature
      let isInside = range.low < next && next < range.high
      let moved = isInside ? next : (range.low + range.high) / 2
      if abs(moved - mass) < 1e-14 { return moved }
      mass = moved
    }
    return mass
  }

  /// The first and second derivative of `mixture` by the zero mass.
  private func slope(_ misses: [Misses], at mass: Double) -> (value: Double, curvature: Double) {
    let solved = (problems - unsolved) / (1 - mass)
    var sum = (value: -solved, curvature: -solved / (1 - mass))
    for miss in misses {
      let quotient = (1 - miss.chance) / (mass + (1 - mass) * miss.chance)
      sum.value += miss.problems * quotient
      sum.curvature -= miss.problems * quotient * quotient
    }
    return sum
  }
}
