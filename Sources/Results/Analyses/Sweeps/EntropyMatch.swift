import Statistics

/// Whether a model sampled hotter, until its entropy is that of another, solves as much.
///
/// Yue et al., arXiv 2504.13837, figure 18: the temperature of the RL model is raised until its
/// outputs have the entropy of the base model's. Problems are those that all runs share.
package struct EntropyMatch: Equatable, Sendable {
  /// A run with its temperature and its entropy.
  package struct Place: Equatable, Sendable {
    package let run: Run
    package let temperature: Double
    /// In nats a token, over the shared problems.
    package let entropy: ProblemMean
  }

  package let baseline: Place
  package let candidate: Place
  /// The candidate's model at all its temperatures, ascending.
  package let series: [Place]
  /// Where the model's entropy is the baseline's, between two measured temperatures.
  package let match: Result<EntropyByTemperature.Match, EntropyMatchRefusal>
  /// The temperatures at which the two entropies are not told apart: 95 %, paired by problem.
  package let range: TemperatureRange?
  /// The measured run whose entropy comes nearest to the baseline's.
  package let nearest: Place
  /// By ascending k.
  package let gaps: [EntropyGap]

  /// Matches `candidate`, or a hotter or cooler run of its series, to `baseline`.
  ///
  /// - Parameters:
  ///   - entropies: Of the runs, by their ids.
  ///   - budgets: The k to look at beside powers of two and the largest common n.
  package init(
    baseline: Run, candidate: Run, series: RunSeries, entropies: [String: SweepEntropy],
    budgets: [Int] = []
  ) throws(EntropyMatchAbsence) {
    let runs = [baseline, candidate] + series.runs
    for run in runs {
      guard let own = entropies[run.id], !own.problems.isEmpty else {
        throw .noEntropy(run: run.id)
      }
      guard run.facts.number(.temperature) != nil else { throw .noTemperature(run: run.id) }
    }
    guard baseline.benchmark == candidate.benchmark else { throw .otherBenchmark }
    let tables = runs.compactMap { entropies[$0.id]?.problems }
    let shared = tables[0].keys.filter { id in tables.allSatisfy { $0[id] != nil } }.sorted()
    guard !shared.isEmpty else { throw .nothingShared }
    func place(_ run: Run) -> Place? {
      let values = shared.compactMap { entropies[run.id]?.problems[$0] }
      guard let entropy = ProblemMean(values) else { return nil }
      return Place(
        run: run, temperature: run.facts.number(.temperature) ?? 0, entropy: entropy)
    }
    guard let first = place(baseline), let second = place(candidate) else { throw .nothingShared }
    let places = series.runs.compactMap(place)
    let target = first.entropy.value
    let nearest = places.min {
      abs($0.entropy.value - target) < abs($1.entropy.value - target)
    }
    (self.baseline, self.candidate, self.series) = (first, second, places)
    self.nearest = nearest ?? second
    match = Self.match(target, places)
    range = TemperatureRange(of: match, places.map(\.temperature)) { temperature in
      let id = places.first { $0.temperature == temperature }?.run.id ?? ""
      return shared.map {
        (entropies[id]?.problems[$0] ?? 0, entropies[baseline.id]?.problems[$0] ?? 0)
      }
    }
    gaps = EntropyGap.all(
      baseline, candidate, nearest: self.nearest.run, Self.neighbors(match, places),
      budgets: budgets)
  }

  private static func match(
    _ target: Double, _ places: [Place]
  ) -> Result<EntropyByTemperature.Match, EntropyMatchRefusal> {
    let rows = places.map {
      EntropyByTemperature.Row(temperature: $0.temperature, entropy: $0.entropy)
    }
    do throws(EntropyMatchRefusal) {
      return .success(try EntropyByTemperature(rows).temperature(matching: target))
    } catch { return .failure(error) }
  }

  /// The runs around the match, and how far it is from the first to the second, in 0...1.
  private static func neighbors(
    _ match: Result<EntropyByTemperature.Match, EntropyMatchRefusal>, _ places: [Place]
  ) -> EntropyGap.Neighbors? {
    guard case .success(let found) = match,
      let low = places.first(where: { $0.temperature == found.between.lowerBound }),
      let high = places.first(where: { $0.temperature == found.between.upperBound })
    else { return nil }
    let width = high.temperature - low.temperature
    let part = width > 0 ? (found.temperature - low.temperature) / width : 0
    return EntropyGap.Neighbors(low: low.run, high: high.run, part: part)
  }

  /// The gap at a k; `nil` where a run has no problem with so many samples.
  package func gap(at k: Int) -> EntropyGap? { gaps.first { $0.k == k } }

  /// The largest k that all runs reach.
  package var largestK: Int { gaps.last?.k ?? 1 }

  /// Whether the model was measured at the very temperature of the match.
  package var isMeasured: Bool {
    guard case .success(let found) = match else { return false }
    return found.between.lowerBound == found.between.upperBound
  }
}

/// Why the entropies of two runs cannot be matched.
package enum EntropyMatchAbsence: Error, Equatable, Sendable, CustomStringConvertible {
  case noEntropy(run: String)
  case noTemperature(run: String)
  case otherBenchmark
  case nothingShared

  package var description: String {
    switch self {
    case .noEntropy(let run):
      "no sample of \(run) has an entropy; samples or counts with mean_entropy bring it"
    case .noTemperature(let run):
      "the temperature of \(run) is not known; state it in run.json or kscope.toml"
    case .otherBenchmark:
      "baseline and candidate are on different benchmarks; choose two on one"
    case .nothingShared:
      "the runs have no problem with an entropy in common; evaluate them on the same problems"
    }
  }
}
