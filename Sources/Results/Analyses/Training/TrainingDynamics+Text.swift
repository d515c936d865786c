import Statistics

extension TrainingDynamics {
  /// What moved in each log, a sentence each, then which logs are not drawn.
  package var sentences: [String] {
    var sentences = logs.map(\.sentence)
    if window > 1 {
      sentences.append("Lines are means over \(window) steps; the dots are what was logged.")
    }
    if !others.isEmpty {
      let names = others.prefix(3).joined(separator: ", ") + (others.count > 3 ? " and more" : "")
      sentences.append(
        "\(Format.count(others.count, "log")) with none of reward, response length, entropy "
          + "and KL: \(names).")
    }
    return sentences
  }

  /// Every logged point, a step a row.
  package var table: DataTable {
    var columns: [DataTable.Column] = [.init("log", isWords: true), .init("step")]
    for quantity in quantities {
      columns.append(.init(quantity.key, quantity.rawValue))
      if window > 1 { columns.append(.init("\(quantity.key)_mean_\(window)", "mean")) }
    }
    var table = DataTable("training logs", columns: columns)
    for log in logs { for row in rows(of: log) { table.append(row) } }
    return table
  }

  private func rows(of log: Log) -> [[DataValue]] {
    let lines = quantities.map { quantity in
      log.lines[quantity].map { line in
        Dictionary(
          zip(line.raw.points, line.smoothed.points).map { ($0.step, [$0.value, $1.value]) },
          uniquingKeysWith: { $1 })
      }
    }
    let steps = Set(lines.flatMap { $0?.keys.map(\.self) ?? [] }).sorted()
    return steps.map { step in
      let values = lines.flatMap { line -> [DataValue] in
        let pair = line?[step]
        return (0..<(window > 1 ? 2 : 1)).map { DataValue(number: pair?[$0], decimals: 4) }
      }
      return [.text(log.name), .count(step)] + values
    }
  }

  /// The law of each log and what it rests on, or why there is none.
  package var lawTable: DataTable {
    var table = DataTable(
      "R = -a e^H + b",
      columns: [
        .init("log", isWords: true), .init("steps"), .init("a"), .init("a_error", "± SE"),
        .init("b"), .init("b_error", "± SE"), .init("ceiling"), .init("ceiling_error", "± SE"),
        .init("r_squared", "R²"), .init("entropy_low", "least H"),
        .init("entropy_high", "largest H"), .init("refusal", isWords: true),
      ])
    for log in logs { table.append([.text(log.name)] + log.lawRow) }
    return table
  }
}

extension TrainingDynamics.Log {
  /// `GRPO: reward 0.086 to 0.188, …`, as means over the first and the last fifth of the steps.
  package var sentence: String {
    let parts = TrainingQuantity.allCases.compactMap { quantity in
      lines[quantity].map {
        "\(quantity.rawValue) \(Self.text($0.start)) to \(Self.text($0.end))"
      }
    }
    let counts = Set(lines.values.map(\.count)).sorted()
    let steps = counts.map(String.init).joined(separator: " or ")
    let ends =
      counts == [1] ? "first and last point" : "mean of the first and of the last \(steps) points"
    return "\(name), \(ends): " + parts.joined(separator: ", ") + "."
  }

  /// What the law says and what it rests on, or why there is none.
  package var lawSentence: String {
    switch law {
    case .failure(let refusal):
      let text = "\(refusal)"
      return text.prefix(1).uppercased() + text.dropFirst() + "."
    case .success(let law):
      let reach = NormalQuantile.twoSided95 * law.standardErrorOfCeiling
      let fit = law.rSquared.map { ", R² \(Format.fixed($0, 2))" } ?? ""
      let sign = law.b < 0 ? "-" : "+"
      return "\(name): R = \(Format.fixed(-law.a, 3)) e^H \(sign) \(Format.fixed(abs(law.b), 3)) "
        + "over \(Format.count(law.points, "step")) with H from \(Self.text(leastEntropy)) to "
        + "\(Self.text(largestEntropy))\(fit); where entropy is used up, at H = 0, reward would be "
        + "\(Format.fixed(law.ceiling, 3)) ± \(Format.fixed(reach, 3)), which is beyond what was "
        + "measured. Steps are taken as independent and are not: the interval is too narrow."
    }
  }

  package var leastEntropy: Double { points.map(\.entropy).min() ?? 0 }
  package var largestEntropy: Double { points.map(\.entropy).max() ?? 0 }

  fileprivate var lawRow: [DataValue] {
    switch law {
    case .failure(let refusal):
      [.count(points.count)] + Array(repeating: .missing, count: 9) + [.text("\(refusal)")]
    case .success(let law):
      [
        .count(law.points), .number(law.a, decimals: 4), .number(law.standardErrorOfA, decimals: 4),
        .number(law.b, decimals: 4), .number(law.standardErrorOfB, decimals: 4),
        .number(law.ceiling, decimals: 4), .number(law.standardErrorOfCeiling, decimals: 4),
        DataValue(number: law.rSquared, decimals: 3), .number(leastEntropy, decimals: 3),
        .number(largestEntropy, decimals: 3), .missing,
      ]
    }
  }

  /// Three digits for small numbers, one decimal for large ones.
  package static func text(_ value: Double) -> String {
    Format.fixed(value, abs(value) < 10 ? 3 : abs(value) < 1000 ? 1 : 0)
  }
}

extension TrainingQuantity {
  /// The name in files.
  var key: String {
    switch self {
    case .reward: "reward"
    case .responseLength: "response_length"
    case .entropy: "entropy"
    case .kl: "kl"
    }
  }
}
