import Glibc
import Testing

@testable import Statistics

@Suite struct BetaBinomialTests {
  private struct Values: Decodable {
    struct Law: Decodable {
      let mass, alpha, beta: Double
      let k: Int
      let value: Double
    }
    struct Fit: Decodable {
      let tallies: [[Int]]
      let mass, alpha, beta, logLikelihood: Double
      let passAtK: [[Double]]
    }
    let laws: [Law]
    let fits: [Fit]
  }

  @Test func passAtKAgreesWithFiftyDigits() throws {
    for law in try referenceValues("models", as: Values.self).laws {
      let value = ZeroInflatedBetaBinomial(
        zeroMass: law.mass, alpha: law.alpha, beta: law.beta
      ).passAtK(law.k)
      #expect(abs(value - law.value) <= 2e-10 * law.value, "\(law)")
    }
  }

  @Test func likelihoodAgreesWithSciPy() throws {
    for fit in try referenceValues("models", as: Values.self).fits {
      let law = ZeroInflatedBetaBinomial(zeroMass: fit.mass, alpha: fit.alpha, beta: fit.beta)
      let value = BetaBinomialLikelihood(counts(fit.tallies)).value(law)
      #expect(abs(value - fit.logLikelihood) < 1e-9 * abs(fit.logLikelihood))
    }
  }

  @Test func maximumAgreesWithSciPy() throws {
    for expected in try referenceValues("models", as: Values.self).fits {
      let fit = try BetaBinomialFit(counts(expected.tallies))
      #expect(fit.isConverged)
      #expect(abs(fit.logLikelihood - expected.logLikelihood) < 1e-7)
      #expect(abs(fit.law.zeroMass - expected.mass) < 2e-5)
      #expect((fit.law.zeroMass == 0) == (expected.mass == 0))
      #expect(abs(fit.law.alpha - expected.alpha) < 1e-4 * expected.alpha)
      #expect(abs(fit.law.beta - expected.beta) < 1e-4 * expected.beta)
      for pair in expected.passAtK {
        #expect(abs(fit.law.passAtK(Int(pair[0])) - pair[1]) < 1e-5)
      }
    }
  }

  /// Six hundred problems of 32 samples, a quarter of them never solved.
  @Test(arguments: [1, 2, 3] as [UInt64])
  func findsTheLawThatTalliesWereDrawnFrom(_ seed: UInt64) throws {
    let truth = ZeroInflatedBetaBinomial(zeroMass: 0.25, alpha: 2, beta: 6)
    let fit = try BetaBinomialFit(simulated(zeroMass: 0.25, n: 32, 600, seed: seed))
    for k in [1, 8, 32, 256, 4096] {
      #expect(abs(fit.law.passAtK(k) - truth.passAtK(k)) < 0.05, "k \(k): \(fit)")
    }
    // Three standard errors of a share of 600.
    #expect(abs(fit.law.zeroMass - 0.25) < 0.054)
  }

  @Test func aLawWithoutMassAtZeroComesOutHigherBeyondTheSamples() throws {
    let tallies = simulated(zeroMass: 0.4, n: 32, 600, seed: 5)
    let likelihood = BetaBinomialLikelihood(tallies)
    let fit = try BetaBinomialFit(tallies)
    let plain = NelderMead.minimum(from: SIMD2(-1, 0), step: 1) { point in
      -likelihood.value(
        ZeroInflatedBetaBinomial(zeroMass: 0, alpha: exp(point.x), beta: exp(point.y)))
    }
    let law = ZeroInflatedBetaBinomial(
      zeroMass: 0, alpha: exp(plain.point.x), beta: exp(plain.point.y))
    #expect(-plain.value < fit.logLikelihood - 10)
    #expect(law.passAtK(4096) > fit.law.passAtK(4096) + 0.1)
  }

  @Test func saysWhenTheTalliesDoNotBoundTheParameters() throws {
    var tallies = TallyCounts()
    tallies.add(n: 64, c: 0, times: 20)
    tallies.add(n: 64, c: 1)
    #expect(try !BetaBinomialFit(tallies).isConverged)
  }

  /// Rates from Beta(2, 6), the law of the second smallest of seven uniform numbers.
  private func simulated(
    zeroMass: Double, n: Int, _ problems: Int, seed: UInt64
  ) -> TallyCounts {
    var generator = SeededGenerator(seed: seed)
    var tallies = TallyCounts()
    for _ in 0..<problems {
      let isUnsolvable = generator.uniform() < zeroMass
      let rate = isUnsolvable ? 0 : (0..<7).map { _ in generator.uniform() }.sorted()[1]
      tallies.add(n: n, c: (0..<n).count { _ in generator.uniform() < rate })
    }
    return tallies
  }

  private func counts(_ rows: [[Int]]) -> TallyCounts {
    var tallies = TallyCounts()
    for row in rows { tallies.add(n: row[0], c: row[1], times: row[2]) }
    return tallies
  }
}
