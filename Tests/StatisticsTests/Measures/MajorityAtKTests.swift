import Testing

@testable import Statistics

@Suite struct MajorityAtKTests {
  @Test func agreesWithEveryDrawOfSmallProblems() {
    var wrong: [String] = []
    for votes in smallProblems() {
      for k in 1...votes.n {
        let exact = enumerated(votes, k: k)
        let vote = MajorityAtK.vote(votes, k: k)
        if !vote.isExact || abs(vote.value - exact) > 1e-14 {
          wrong.append("\(votes), k \(k): \(vote.value) instead of \(exact)")
        }
      }
    }
    #expect(wrong.isEmpty, "\(wrong.count): \(wrong.prefix(3))")
  }

  @Test func agreesWithExactFractions() throws {
    for row in try ReferenceMeasures().majority {
      let vote = MajorityAtK.vote(votes(of: row), k: row.k)
      #expect(vote.isExact && agrees(vote.value, row.value, within: 1e-13), "\(row): \(vote)")
    }
  }

  @Test func simulationAgreesWithTheExactValueWithinItsError() throws {
    var effort = MajorityAtK.Effort()
    effort.mostSteps = 0
    effort.draws = 1000
    for (place, row) in try ReferenceMeasures().majority.enumerated() {
      let seed = UInt64(place + 1)
      let vote = MajorityAtK.vote(votes(of: row), k: row.k, effort: effort, seed: seed)
      guard case .simulated(let error, 1000, seed) = vote.method else {
        Issue.record("\(vote)")
        continue
      }
      #expect(abs(vote.value - row.value) < 4 * error + 1e-12, "\(row): \(vote)")
    }
  }

  @Test func drawsThatAllAgreeLeaveAnError() {
    var effort = MajorityAtK.Effort()
    effort.mostSteps = 0
    effort.draws = 200
    let clear = votes([400, 5], right: [true, false])
    let vote = MajorityAtK.vote(clear, k: 99, effort: effort, seed: 3)
    #expect(vote.value == 1)
    #expect(vote.method == .simulated(standardError: 0.005, draws: 200, seed: 3))
  }

  @Test func isTheShareOfCorrectSamplesAtOneAndThePluralityAtN() {
    let split = votes([5, 5, 2], right: [true, false, true], unanswered: 3)
    #expect(MajorityAtK.vote(split, k: 1) == MajorityVote(value: 7.0 / 15, method: .exact))
    #expect(MajorityAtK.vote(split, k: 15) == MajorityVote(value: 0.5, method: .exact))
  }

  @Test func drawsWithoutAnAnswerCountNothing() {
    let silent = votes([], right: [], unanswered: 4)
    #expect((1...4).allSatisfy { MajorityAtK.vote(silent, k: $0).value == 0 })
    let shy = votes([2], right: [true], unanswered: 6)
    #expect(MajorityAtK.vote(shy, k: 3).value == PassAtK.estimate(n: 8, c: 2, k: 3))
  }

  @Test func doesNotDependOnTheOrderOfTheAnswers() {
    let one = votes([9, 4, 4, 0], right: [false, true, false, true], unanswered: 1)
    let other = votes([4, 4, 9], right: [false, true, false], unanswered: 1)
    #expect(one == other)
    var effort = MajorityAtK.Effort()
    effort.mostSteps = 0
    #expect(
      MajorityAtK.vote(one, k: 7, effort: effort, seed: 9)
        == MajorityAtK.vote(other, k: 7, effort: effort, seed: 9))
  }

  @Test func pointsSayHowMuchWasSimulated() throws {
    let problems = [
      votes([6, 2], right: [true, false]), votes([3, 5], right: [true, false]),
      votes([2], right: [true]),
    ]
    let exact = MajorityAtK.points(of: problems, at: [1, 3, 8, 9])
    #expect(exact.map(\.point.problems) == [3, 2, 2])
    #expect(exact.map(\.point.value) == [(0.75 + 0.375 + 1) / 3, exact[1].point.value, 0.5])
    #expect(exact.allSatisfy { $0.simulated == 0 && $0.simulationError == 0 })
    var effort = MajorityAtK.Effort()
    effort.mostSteps = 0
    effort.draws = 500
    let drawn = try #require(
      MajorityAtK.points(of: problems, at: [3], effort: effort, seed: 1).first)
    #expect(drawn.simulated == 2 && drawn.simulationError > 0)
    #expect(abs(drawn.point.value - exact[1].point.value) < 4 * drawn.simulationError)
  }

  /// Every problem of up to four answers of up to three samples, the first answer right.
  private func smallProblems() -> [AnswerVotes] {
    var problems: [AnswerVotes] = []
    for code in 1..<256 {
      let counts = (0..<4).map { code >> (2 * $0) & 3 }
      for right in [[true, false, false, false], [true, false, true, false]] {
        let problem = votes(counts, right: right, unanswered: code % 3)
        if problem.n > 0 && problem.n <= 10 { problems.append(problem) }
      }
    }
    return problems
  }

  /// The mean share of the right answers over all subsets of k samples.
  private func enumerated(_ votes: AnswerVotes, k: Int) -> Double {
    let samples = votes.answers.enumerated().flatMap { place, answer in
      Array(repeating: place, count: answer.count)
    }
    var sum = 0.0
    var draws = 0
    for subset in 0..<(1 << votes.n) where subset.nonzeroBitCount == k {
      var counts = Array(repeating: 0, count: votes.answers.count)
      for place in samples.indices where subset >> place & 1 == 1 { counts[samples[place]] += 1 }
      draws += 1
      guard let most = counts.max(), most > 0 else { continue }
      let winners = counts.indices.filter { counts[$0] == most }
      let right = winners.count { votes.answers[$0].isRight }
      sum += Double(right) / Double(winners.count)
    }
    return sum / Double(draws)
  }

  private func votes(of row: ReferenceMeasures.Majority) -> AnswerVotes {
    votes(row.counts, right: row.right.map { $0 == 1 }, unanswered: row.unanswered)
  }

  private func votes(_ counts: [Int], right: [Bool], unanswered: Int = 0) -> AnswerVotes {
    AnswerVotes(
      zip(counts, right).map { AnswerVotes.Answer(count: $0, isRight: $1) },
      unanswered: unanswered)
  }
}

@Suite struct GaussLegendreTests {
  @Test func integratesEveryPowerUpToItsDegree() {
    for degree in [0, 1, 2, 5, 17, 60, 255, 511] {
      let rule = GaussLegendre(degree: degree)
      for power in Set([0, 1, degree / 2, degree]) {
        let sum = rule.nodes.reduce(0.0) { sum, node in
          sum + node.weight * (0..<power).reduce(1.0) { product, _ in product * node.place }
        }
        #expect(agrees(sum, 1 / Double(power + 1), within: 1e-13), "\(power) of \(degree): \(sum)")
      }
    }
  }
}
