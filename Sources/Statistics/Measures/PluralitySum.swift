/// The exact value of maj@k, summed over the number of votes v that wins.
///
/// A right answer wins with v votes when no other answer has more; with T others at v as
/// well it wins a share of 1 / (T + 1) = ∫₀¹ yᵀ dy. So each other answer of m samples
/// brings the polynomial Σ_{j<v} b(j) xʲ + y · b(v) xᵛ, and the coefficient of x^(k−v) of
/// their product, integrated over y, is what is looked for. It is a polynomial in y, which
/// `GaussLegendre` integrates exactly.
///
/// b is the binomial law of m trials with the chance k/n, and the result is divided by
/// the chance that n trials give k: the draws are those trials, given their number.
/// So every number is a chance; none overflows, and none is subtracted.
struct PluralitySum {
  private let n: Int
  private let k: Int
  private let chance: Double
  /// Equal answers, by falling count.
  private let groups: [Group]
  /// The numbers of votes that can win with a chance that matters.
  private let winningVotes: [Int]

  /// Answers with the same number of samples.
  private struct Group {
    let count: Int
    var answers = 0
    var right = 0
    var law: [Double] = []
    /// The chance of j votes or fewer for each j.
    var below: [Double] = []
  }

  /// - Precondition: `1 <= k && k < votes.n`, and some answer is right.
  init(_ votes: AnswerVotes, k: Int) {
    precondition(1 <= k && k < votes.n && votes.correct > 0, "k \(k) of \(votes.n)")
    n = votes.n
    self.k = k
    chance = Double(k) / Double(votes.n)
    groups = Self.groups(of: votes, chance: chance)
    winningVotes = Self.winningVotes(of: groups, k: k)
  }

  /// About how many multiplications `value` takes.
  var steps: Int {
    winningVotes.reduce(0) { sum, v in
      let able = groups.prefix { $0.count >= v }
      let rivals = able.reduce(-1) { $0 + $1.answers }
      let winners = able.count { $0.right > 0 }
      let nodes = min(k / v - 1, rivals) / 2 + 1
      let length = min(rivals * v / 2, k - v) + 1
      return sum + 2 * n + winners * nodes * (rivals * (v + 1) * length + k)
    }
  }

  /// The chance that the plurality is right; shares of ties count as such.
  var value: Double {
    let sum = winningVotes.reduce(into: LongSum()) { $0.add(wins(with: $1)) }
    return min(1, sum.value / BinomialLaw(trials: n, chance: chance).probabilities[k])
  }
}

extension PluralitySum {
  private static func groups(of votes: AnswerVotes, chance: Double) -> [Group] {
    var groups: [Group] = []
    for answer in votes.answers {
      if groups.last?.count != answer.count { groups.append(Group(count: answer.count)) }
      groups[groups.count - 1].answers += 1
      groups[groups.count - 1].right += answer.isRight ? 1 : 0
    }
    for place in groups.indices {
      let law = BinomialLaw(trials: groups[place].count, chance: chance).probabilities
      groups[place].law = law
      var sum = 0.0
      groups[place].below = law.map { probability in
        sum += probability
        return min(1, sum)
      }
    }
    return groups
  }

  /// Leaves out the votes that together cannot change the value by 1e-15.
  private static func winningVotes(of groups: [Group], k: Int) -> [Int] {
    let most = min(k, groups.first { $0.right > 0 }?.count ?? 0)
    let bounds = (0...most).map { bound(of: groups, votes: $0) }
    let largest = bounds.dropFirst().max() ?? 0
    return (0...most).dropFirst().filter { bounds[$0] > 1e-22 * largest }
  }

  /// At least the chance that a right answer wins with `votes`, if any number may be drawn.
  ///
  /// Only groups without a right answer are asked to stay at or below: leaving out the
  /// others makes the bound larger, and no winner is its own rival.
  private static func bound(of groups: [Group], votes: Int) -> Double {
    var bound = 1.0
    var right = 0.0
    for group in groups.prefix(while: { $0.count >= votes }) {
      right += Double(group.right) * group.law[votes]
      guard group.right == 0 else { continue }
      for _ in 0..<group.answers { bound *= group.below[votes] }
    }
    return bound * right
  }

  /// The chance that a right answer wins with `v` votes and that k samples are drawn.
  private func wins(with v: Int) -> Double {
    let able = groups.prefix { $0.count >= v }
    let samples = able.reduce(0) { $0 + $1.count * $1.answers }
    // Answers that cannot reach v votes are as free as samples without an answer.
    let free = BinomialLaw(trials: n - samples, chance: chance).probabilities
    let rivals = able.reduce(-1) { $0 + $1.answers }
    let rule = GaussLegendre(degree: min(rivals, k / v - 1))
    return able.indices.reduce(0.0) { sum, winner in
      guard able[winner].right > 0 else { return sum }
      let share = rule.nodes.reduce(0.0) { share, node in
        let product = rivalsProduct(of: able, without: winner, votes: v, tie: node.place)
        return share + node.weight * product.coefficient(of: k - v, times: free)
      }
      return sum + Double(able[winner].right) * able[winner].law[v] * share
    }
  }

  /// The product of the rivals' polynomials, up to the degree k − v.
  private func rivalsProduct(
    of able: ArraySlice<Group>, without winner: Int, votes v: Int, tie: Double
  ) -> TruncatedPolynomial {
    var product = TruncatedPolynomial(most: k - v)
    for index in able.indices {
      var factor = Array(able[index].law[...v])
      factor[v] *= tie
      let answers = able[index].answers - (index == winner ? 1 : 0)
      for _ in 0..<answers { product.multiply(by: factor) }
    }
    return product
  }
}
