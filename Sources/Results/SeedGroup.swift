import Statistics

/// Runs that differ in their training seed alone.
///
/// Each is a checkpoint of its own, so their samples are not added up; the spread over
/// them is what no interval of a single run covers.
package struct SeedGroup: Equatable, Sendable {
  /// One budget, over the runs.
  package struct Point: Equatable, Sendable {
    package let k: Int
    /// The mean of the runs' pass@k, each counting once.
    package let mean: Double
    /// Their standard deviation, with one less than the number of runs in the denominator.
    package let deviation: Double
    package let lowest: Double
    package let highest: Double
  }

  /// The runs, at least two, in the order of the snapshot.
  package let runs: [Run]
  /// The budgets that every run has in its curve.
  package let points: [Point]

  private init(_ runs: [Run]) {
    self.runs = runs
    let curves = runs.map { run in
      Dictionary(uniqueKeysWithValues: run.curve.map { ($0.k, $0.value) })
    }
    points = (runs.first?.curve ?? []).compactMap { point in
      let values = curves.compactMap { $0[point.k] }
      guard values.count == runs.count, let lowest = values.min(), let highest = values.max()
      else { return nil }
      var moments = RunningMoments()
      for value in values { moments.add(value) }
      return Point(
        k: point.k, mean: moments.mean, deviation: (moments.variance ?? 0).squareRoot(),
        lowest: lowest, highest: highest)
    }
  }

  /// How many seeds there are, and which.
  package var title: String {
    let what = Format.count(seeds.count, "training seed") + " (\(Excerpt.list(seeds)))"
    return runs.count == seeds.count ? what : Format.count(runs.count, "run") + " of " + what
  }

  /// The seeds, in the order of the runs.
  package var seeds: [String] { runs.compactMap { $0.facts[.seed] }.uniqued() }

  /// Whether paths alone tell the seeds, which may then be of the sampling as well.
  package var mayBeOfSampling: Bool {
    runs.allSatisfy { run in run.facts.entry(of: .seed).map { $0.source >= .token } ?? false }
  }

  /// All groups of two runs and more, in the order of their first runs.
  package static func all(of runs: [Run]) -> [SeedGroup] {
    var order: [[FactName: String]] = []
    var groups: [[FactName: String]: [Run]] = [:]
    for run in runs where run.facts[.seed] != nil {
      var key: [FactName: String] = [:]
      for name in RunKey.identity + [.role, .algorithm] where name != .seed && name != .run {
        key[name] = run.facts[name]
      }
      if groups[key] == nil { order.append(key) }
      groups[key, default: []].append(run)
    }
    return order.compactMap { key in
      let found = groups[key] ?? []
      return Set(found.map { $0.facts[.seed] }).count > 1 ? SeedGroup(found) : nil
    }
  }
}
