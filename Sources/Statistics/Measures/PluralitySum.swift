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
  private let k: Int
  /// Equal answers, by falling count.
  private let groups: [Group]
  private let n: Int

  /// Answers with the same number of samples.
  private struct Group {
    let count: Int
    var answers = 0
    var right = 0
  }

  init(_ votes: AnswerVotes, k: Int) {
    self.k = k
    n = votes.n
    groups = votes.answers.reduce(into: []) { groups, answer in
      if groups.last?.count != answer.count { groups.append(Group(count: answer.count)) }
      groups[groups.count - 1].answers += 1
      groups[groups.count - 1].right += answer.isRight ? 1 : 0
    }
  }

  /// The most votes with which a right answer can win.
  private var mostVotes: Int {
    min(k, groups.first { $0.right > 0 }?.count ?? 0)
  }

  /// About how many multiplications `value` takes.
  var steps: Int {
    (1...max(1, mostVotes)).reduce(0) { sum, v in
      let able = groups.prefix { $0.count >= v }
      let rivals = able.reduce(-1) { $0 + $1.answers }
      let winners = able.count { $0.right > 0 }
      let nodes = min(k / v - 1, rivals) / 2 + 1
      let length = min(rivals * v / 2, k - v) + 1
      return sum + 2 * n + winners * nodes * (rivals * (v + 1) * length + k)
    }
  }

  /// The chance that the plurality is right; shares of ties count as such.
  ///
  /// - Precondition: `1 <= k && k < n`.
  var value: Double {
    let chance = Double(k) / Double(n)
    let laws = groups.map { BinomialLaw(trials: $0.count, chance: chance).probabilities }
    var sum = LongSum()
    for v in stride(from: mostVotes, through: 1, by: -1) {
      sum.add(wins(with: v, laws: laws, chance: chance))
    }
    let all = BinomialLaw(trials: n, chance: chance).probabilities[k]
    return min(1, sum.value / all)
  }

  /// The chance that a right answer wins with `v` votes and that k samples are drawn.
  private func wins(with v: Int, laws: [[Double]], chance: Double) -> Double {
    let able = groups.prefix { $0.count >= v }
    let samples = able.reduce(0) { $0 + $1.count * $1.answers }
    // Answers that cannot reach v votes are as free as samples without an answer.
    let free = BinomialLaw(trials: n - samples, chance: chance).probabilities
    let rivals = able.reduce(-1) { $0 + $1.answers }
    let rule = GaussLegendre(degree: min(rivals, k / v - 1))
    var sum = 0.0
    for (winner, group) in able.enumerated() where group.right > 0 {
      let share = rule.nodes.reduce(0.0) { share, node in
        let product = rivalsProduct(
          of: able, without: winner, laws: laws, votes: v, tie: node.place)
        return share + node.weight * product.coefficient(of: k - v, times: free)
      }
      sum += Double(group.right) * laws[winner][v] * share
    }
    return sum
  }

  /// The product of the rivals' polynomials, up to the degree k − v.
  private func rivalsProduct(
    of able: ArraySlice<Group>, without winner: Int, laws: [[Double]], votes v: Int, tie: Double
  ) -> TruncatedPolynomial {
    var product = TruncatedPolynomial(most: k - v)
    for (index, group) in able.enumerated() {
      var factor = Array(laws[index][...v])
      factor[v] *= tie
      for _ in 0..<(group.answers - (index == winner ? 1 : 0)) { product.multiply(by: factor) }
    }
    return product
  }
}
