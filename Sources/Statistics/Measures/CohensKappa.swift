/// How far two readers agree beyond what chance makes them agree.
///
/// κ = (p_o − p_e)/(1 − p_e), with p_o the share of things on which they say the same and p_e that
/// share if each kept to their own frequencies without looking: Cohen, "A Coefficient of Agreement
/// for Nominal Scales" (1960).
package struct CohensKappa: Equatable, Sendable {
  /// What both said: by the first reader's category, then by the second's.
  package let counts: [[Int]]

  /// - Precondition: `counts` is square and no count is below 0.
  package init(counts: [[Int]]) {
    precondition(
      counts.allSatisfy { $0.count == counts.count && $0.allSatisfy { $0 >= 0 } }, "\(counts)")
    self.counts = counts
  }

  /// How many things both judged.
  package var n: Int { counts.reduce(0) { $0 + $1.reduce(0, +) } }

  /// On how many of them they say the same.
  package var agreeing: Int { counts.indices.reduce(0) { $0 + counts[$1][$1] } }

  /// κ in −1...1; `nil` without anything judged, and where both said the same one thing throughout:
  /// then nothing tells agreement from chance.
  package var value: Double? {
    let shares = Shares(counts, n)
    guard let chance = shares?.chance, chance < 1, let agreed = shares?.agreed else { return nil }
    return (agreed - chance) / (1 - chance)
  }

  /// κ with `z` standard errors to both sides, cut to −1...1; `nil` where there is no value.
  ///
  /// The error for large n of Fleiss, Cohen and Everitt, "Large sample standard errors of kappa and
  /// weighted kappa" (1969): for some ten things it is rough.
  package func interval(z: Double = NormalQuantile.twoSided95) -> ClosedRange<Double>? {
    guard let value, let error = standardError else { return nil }
    return max(-1, value - z * error)...min(1, value + z * error)
  }

  /// The standard error of κ for large n.
  package var standardError: Double? {
    guard let value, let shares = Shares(counts, n) else { return nil }
    let (rest, chance) = (1 - value, shares.chance)
    var sum = 0.0
    for row in counts.indices {
      for column in counts.indices {
        let both = shares.rows[column] + shares.columns[row]
        let weight = row == column ? 1 - both * rest : both * rest
        sum += shares.cells[row][column] * weight * weight
      }
    }
    let mean = value - chance * rest
    return (max(0, sum - mean * mean) / Double(n)).squareRoot() / (1 - chance)
  }

  /// The counts as shares of all.
  private struct Shares {
    let cells: [[Double]]
    let rows: [Double]
    let columns: [Double]

    init?(_ counts: [[Int]], _ n: Int) {
      guard n > 0 else { return nil }
      cells = counts.map { $0.map { Double($0) / Double(n) } }
      rows = counts.map { Double($0.reduce(0, +)) / Double(n) }
      columns = counts.indices.map { column in
        Double(counts.reduce(0) { $0 + $1[column] }) / Double(n)
      }
    }

    var agreed: Double { cells.indices.reduce(0) { $0 + cells[$1][$1] } }
    var chance: Double { zip(rows, columns).reduce(0) { $0 + $1.0 * $1.1 } }
  }
}
