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
    let series = RunSeries.all(of: all, varying: .step, least: 1)
      .first { ($0.runs + $0.leftOut).contains { $0.id == run.id } }
    let step = run.facts.number(.step)
    // Of two runs of one step the one that is asked for counts.
    let ordered = series?.members.map { $0.value == step ? run : $0.run } ?? [run]
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

  /// The step of each run as a heading; the run it began with is `0` unless it says otherwise.
  package var headings: [String] { runs.map { $0.facts[.step] ?? "0" } }
}
