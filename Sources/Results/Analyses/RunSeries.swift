/// Runs that are equal in all that they state but one number, in the order of that number.
///
/// Runs of one checkpoint at several temperatures are a series of temperatures; the checkpoints
/// of one training, sampled alike, are a series of steps.
package struct RunSeries: Equatable, Sendable {
  package struct Member: Equatable, Sendable {
    /// The run's value of the fact that varies.
    package let value: Double
    package let run: Run
  }

  /// The fact that varies: `temperature`, `step` or another number.
  package let varied: FactName
  /// What all runs have in common; of a series of steps the model has no step in its name.
  package let common: [FactName: String]
  /// One for each value, ascending: of several runs that with most samples.
  package let members: [Member]
  /// Runs with the value of a member that has more samples.
  package let leftOut: [Run]

  /// What must be equal; the name of a run and its seeds of sampling need not.
  package static let compared: [FactName] = [
    .model, .benchmark, .role, .algorithm, .step, .temperature, .topP, .maxTokens, .rollouts,
    .klCoefficient, .seed, .split, .promptTemplate, .verifier, .verifierVersion, .dateWindow,
    .framework, .baseModel, .family, .size, .metric, .threshold,
  ]

  /// All series of the runs that state the fact, in the order of their first runs.
  ///
  /// - Parameter least: The fewest different values that make a series.
  package static func all(
    of runs: [Run], varying varied: FactName, least: Int = 2
  ) -> [RunSeries] {
    var order: [[FactName: String]] = []
    var groups: [[FactName: String]: [Member]] = [:]
    for run in runs {
      guard let value = run.facts.number(varied) else { continue }
      let key = common(run.facts, varying: varied)
      if groups[key] == nil { order.append(key) }
      groups[key, default: []].append(Member(value: value, run: run))
    }
    return order.compactMap { key in
      let series = RunSeries(varied, key, of: groups[key] ?? [])
      return series.members.count >= least ? series : nil
    }
  }

  private init(_ varied: FactName, _ common: [FactName: String], of found: [Member]) {
    self.varied = varied
    self.common = common
    let sorted = found.enumerated().sorted { first, second in
      let (one, other) = (first.element, second.element)
      if one.value != other.value { return one.value < other.value }
      let samples = (one.run.totals.samples, other.run.totals.samples)
      return samples.0 != samples.1 ? samples.0 > samples.1 : first.offset < second.offset
    }.map(\.element)
    let isFirst = sorted.indices.map { $0 == 0 || sorted[$0 - 1].value != sorted[$0].value }
    members = zip(sorted, isFirst).compactMap { $1 ? $0 : nil }
    leftOut = zip(sorted, isFirst).compactMap { $1 ? nil : $0.run }
  }

  private static func common(_ facts: Facts, varying varied: FactName) -> [FactName: String] {
    var common: [FactName: String] = [:]
    for name in compared where name != varied { common[name] = facts[name] }
    if common[.model] == nil { common[.run] = facts[.run] }
    if varied == .step, let step = facts[.step] {
      common[.model] = common[.model].map { withoutStep($0, step) }
    }
    return common
  }

  /// A model's name without its step, as `sums-7b/step_40` has one; names beyond ASCII stay.
  static func withoutStep(_ model: String, _ step: String) -> String {
    guard model.utf8.allSatisfy({ $0 < 0x80 }) else { return model }
    let lower = model.lowercased()
    guard lower.firstRange(of: step) != nil else { return model }
    for word in ["global_step", "checkpoint", "iteration", "steps", "step", "ckpt", "iter"] {
      for sign in ["_", "-", "=", ""] {
        guard let found = lower.firstRange(of: word + sign + step) else { continue }
        let start = lower.distance(from: lower.startIndex, to: found.lowerBound)
        let after = model.dropFirst(start + word.count + sign.count + step.count)
        guard after.first?.isNumber != true else { continue }
        return trimmed(model.prefix(start)) + after
      }
    }
    return model
  }

  private static func trimmed(_ text: Substring) -> String {
    var text = text
    while let last = text.last, "-_/ =.".contains(last) { text.removeLast() }
    return String(text)
  }
}

extension RunSeries {
  /// The same at every start, and different for different series.
  package var id: String {
    let facts = ([.run] + Self.compared).compactMap { name in
      common[name].map { "\(name.rawValue)=\($0)" }
    }
    return ([varied.rawValue] + facts).joined(separator: "\n")
  }

  package var runs: [Run] { members.map(\.run) }
  package var values: [Double] { members.map(\.value) }
  package var model: String { common[.model] ?? common[.run] ?? "a model unknown" }
  package var role: ModelRole? { common[.role].flatMap(ModelRole.init) }
  package var benchmark: String? { common[.benchmark] }

  /// The member with a value; `nil` where there is none.
  package func member(at value: Double) -> Member? { members.first { $0.value == value } }

  /// Whether a run is one of its members.
  package func contains(_ run: String) -> Bool { members.contains { $0.run.id == run } }

  /// The largest k that every problem of every member reaches; 0 without graded samples.
  package var commonN: Int { members.map { $0.run.totals.nMin ?? 0 }.min() ?? 0 }

  /// The model, and what tells the series from others of the same model among `all`.
  package func name(among all: [RunSeries]) -> String {
    let alike = all.filter { $0.model == model }
    let telling = Self.compared.filter { name in
      name != .model && Set(alike.map { $0.common[name] ?? "" }).count > 1
    }
    let words = telling.compactMap { name in
      common[name].map { name == .benchmark ? "on \($0)" : "\(name.rawValue) \($0)" }
    }
    return ([model] + words).joined(separator: " ")
  }
}
