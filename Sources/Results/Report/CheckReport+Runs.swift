/// What there is to know of several runs together.
extension CheckReport.Finding {
  /// Whether a seed in a path is one of training or of sampling, nobody but a person knows.
  static func seeds(_ runs: [Run]) -> [Self] {
    SeedGroup.all(of: runs).map { group in
      let seeds = group.seeds.joined(separator: ", ")
      let offer =
        "; if it is the seed of the sampling, write "
        + "merge_seeds = true for their files into kscope.toml"
      return Self(
        kind: .seeds,
        text:
          "\(group.runs.count) runs differ in their seed alone (\(seeds)) and are kept apart as "
          + "trained with different seeds" + (group.mayBeOfSampling ? offer : ""),
        runs: group.runs.map(\.id))
    }
  }

  /// Benchmarks of one name that are not of one set of problems.
  static func problemSets(_ runs: [Run]) -> [Self] {
    let named = runs.filter { $0.benchmark != nil && !$0.problems.isEmpty }
    return named.compactMap(\.benchmark).uniqued().compactMap { benchmark in
      let group = named.filter { $0.benchmark == benchmark }
      let sets = group.map { Set($0.problems.list.map(\.id)) }
      guard let first = sets.first, sets.contains(where: { $0 != first }) else { return nil }
      let shared = sets.dropFirst().reduce(first) { $0.intersection($1) }.count
      let sizes = sets.map(\.count)
      let (least, most) = (sizes.min() ?? 0, sizes.max() ?? 0)
      let range = least == most ? "\(least)" : "\(least) to \(most)"
      return Self(
        kind: .problemSets,
        text: "\(benchmark): \(group.count) runs of \(range) problems have \(shared) of them in "
          + "common; each comparison takes those that its two runs share",
        runs: group.map(\.id))
    }
  }
}
