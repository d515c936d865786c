import Results

extension JobWorld {
  /// What the samples of some runs tell beside their verdicts, by the ids of the runs.
  func measures(of runs: [Run]) -> [String: RunMeasures] {
    var found: [String: RunMeasures] = [:]
    for run in runs where !isCancelled { found[run.id] = measures(of: run) }
    return found
  }
}
