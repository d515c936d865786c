import Statistics

extension EntropyMatch {
  /// What is compared, a setting a row: temperature, entropy, pass@1, pass@k and what is left of
  /// the gap at k, each with its 95 % interval.
  package func table(at k: Int) -> DataTable {
    var columns: [DataTable.Column] = [
      .init("setting", isWords: true), .init("temperature", "T"), .init("entropy"),
      .init("entropy_error", "± 95%"), .init("problems"), .init("pass_1", "pass@1"),
      .init("pass_1_reach", "± 95%"),
    ]
    columns += [
      .init("k"), .init("pass_k", "pass@\(k)"), .init("pass_k_reach", "± 95%"), .init("gap"),
      .init("gap_reach", "± 95%"), .init("closed", "closed"), .init("closed_low", "low"),
      .init("closed_high", "high"),
    ]
    var table = DataTable("equal entropy at k = \(k)", columns: columns)
    let (one, other) = (gap(at: 1), gap(at: k))
    table.append(
      head("baseline", baseline.temperature, baseline.entropy)
        + pass(one?.baseline) + [.count(k)] + pass(other?.baseline)
        + [.missing, .missing, .missing, .missing, .missing])
    table.append(
      head("candidate", candidate.temperature, candidate.entropy)
        + tail(one?.candidate, other?.candidate, k))
    table.append(
      head("candidate, nearest measured", nearest.temperature, nearest.entropy)
        + tail(one?.nearest, other?.nearest, k))
    if case .success(let found) = match, !isMeasured {
      table.append(
        head("candidate, interpolated", found.temperature, nil)
          + tail(one?.interpolated, other?.interpolated, k))
    }
    return table
  }

  private func head(
    _ name: String, _ temperature: Double, _ entropy: ProblemMean?
  ) -> [DataValue] {
    [
      .text(name),
      .number(temperature, decimals: temperature == (temperature * 10).rounded() / 10 ? 1 : 2),
      .number(entropy?.value ?? baseline.entropy.value, decimals: 3),
      DataValue(number: entropy?.reach, decimals: 3), .count(baseline.entropy.problems),
    ]
  }

  private func pass(_ mean: ProblemMean?) -> [DataValue] {
    [DataValue(share: mean?.value), DataValue(share: mean?.reach)]
  }

  private func tail(
    _ first: EntropyGap.Setting?, _ other: EntropyGap.Setting?, _ k: Int
  ) -> [DataValue] {
    // A share of a gap that may be 0 says nothing.
    let closed = other?.closed?.interval == nil ? nil : other?.closed
    return pass(first?.value) + [.count(k)] + pass(other?.value)
      + [DataValue(difference: other?.gap.value), DataValue(share: other?.gap.reach)]
      + [
        DataValue(share: closed?.value),
        DataValue(share: closed?.interval?.lowerBound),
        DataValue(share: closed?.interval?.upperBound),
      ]
  }
}
