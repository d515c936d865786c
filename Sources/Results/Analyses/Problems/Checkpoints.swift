/// The checkpoints of one training, in the order of their steps: runs that are equal in all but
/// the step and what follows from it.
package struct Checkpoints: Equatable, Sendable {
  /// The model it began with, where its run is known, and each step once after that.
  package let runs: [Run]

  /// The checkpoints of the training that a run is of, among all runs.
  ///
  /// - Parameter start: The run of the model that was trained, such as the baseline; it is taken
  ///   where it is a base model on the same benchmark, else what `ComparisonPlan` finds is.
  package init(of run: Run, in all: [Run], start: Run? = nil) {
    let own = Self.key(of: run)
    var steps: Set<String> = []
    let found = all.filter { Self.key(of: $0) == own && $0.facts.number(.step) != nil }
    let ordered = ([run] + found).filter { steps.insert($0.facts[.step] ?? "").inserted }
      .sorted { ($0.facts.number(.step) ?? 0, $0.id) < ($1.facts.number(.step) ?? 0, $1.id) }
    let first = run.role == .base ? nil : Self.beginning(of: run, in: all, start: start)
    runs = (first.map { [$0] } ?? []) + ordered.filter { $0.id != first?.id }
  }

  private static func beginning(of run: Run, in all: [Run], start: Run?) -> Run? {
    if let start, start.role == .base, start.benchmark == run.benchmark { return start }
    // A name that is not unique, or no base run, leaves the checkpoints without a beginning.
    let plan = ComparisonPlan(candidate: run.id)
    guard let pairs = try? plan.pairs(of: all) else { return nil }
    return pairs.first?.baseline
  }

  /// What checkpoints of one training have in common.
  private static func key(of run: Run) -> [FactName: String] {
    let names: [FactName] = [
      .benchmark, .temperature, .topP, .maxTokens, .role, .algorithm, .framework, .family, .size,
      .baseModel, .rollouts, .klCoefficient, .seed, .split, .promptTemplate, .dateWindow,
    ]
    var key: [FactName: String] = [:]
    for name in names { key[name] = run.facts[name] }
    // Where nothing else tells trainings apart, the model's name does.
    if key[.algorithm] == nil, key[.baseModel] == nil { key[.model] = run.facts[.model] }
    return key
  }

  /// The step of each run as a heading; the run it began with is `0` unless it says otherwise.
  package var headings: [String] { runs.map { $0.facts[.step] ?? "0" } }
}
