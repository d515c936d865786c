import Statistics

/// What publications say of one model on one benchmark: the points of all their curves of it.
///
/// A figure has the small budgets and a table the largest one; together they are one curve.
package struct PublishedRun: Equatable, Sendable {
  package let facts: Facts
  /// By ascending k; of a k that several print that of a table, else the first.
  package private(set) var points: [ReferenceCurve.Point]
  /// The publications with their places, each once.
  package private(set) var sources: [String]
  package let problems: Int?

  private init(_ curve: ReferenceCurve) {
    (facts, points, sources, problems) = (curve.facts, curve.points, [curve.source], curve.problems)
  }

  /// The printed value at a budget; nothing is put between two of them.
  package func value(at k: Int) -> Double? { points.first { $0.k == k }?.value }

  package var role: ModelRole? { facts[.role].flatMap(ModelRole.init) }

  /// Curves of pass@k joined where no fact of theirs differs, in the order of the first ones.
  ///
  /// The digits of a table are as printed, those of a figure were read off a drawing.
  package static func all(of curves: [ReferenceCurve]) -> [PublishedRun] {
    let isTable = curves.map { $0.source.lowercased().contains("table") }
    let order = curves.indices.filter { isTable[$0] } + curves.indices.filter { !isTable[$0] }
    return joined(order.map { curves[$0] })
  }

  private static func joined(_ curves: [ReferenceCurve]) -> [PublishedRun] {
    var found: [PublishedRun] = []
    var places: [[FactName: String]: Int] = [:]
    for curve in curves where curve.metric == ReferenceCurve.usualMetric {
      let key = curve.facts.entries.mapValues(\.value)
      guard let place = places[key] else {
        places[key] = found.count
        found.append(PublishedRun(curve))
        continue
      }
      found[place].add(curve)
    }
    return found
  }

  private mutating func add(_ curve: ReferenceCurve) {
    if !sources.contains(curve.source) { sources.append(curve.source) }
    for point in curve.points where !points.contains(where: { $0.k == point.k }) {
      points.append(point)
    }
    points.sort { $0.k < $1.k }
  }

  /// Whether a published base model is what another was trained from.
  package func isOrigin(of other: PublishedRun) -> Bool {
    guard role == .base, facts[.benchmark] == other.facts[.benchmark],
      facts[.temperature] == other.facts[.temperature]
    else { return false }
    if let origin = other.facts[.baseModel] { return facts[.model] == origin }
    return [FactName.family, .size].allSatisfy { facts[$0] == other.facts[$0] }
  }
}

/// Published checkpoints of one training on one benchmark.
package struct PublishedSteps: Equatable, Sendable {
  /// By rising step.
  package let steps: [(step: Double, run: PublishedRun)]
  package let baseline: PublishedRun?

  package static func == (first: PublishedSteps, second: PublishedSteps) -> Bool {
    first.steps.map(\.run) == second.steps.map(\.run) && first.baseline == second.baseline
  }

  package var facts: Facts { steps[0].run.facts }
  package var benchmark: String? { facts[.benchmark] }

  /// The largest k that every checkpoint has, at least 1.
  package var largestBudget: Int {
    let all = steps.map { Set($0.run.points.map(\.k)) }
    return all.dropFirst().reduce(all.first ?? []) { $0.intersection($1) }.max() ?? 1
  }

  /// What changed from the first step to the last, as printed.
  package func sentence(at k: Int) -> String? {
    guard let first = steps.first, let last = steps.last, steps.count > 1 else { return nil }
    let parts = Set([1, k]).sorted().compactMap { k -> String? in
      guard let start = first.run.value(at: k), let end = last.run.value(at: k) else { return nil }
      return "pass@\(k) goes from \(Format.percent(start)) to \(Format.percent(end))"
    }
    guard !parts.isEmpty else { return nil }
    return "Published, \(name): from step \(TrainingSteps.text(first.step)) to "
      + "\(TrainingSteps.text(last.step)) \(parts.joined(separator: " and "))"
      + (problems.map { " (\(Format.count($0, "problem")), without an interval)." } ?? ".")
  }

  private var problems: Int? { steps.first?.run.problems }

  /// The model, and its setting where that is not told by it.
  package var name: String { facts[.model] ?? facts[.algorithm] ?? "a model unknown" }

  private init(_ runs: [PublishedRun], in all: [PublishedRun]) {
    steps = runs.compactMap { run in run.facts.number(.step).map { (step: $0, run: run) } }
      .sorted { $0.step < $1.step }
    baseline = all.first { base in runs.contains { base.isOrigin(of: $0) } }
  }

  /// All that state a step, in the order of their first curves.
  package static func all(of runs: [PublishedRun]) -> [PublishedSteps] {
    var order: [[FactName: String]] = []
    var groups: [[FactName: String]: [PublishedRun]] = [:]
    for run in runs where run.role != .base && run.facts.number(.step) != nil {
      var key = run.facts.entries.mapValues(\.value)
      key[.step] = nil
      if groups[key] == nil { order.append(key) }
      groups[key, default: []].append(run)
    }
    return order.compactMap { groups[$0].map { PublishedSteps($0, in: runs) } }
  }

  /// Every printed value of some trainings at k = 1 and at another budget.
  package static func table(_ trainings: [PublishedSteps], at k: Int) -> DataTable {
    var table = DataTable(
      "published, by step",
      columns: [
        .init("training", isWords: true), .init("benchmark", isWords: true),
        .init("step", isWords: true),
        .init("pass_1", "pass@1"), .init("k"), .init("pass_k", "pass@\(k)"),
        .init("delta_se", "ΔSE"), .init("problems"), .init("source", isWords: true),
      ])
    for training in trainings {
      let base = training.baseline
      for (step, run) in [base].compactMap(\.self).map({ ("base", $0) })
        + training.steps.map({ (TrainingSteps.text($0.step), $0.run) })
      {
        let delta =
          run == base
          ? nil
          : base?.value(at: k).flatMap { high in
            run.value(at: 1).map { high - $0 }
          }
        table.append([
          .text(training.name), DataValue(text: training.benchmark), .text(step),
          DataValue(share: run.value(at: 1)), .count(k), DataValue(share: run.value(at: k)),
          DataValue(difference: delta), DataValue(count: run.problems),
          .text(run.sources.joined(separator: "; ")),
        ])
      }
    }
    return table
  }
}
