import Statistics

extension Ranking {
  /// What stands out on each benchmark, and what to know before believing it.
  package func sentences(_ measure: Measure) -> [String] {
    var sentences: [String] = []
    for (column, name) in columns.enumerated() {
      for kind in [false, true] {
        if let best = bestSentence(measure, column, name, isPublished: kind) {
          sentences.append(best)
        }
      }
    }
    sentences += benchmarks.indices.compactMap(problemSentence)
    if rows.contains(where: { $0.isPublished }) {
      sentences.append("Published numbers are as printed, without an interval.")
    }
    if leftOut > 0 {
      sentences.append(
        "\(Format.count(leftOut, "more checkpoint")) with one of these values of \(fact.rawValue) "
          + "\(leftOut == 1 ? "is" : "are") left out: those shown are the most alike in all else.")
    }
    if short > 0 {
      sentences.append(
        "\(Format.count(short, "checkpoint")) without a value at k = \(Format.count(k)) "
          + "\(short == 1 ? "is" : "are") not shown.")
    }
    return sentences
  }

  /// That rows of a benchmark are not over the same problems; `nil` where their numbers are equal.
  private func problemSentence(_ column: Int) -> String? {
    let counts = rows.filter { !$0.isPublished }.compactMap { $0.cells[column]?.problems }
    guard let least = counts.min(), let most = counts.max(), least < most else { return nil }
    return
      "\(columns[column]): rows rest on \(Format.count(least)) to \(Format.count(most)) problems, "
      + "not on the same; ΔSE is over those that a row shares with its base model."
  }

  private func bestSentence(
    _ measure: Measure, _ column: Int, _ name: String, isPublished: Bool
  ) -> String? {
    let ranked = rows.filter {
      !$0.isBaseline && $0.isPublished == isPublished && $0.score(measure, in: column) != nil
    }
    let best = ranked.filter { $0.score(measure, in: column)?.isBest == true }
    guard let first = best.first, let score = first.score(measure, in: column) else { return nil }
    let value = Self.text(score, measure)
    let names = best.map(\.label).joined(separator: " and ")
    let rest = ranked.filter { $0.score(measure, in: column)?.isBest == false }
    let doubt = rest.contains { row in
      guard let own = score.interval, let other = row.score(measure, in: column)?.interval else {
        return false
      }
      return own.overlaps(other)
    }
    return "\(isPublished ? "Published, " : "")\(name): \(names) "
      + "\(best.count == 1 ? "has" : "have") the best \(measure.name(k)), \(value), "
      + "of \(ranked.count)"
      + (doubt ? "; other intervals overlap with it, so it may be no better." : ".")
  }

  /// `41.0 ± 6.2`, in per cent or points.
  package static func text(_ score: Score, _ measure: Measure) -> String {
    let half = score.standardError.map { NormalQuantile.twoSided95 * $0 * 100 }
    return Format.fixed(score.value * 100, 1) + (measure == .gap ? "" : "%")
      + (half.map { " ± " + Format.fixed($0, 1) } ?? "")
  }

  /// Facts of which some runs have two values, as far as they may be ranked by.
  package static func facts(of runs: [Run], published: [PublishedRun]) -> [FactName] {
    let facts = (runs.map(\.facts) + published.map(\.facts)).filter {
      $0[.role] != ModelRole.base.rawValue
    }
    return Self.facts.filter { name in
      var first: String?
      return facts.contains { facts in
        guard let value = facts[name] else { return false }
        defer { first = first ?? value }
        return first != nil && first != value
      }
    }
  }

  /// A row for each checkpoint and benchmark.
  package var table: DataTable {
    var table = DataTable(
      "by \(fact.rawValue)",
      columns: [
        .init("value", fact.rawValue, isWords: true), .init("details", isWords: true),
        .init("model", isWords: true), .init("kind", isWords: true),
        .init("benchmark", isWords: true), .init("problems"),
        .init("pass_1", "pass@1"), .init("pass_1_low", "low"), .init("pass_1_high", "high"),
        .init("k"), .init("pass_k", "pass@\(k)"), .init("pass_k_low", "low"),
        .init("pass_k_high", "high"), .init("delta_se", "ΔSE(\(k))"),
        .init("delta_se_low", "low"), .init("delta_se_high", "high"), .init("best", isWords: true),
      ])
    for row in rows {
      for (column, name) in columns.enumerated() {
        guard let cell = row.cells[column] else { continue }
        table.append(
          [
            .text(row.value), DataValue(text: row.details.isEmpty ? nil : row.details),
            .text(row.model), .text(row.isPublished ? "published" : "measured"), .text(name),
            DataValue(count: cell.problems),
          ] + Self.values(cell.scores[.passAt1], .passAt1) + [.count(k)]
            + [.passAtK, .gap].flatMap { Self.values(cell.scores[$0], $0) } + [best(cell)])
      }
    }
    return table
  }

  private static func values(_ score: Score?, _ measure: Measure) -> [DataValue] {
    let all = [score?.value, score?.interval?.lowerBound, score?.interval?.upperBound]
    return all.map { value in
      guard measure != .gap else { return DataValue(difference: value) }
      return DataValue(share: value.map { max(0, min(1, $0)) })
    }
  }

  private func best(_ cell: Cell) -> DataValue {
    let names = Measure.allCases.filter { cell.scores[$0]?.isBest == true }.map { $0.name(k) }
    return DataValue(text: names.isEmpty ? nil : names.joined(separator: ", "))
  }
}
