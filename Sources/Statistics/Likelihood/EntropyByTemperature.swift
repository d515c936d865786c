/// The mean entropy of one model at each temperature it was sampled at.
package struct EntropyByTemperature: Equatable, Sendable {
  /// The entropy at one temperature.
  package struct Row: Equatable, Sendable {
    package let temperature: Double
    /// In nats, over problems.
    package let entropy: ProblemMean

    package init(temperature: Double, entropy: ProblemMean) {
      self.temperature = temperature
      self.entropy = entropy
    }
  }

  /// A temperature at which the entropy is expected to be that of another run.
  package struct Match: Equatable, Sendable {
    /// The entropy that is asked for, in nats.
    package let target: Double
    package let temperature: Double
    /// The measured temperatures around it; one alone where it was measured itself.
    package let between: ClosedRange<Double>
  }

  /// In order of temperature.
  package let rows: [Row]

  package init(_ rows: [Row]) {
    self.rows = rows.sorted { $0.temperature < $1.temperature }
  }

  /// The temperature whose entropy is `target`, on the line between its measured neighbors.
  ///
  /// Yue et al., arXiv 2504.13837, figure 17 of version 2, compare runs at equal entropy
  /// besides at equal temperature. Nothing is read off beyond the measured temperatures.
  package func temperature(matching target: Double) throws(EntropyMatchRefusal) -> Match {
    try check()
    let entropies = range(\.entropy.value)
    guard entropies.contains(target),
      let upper = rows.firstIndex(where: { $0.entropy.value >= target })
    else { throw .outside(target: target, entropies: entropies, at: range(\.temperature)) }
    return match(target, upper: upper)
  }

  private func check() throws(EntropyMatchRefusal) {
    guard rows.count >= 2 else { throw .fewTemperatures(rows.count) }
    for (lower, upper) in zip(rows, rows.dropFirst()) {
      guard lower.temperature < upper.temperature else { throw .repeated(lower.temperature) }
      guard lower.entropy.value < upper.entropy.value else {
        throw .falling(from: lower.temperature, to: upper.temperature)
      }
    }
  }

  /// Reads the temperature off between row `upper`, the first to reach `target`, and the one below.
  private func match(_ target: Double, upper: Int) -> Match {
    let high = rows[upper]
    guard high.entropy.value > target else {
      return Match(
        target: target, temperature: high.temperature,
        between: high.temperature...high.temperature)
    }
    let low = rows[upper - 1]
    let part = (target - low.entropy.value) / (high.entropy.value - low.entropy.value)
    return Match(
      target: target,
      temperature: low.temperature + part * (high.temperature - low.temperature),
      between: low.temperature...high.temperature)
  }

  /// From the first row to the last of a value that rises.
  private func range(_ value: (Row) -> Double) -> ClosedRange<Double> {
    value(rows[0])...value(rows[rows.count - 1])
  }
}
