import Glibc
import Testing

@testable import Statistics

@Suite struct EntropyRewardLawTests {
  private struct Values: Decodable {
    struct Fit: Decodable {
      let entropy: [Double]
      let reward: [Double]
      let a, b, errorA, errorB, errorCeiling, rSquared: Double
    }
    let entropyLaws: [Fit]
  }

  @Test func agreesWithNumPy() throws {
    for expected in try referenceValues("models", as: Values.self).entropyLaws {
      let law = try EntropyRewardLaw(points(expected.entropy, expected.reward))
      #expect(abs(law.a - expected.a) < 1e-12 && abs(law.b - expected.b) < 1e-12)
      #expect(abs(law.standardErrorOfA - expected.errorA) < 1e-12)
      #expect(abs(law.standardErrorOfB - expected.errorB) < 1e-12)
      #expect(abs(law.standardErrorOfCeiling - expected.errorCeiling) < 1e-12)
      #expect(abs(try #require(law.rSquared) - expected.rSquared) < 1e-12)
      #expect(abs(law.ceiling - (expected.b - expected.a)) < 1e-12)
    }
  }

  @Test func findsALawThatHoldsExactly() throws {
    let entropy = [0.9, 0.6, 0.3, 0.1]
    let law = try EntropyRewardLaw(points(entropy, entropy.map { -0.25 * exp($0) + 0.75 }))
    #expect(abs(law.a - 0.25) < 1e-14 && abs(law.ceiling - 0.5) < 1e-14)
    #expect(law.standardErrorOfA < 1e-14 && law.points == 4)
  }

  @Test func aRewardThatNeverMovesHasNoShareToExplain() throws {
    let law = try EntropyRewardLaw(points([0.1, 0.2, 0.3], [0.5, 0.5, 0.5]))
    #expect(law.a == 0 && law.ceiling == 0.5 && law.rSquared == nil)
  }

  @Test func stepsThatAreNotFiniteAreLeftOut() throws {
    let law = try EntropyRewardLaw(points([0.1, .nan, 0.2, 0.3, 0.4], [0.5, 0.5, 0.4, 0.3, .nan]))
    #expect(law.points == 3)
  }

  @Test(arguments: [([], 0), ([0.1, 0.2], 2), ([0.1, 0.2, 0.2, 0.1], 2)] as [([Double], Int)])
  func refusesFewerThanThreeEntropies(_ entropies: [Double], _ count: Int) {
    do throws(EntropyRewardRefusal) {
      let law = try EntropyRewardLaw(points(entropies, entropies))
      Issue.record("\(law)")
    } catch {
      #expect(
        error.description
          == "the entropy-reward law needs training steps at 3 different entropies or more and "
          + "this log has \(count); log entropy and reward at more steps")
    }
  }

  private func points(_ entropies: [Double], _ rewards: [Double]) -> [EntropyRewardLaw.Point] {
    zip(entropies, rewards).map { EntropyRewardLaw.Point(entropy: $0, reward: $1) }
  }
}
