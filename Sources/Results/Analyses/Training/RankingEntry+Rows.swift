import Statistics

extension RankingEntry {
  /// A row for each checkpoint, and one for each model they were trained from.
  static func rows(
    _ entries: [RankingEntry], by fact: FactName, k: Int, on benchmarks: [String]
  ) -> [Ranking.Row] {
    let shown = entries.filter { entry in benchmarks.contains { entry.sources[$0] != nil } }
    let telling = settings.filter { name in
      name != fact && name != .model && name != .baseModel
        && Set(shown.map { $0.facts[name] ?? "" }).count > 1
    }
    let counts = Dictionary(grouping: shown) { $0.facts[fact] ?? "" }.mapValues(\.count)
    let usual = Dictionary(uniqueKeysWithValues: telling.map { ($0, Self.commonest($0, shown)) })
    let trained = shown.map { entry in
      var row = row(
        entry.facts[fact] ?? "", entry.facts, benchmarks.map { entry.sources[$0] },
        isPublished: entry.isPublished, isBaseline: false, k: k)
      // What most rows have goes without saying, but for rows that nothing else tells apart.
      let isAlone = counts[row.value] == 1
      let said = telling.filter {
        isAlone ? fact != .model && entry.facts[$0] != usual[$0] : true
      }
      row.details = said.compactMap { entry.words($0) }.joined(separator: ", ")
      return row
    }
    return origins(of: shown, k: k, on: benchmarks) + trained
  }

  private static func commonest(_ name: FactName, _ entries: [RankingEntry]) -> String? {
    let counts = Dictionary(grouping: entries) { $0.facts[name] ?? "" }.mapValues(\.count)
    let best = counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
    return best?.isEmpty == true ? nil : best
  }

  /// One fact in the words of a label; nothing where it is not stated.
  private func words(_ name: FactName) -> String? {
    facts[name].map { value in
      switch name {
      case .temperature: "T=\(value)"
      case .rollouts: "n=\(value)"
      case .klCoefficient: "KL \(value)"
      case .step: "step \(value)"
      default: value
      }
    }
  }

  /// The models that entries were trained from, each with the temperature it was sampled at.
  private static func origins(
    of entries: [RankingEntry], k: Int, on benchmarks: [String]
  ) -> [Ranking.Row] {
    var order: [[FactName: String]] = []
    var found: [[FactName: String]: [String: Source]] = [:]
    for (benchmark, source) in entries.flatMap({ entry in
      benchmarks.map { ($0, entry.sources[$0]?.origin) }
    }) {
      guard let source else { continue }
      var key: [FactName: String] = [:]
      for name in settings { key[name] = source.facts[name] }
      if found[key] == nil { order.append(key) }
      let known = found[key]?[benchmark]
      found[key, default: [:]][benchmark] = known ?? source
    }
    let models = Set(order.map { $0[.model] ?? "" }).count
    return order.map { key in
      let sources = found[key] ?? [:]
      var row = row(
        "base", key, benchmarks.map { sources[$0] },
        isPublished: sources.values.first?.isPublished ?? false, isBaseline: true, k: k)
      row.details = [
        models > 1 ? key[.model] : nil,
        models < order.count ? key[.temperature].map { "T=\($0)" } : nil,
      ].compactMap(\.self).joined(separator: ", ")
      return row
    }
  }

  private static func row(
    _ value: String, _ facts: [FactName: String], _ sources: [Source?], isPublished: Bool,
    isBaseline: Bool, k: Int
  ) -> Ranking.Row {
    let cells = sources.map { $0?.cell(k: k) }
    return Ranking.Row(
      value: value, model: facts[.model] ?? facts[.run] ?? "", isPublished: isPublished,
      isBaseline: isBaseline, cells: cells.count > 1 ? cells + [average(cells)] : cells)
  }

  /// Each benchmark counts once; nothing where one is missing.
  ///
  /// Benchmarks have no problem in common, so that the variances add up:
  /// SE² = Σ SE² / B². The choice of the benchmarks is not a part of it.
  private static func average(_ cells: [Ranking.Cell?]) -> Ranking.Cell? {
    var cell = Ranking.Cell()
    let count = Double(cells.count)
    for measure in Ranking.Measure.allCases {
      let scores = cells.compactMap { $0?.scores[measure] }
      guard scores.count == cells.count else { continue }
      let errors = scores.compactMap(\.standardError)
      let squares = errors.reduce(0) { $0 + $1 * $1 }
      cell.scores[measure] = Ranking.Score(
        scores.reduce(0) { $0 + $1.value } / count,
        standardError: errors.count == scores.count ? squares.squareRoot() / count : nil)
    }
    return cell.scores.isEmpty ? nil : cell
  }
}
