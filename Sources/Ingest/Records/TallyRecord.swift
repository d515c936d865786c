import Results

/// A tally as a record states it.
struct TallyRecord {
  let n: Int
  let c: Int
  let truncated: Int?

  init(_ fields: Fields) throws(RejectReason) {
    guard let n = fields.number(.n), let c = fields.number(.c) else { throw .noTally }
    guard let total = Int(exactly: n), let correct = Int(exactly: c), 0 <= correct,
      correct <= total
    else { throw .impossibleTally(n: n, c: c) }
    guard total <= Self.largest else { throw .tooManySamples(total) }
    (self.n, self.c) = (total, correct)
    truncated = fields.number(.truncated).flatMap { Int(exactly: $0) }
      .filter { (0...total).contains($0) }
  }

  /// What the record states of the samples beside their verdicts; what cannot be is left out.
  func stated(_ fields: Fields, _ layout: ResolvedLayout) -> StatedSums {
    func number(_ name: RecordLayout.StatedNumber) -> Double? {
      layout.stated[name].flatMap { fields.number($0) }.filter { $0.isFinite && $0 >= 0 }
    }
    func count(_ name: RecordLayout.StatedNumber) -> Int? {
      number(name).flatMap { Int(exactly: $0) }
    }
    var sums = StatedSums()
    func sum(_ name: RecordLayout.StatedNumber, of samples: Int) -> SampleSum {
      number(name).map { SampleSum(mean: $0, count: samples) } ?? SampleSum()
    }
    sums.tokens = sum(.meanTokens, of: n)
    sums.correctTokens = sum(.meanTokensCorrect, of: c)
    sums.incorrectTokens = sum(.meanTokensIncorrect, of: n - c)
    sums.entropy = sum(.meanEntropy, of: n)
    if let truncated, let cut = count(.truncatedCorrect) ?? (truncated == 0 ? 0 : nil) {
      sums.add(n: n, c: c, truncated: truncated, truncatedCorrect: cut)
    }
    if let valid = count(.valid) {
      sums.add(n: n, c: c, judged: count(.judged) ?? c, valid: valid)
    }
    return sums
  }

  /// The most samples of one tally: more is a mistake, and would take long to compute with.
  static let largest = 10_000_000
}
