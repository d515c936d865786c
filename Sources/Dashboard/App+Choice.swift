import Results

/// Runs that a person names outside the dashboard.
package struct RunChoice: Equatable, Sendable {
  package var runs: [String]
  package var baseline: String?
  package var candidate: String?
  package var benchmark: String?

  package init(
    runs: [String] = [], baseline: String? = nil, candidate: String? = nil,
    benchmark: String? = nil
  ) {
    self.runs = runs
    self.baseline = baseline
    self.candidate = candidate
    self.benchmark = benchmark
  }

  /// Why runs cannot be chosen as asked.
  package enum Problem: Error, Equatable, CustomStringConvertible {
    case noRun(option: String, name: String)
    case noBenchmark(String, known: [String])

    package var description: String {
      switch self {
      case .noRun(let option, let name):
        "\(option) \(name): no run has this id, name or model; "
          + "the first column of 'kscope report' lists the ids"
      case .noBenchmark(let name, let known):
        "--benchmark \(name): no run is on it; the benchmarks are "
          + known.joined(separator: ", ")
      }
    }
  }
}

extension App {
  /// Marks the runs that were named, and compares two of them.
  package mutating func choose(_ choice: RunChoice) throws(RunChoice.Problem) {
    guard choice != RunChoice() else { return }
    let known = snapshot.runs.compactMap(\.benchmark).uniqued()
    if let name = choice.benchmark, !known.contains(name) {
      throw .noBenchmark(name, known: known)
    }
    let runs = snapshot.runs.filter { choice.benchmark == nil || $0.benchmark == choice.benchmark }
    var named: [Run] = []
    for name in choice.runs { named += try Self.find(name, in: runs, option: "--run") }
    let baseline = try Self.first(choice.baseline, in: runs, option: "--baseline")
    let candidate = try Self.first(choice.candidate, in: runs, option: "--candidate")
    // Roles decide on what is compared with what, unless a person says.
    var proposal = Selection()
    proposal.settle(in: named.isEmpty ? runs : named)
    let ends = [proposal.baseline, proposal.candidate].compactMap(\.self)
    selection.choose(
      named.isEmpty ? proposal.marked : named.map(\.id).uniqued(),
      baseline: baseline?.id ?? ends.first { $0 != candidate?.id },
      candidate: candidate?.id ?? ends.last { $0 != baseline?.id })
    selection.settle(in: snapshot.runs)
  }

  private static func first(
    _ name: String?, in runs: [Run], option: String
  ) throws(RunChoice.Problem) -> Run? {
    guard let name else { return nil }
    return try find(name, in: runs, option: option).first
  }

  private static func find(
    _ name: String, in runs: [Run], option: String
  ) throws(RunChoice.Problem) -> [Run] {
    let found = ComparisonPlan.runs(named: name, in: runs)
    guard !found.isEmpty else { throw .noRun(option: option, name: name) }
    return found
  }

  /// Puts the cursor of all charts on a budget.
  package mutating func choose(k: Int) {
    selection.k = k
    selection.settle(in: snapshot.runs)
  }

  /// Opens a view, and works out what it shows.
  package mutating func show(_ view: ViewName) -> [Effect] {
    let effects = open(view)
    return effects + reduce(.resized(size))
  }
}

extension ViewName {
  /// The views that `kscope plot` draws.
  package static let plotted = allCases.filter { $0.screen != .samples }
}
