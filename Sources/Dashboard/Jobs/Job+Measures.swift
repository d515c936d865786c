import Results
import Statistics

extension JobWorld {
  /// What the samples of some runs tell beside their verdicts, by the ids of the runs.
  func measures(of runs: [Run]) -> [String: RunMeasures] {
    var found: [String: RunMeasures] = [:]
    for run in runs where !isCancelled { found[run.id] = measures(of: run) }
    return found
  }

  /// What the samples of a run tell, with what readers say of their reasoning; `nil` where the job was
  /// cancelled.
  func measures(of run: Run, _ marks: MarkBook) -> RunMeasures? {
    guard let measures = measures(of: run) else { return nil }
    let marked = marks.problems
    return measures.replacingReasoning { problem in
      guard marked.contains(problem) else { return nil }
      return ReasoningTally(samples(of: problem, in: run), marks)
    }
  }

  /// What files and marks say of the reasoning behind a run's correct samples; `nil` where the job
  /// was cancelled.
  func reasoning(of run: Run, _ marks: MarkBook) -> MarkedReasoning? {
    guard let measures = measures(of: run) else { return nil }
    let stated = Dictionary(
      measures.problems.compactMap { known in known.reasoning.map { (known.problem, $0) } },
      uniquingKeysWith: { first, _ in first })
    return MarkedReasoning(of: run, marks, stated: stated) { samples(of: $0, in: run) }
  }
}
