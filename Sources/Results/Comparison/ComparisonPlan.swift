/// Which runs of a snapshot are compared.
package struct ComparisonPlan: Equatable, Sendable {
  /// Names that a person gave; without them the role decides.
  package var baseline: String?
  package var candidate: String?

  package init(baseline: String? = nil, candidate: String? = nil) {
    self.baseline = baseline
    self.candidate = candidate
  }

  /// Why nothing can be compared as asked.
  package enum Problem: Error, Equatable, CustomStringConvertible {
    case unknown(option: String, name: String)
    case noBaseline(candidate: String)
    case nothingShared(baseline: String, candidate: String)

    package var description: String {
      switch self {
      case .unknown(let option, let name):
        "\(option) \(name): no run has this id, name or model; "
          + "the first column of 'kscope report' lists the ids"
      case .noBaseline(let candidate):
        "--candidate \(candidate): no run on its benchmark has the role base; "
          + "name one with --baseline, or give a role with --role"
      case .nothingShared(let baseline, let candidate):
        "--baseline \(baseline) --candidate \(candidate): they have no benchmark in common; "
          + "name runs on one benchmark"
      }
    }
  }

  /// The pairs, in the order of the candidates.
  ///
  /// A candidate is compared with the baselines on its benchmark that are most like it: those
  /// it was trained from, where that is known, and of these the ones sampled alike.
  package func pairs(
    of runs: [Run]
  ) throws(Problem) -> [(baseline: Run, candidate: Run)] {
    let baselines = try baselines(in: runs)
    let candidates = try candidates(in: runs, baselines: baselines)
    let pairs = candidates.flatMap { candidate in
      Self.closest(baselines, to: candidate).map { (baseline: $0, candidate: candidate) }
    }
    if pairs.isEmpty, let candidate {
      guard let baseline else { throw .noBaseline(candidate: candidate) }
      throw .nothingShared(baseline: baseline, candidate: candidate)
    }
    return pairs
  }

  private func baselines(in runs: [Run]) throws(Problem) -> [Run] {
    guard let baseline else { return runs.filter { $0.role == .base } }
    return try Self.named(baseline, in: runs, option: "--baseline")
  }

  /// Every run that is no baseline, unless one is named.
  private func candidates(in runs: [Run], baselines: [Run]) throws(Problem) -> [Run] {
    if let candidate { return try Self.named(candidate, in: runs, option: "--candidate") }
    let ids = Set(baselines.map(\.id))
    return runs.filter { !ids.contains($0.id) }
  }

  private static func named(
    _ name: String, in runs: [Run], option: String
  ) throws(Problem) -> [Run] {
    let found = Self.runs(named: name, in: runs)
    guard !found.isEmpty else { throw .unknown(option: option, name: name) }
    return found
  }

  /// The run with an id, else those with a name, else those of a model, else those whose id fits.
  package static func runs(named name: String, in runs: [Run]) -> [Run] {
    let tests: [(Run) -> Bool] = [
      { $0.id == name }, { $0.name == name }, { $0.facts[.model] == name },
      { Glob.matches(name, $0.id) },
    ]
    for test in tests {
      let found = runs.filter(test)
      if !found.isEmpty { return found }
    }
    return []
  }

  /// Those of some runs on the benchmark of another that are most like it.
  static func closest(_ baselines: [Run], to candidate: Run) -> [Run] {
    var near = baselines.filter { baseline in
      baseline.id != candidate.id && baseline.benchmark == candidate.benchmark
        && !differ(baseline, candidate, in: .family) && !differ(baseline, candidate, in: .size)
    }
    let likenesses: [(Run) -> Bool] =
      [
        { [$0.id, $0.name].contains(candidate.facts[.baseRun]) },
        { $0.facts[.model] != nil && $0.facts[.model] == candidate.facts[.baseModel] },
      ]
      + [FactName.split, .promptTemplate, .temperature, .topP, .maxTokens].map { name in
        { $0.facts[name] == candidate.facts[name] }
      }
    for isLike in likenesses where near.contains(where: isLike) { near = near.filter(isLike) }
    return near
  }

  private static func differ(_ first: Run, _ second: Run, in name: FactName) -> Bool {
    guard let one = first.facts[name], let other = second.facts[name] else { return false }
    return one != other
  }
}
