/// Random draws of k samples, with the votes among them counted.
struct PluralitySimulation {
  private let answers: [AnswerVotes.Answer]
  private let k: Int
  private let seed: UInt64
  private var generator: SeededGenerator
  /// The place of each sample's answer; the number of answers stands for none.
  private var samples: [Int]
  private var counts: [Int]

  /// - Precondition: `1 <= k && k <= votes.n`.
  init(_ votes: AnswerVotes, k: Int, seed: UInt64) {
    answers = votes.answers
    self.k = k
    self.seed = seed
    generator = SeededGenerator(seed: seed)
    samples = answers.indices.flatMap { Array(repeating: $0, count: votes.answers[$0].count) }
    samples += Array(repeating: answers.count, count: votes.unanswered)
    counts = Array(repeating: 0, count: answers.count + 1)
  }

  /// The mean share of right answers among the winners over a number of draws.
  ///
  /// Its standard error is at least 1 / draws.
  ///
  /// - Precondition: `draws >= 2`.
  mutating func run(draws: Int) -> MajorityVote {
    precondition(draws >= 2, "\(draws) draws")
    var moments = RunningMoments()
    for _ in 0..<draws {
      draw()
      moments.add(winningShare())
    }
    // Where all draws agree their spread says 0, yet one in as many might not have.
    let standardError = max(moments.standardError ?? 0, 1 / Double(draws))
    return MajorityVote(
      value: min(1, max(0, moments.mean)),
      method: .simulated(standardError: standardError, draws: draws, seed: seed))
  }

  /// Counts the answers of k random samples, by the first k steps of a shuffle.
  ///
  /// The samples may start in any order, so the last draw need not be undone.
  private mutating func draw() {
    for place in counts.indices { counts[place] = 0 }
    for place in 0..<k {
      samples.swapAt(place, place + generator.index(below: samples.count - place))
      counts[samples[place]] += 1
    }
  }

  /// The share of right answers among those with the most votes; 0 without votes.
  private func winningShare() -> Double {
    var most = 1
    var tied = 0
    var right = 0
    for (place, answer) in answers.enumerated() where counts[place] >= most {
      if counts[place] > most {
        most = counts[place]
        tied = 0
        right = 0
      }
      tied += 1
      right += answer.isRight ? 1 : 0
    }
    return tied == 0 ? 0 : Double(right) / Double(tied)
  }
}
