/// How many of a number of independent trials succeed.
///
/// Built outward from the likeliest number, as `Hypergeometric` is.
struct BinomialLaw: Equatable, Sendable {
  /// The chance of 0, 1, … `trials` successes.
  let probabilities: [Double]

  /// - Precondition: `trials >= 0` and `0 < chance && chance < 1`.
  init(trials: Int, chance: Double) {
    precondition(trials >= 0 && chance > 0 && chance < 1, "\(trials) trials of \(chance)")
    let odds = chance / (1 - chance)
    let mode = min(trials, Int(Double(trials + 1) * chance))
    var weights = Array(repeating: 1.0, count: trials + 1)
    for j in mode..<trials {
      weights[j + 1] = weights[j] * (odds * Double(trials - j) / Double(j + 1))
    }
    for j in (0..<mode).reversed() {
      weights[j] = weights[j + 1] * (Double(j + 1) / (odds * Double(trials - j)))
    }
    let sum = weights.reduce(into: LongSum()) { $0.add($1) }.value
    probabilities = weights.map { $0 / sum }
  }
}
