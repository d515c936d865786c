import Statistics

/// One checkpoint with what there is of it on each benchmark.
struct RankingEntry {
  enum Source {
    case measured(Run, baseline: Run?)
    case published(PublishedRun, baseline: PublishedRun?)
  }

  let facts: [FactName: String]
  let isPublished: Bool
  /// By benchmark; of several runs that with most samples.
  private(set) var sources: [String: Source] = [:]
  private(set) var benchmarks: [String] = []
  private(set) var isPreferred = false

  /// What makes a checkpoint and its sampling, whatever it was evaluated on.
  static let settings: [FactName] = [
    .model, .role, .algorithm, .step, .temperature, .topP, .maxTokens, .rollouts, .klCoefficient,
    .seed, .promptTemplate, .framework, .baseModel, .family, .size,
  ]

  private mutating func add(_ source: Source, on benchmark: String, isPreferred: Bool) {
    self.isPreferred = self.isPreferred || isPreferred
    guard let known = sources[benchmark] else {
      benchmarks.append(benchmark)
      sources[benchmark] = source
      return
    }
    if case .measured(let run, _) = source, case .measured(let other, _) = known,
      run.totals.samples > other.totals.samples
    {
      sources[benchmark] = source
    }
  }

  /// The checkpoints that state the fact and are no base model, in the order of their first runs.
  static func all(
    _ runs: [Run], published: [PublishedRun], by fact: FactName, preferred: Set<String>
  ) -> [RankingEntry] {
    let origins = Origins(runs)
    let measured = runs.map { run in
      (run.facts, Source.measured(run, baseline: origins.baseline(of: run)))
    }
    let bases = published.filter { $0.role == .base }
    let printed = published.map { run in
      (run.facts, Source.published(run, baseline: bases.first { $0.isOrigin(of: run) }))
    }
    var entries: [RankingEntry] = []
    var places: [[FactName: String]: Int] = [:]
    for (facts, source) in measured + printed
    where facts[fact] != nil && facts[.role] != ModelRole.base.rawValue {
      var key: [FactName: String] = [:]
      for name in settings { key[name] = facts[name] }
      if facts[.model] == nil { key[.run] = facts[.run] }
      let entry = RankingEntry(facts: key, isPublished: source.isPublished)
      // Published checkpoints are not to be taken for measured ones of the same facts.
      key[.metric] = entry.isPublished ? "published" : nil
      let place = places[key] ?? entries.count
      if place == entries.count { entries.append(entry) }
      places[key] = place
      entries[place].add(
        source, on: facts[.benchmark] ?? "",
        isPreferred: source.run.map { preferred.contains($0.id) } ?? false)
    }
    return entries
  }

  private init(facts: [FactName: String], isPublished: Bool) {
    (self.facts, self.isPublished) = (facts, isPublished)
  }

  // Which of them stand for their value.

  /// One checkpoint for each value of the fact: the one that is most like those of other values.
  ///
  /// Likeness is the number of settings that are equal, with the closest checkpoint of each other
  /// value that shares a benchmark. Of equally like ones the preferred goes first, then the one
  /// on more benchmarks, then the one trained for fewer steps.
  static func chosen(from entries: [RankingEntry], by fact: FactName) -> [RankingEntry] {
    let values = entries.compactMap { $0.facts[fact] }.uniqued()
    let groups = Dictionary(grouping: entries.indices) { entries[$0].facts[fact] ?? "" }
    return values.compactMap { value in
      let own = groups[value] ?? []
      guard own.count > 1 else { return own.first.map { entries[$0] } }
      let others = values.filter { $0 != value }.map { (groups[$0] ?? []).map { entries[$0] } }
      let ranks = own.map { entries[$0].rank(beside: others, by: fact) }
      let best = own.indices.min { (ranks[$0], $0) < (ranks[$1], $1) }
      return best.map { entries[own[$0]] }
    }
  }

  private struct Rank: Comparable {
    let likeness: Int
    let isPreferred: Bool
    let benchmarks: Int
    let step: Double

    static func < (first: Rank, second: Rank) -> Bool {
      if first.likeness != second.likeness { return first.likeness > second.likeness }
      if first.isPreferred != second.isPreferred { return first.isPreferred }
      if first.benchmarks != second.benchmarks { return first.benchmarks > second.benchmarks }
      return first.step < second.step
    }
  }

  private func rank(beside others: [[RankingEntry]], by fact: FactName) -> Rank {
    let sum = others.reduce(0) { sum, group in
      sum + (group.map { self.likeness(to: $0, by: fact) }.max() ?? 0)
    }
    return Rank(
      likeness: sum, isPreferred: isPreferred, benchmarks: benchmarks.count,
      step: facts[.step].flatMap(Double.init) ?? 0)
  }

  private func likeness(to other: RankingEntry, by fact: FactName) -> Int {
    guard benchmarks.contains(where: { other.sources[$0] != nil }) else { return 0 }
    return Self.settings.count {
      $0 != fact && $0 != .model && facts[$0] == other.facts[$0]
    }
  }
}

extension RankingEntry {
  /// The largest budget that every entry and its baseline have on all benchmarks, at least 1.
  static func largestBudget(of entries: [RankingEntry], on benchmarks: [String]) -> Int {
    let sources = entries.map { entry in benchmarks.compactMap { entry.sources[$0] } }
      .joined()
    let reached = sources.flatMap { source in
      [source.run, source.origin?.run].compactMap { $0.map { $0.totals.nMin ?? 0 } }
    }
    if let least = reached.min() { return max(1, least) }
    let printed = sources.map { Set($0.budgets) }
    return printed.dropFirst().reduce(printed.first ?? []) { $0.intersection($1) }.max() ?? 1
  }
}

extension RankingEntry.Source {
  /// The budgets that a publication prints, or the largest one measured.
  var budgets: [Int] {
    switch self {
    case .measured(let run, _): [run.totals.nMin ?? 0]
    case .published(let run, _): run.points.map(\.k)
    }
  }

  var isPublished: Bool { run == nil }

  var run: Run? {
    if case .measured(let run, _) = self { run } else { nil }
  }

  /// What it was trained from, as a source of its own.
  var origin: Self? {
    switch self {
    case .measured(_, let baseline): baseline.map { .measured($0, baseline: $0) }
    case .published(_, let baseline): baseline.map { .published($0, baseline: $0) }
    }
  }

  var facts: Facts {
    switch self {
    case .measured(let run, _): run.facts
    case .published(let run, _): run.facts
    }
  }

  /// pass@1, pass@k and what is missing to pass@k of the baseline.
  func cell(k: Int) -> Ranking.Cell {
    switch self {
    case .measured(let run, let baseline): Self.cell(run, baseline, k)
    case .published(let run, let baseline): Self.cell(run, baseline, k)
    }
  }

  private static func cell(_ run: Run, _ baseline: Run?, _ k: Int) -> Ranking.Cell {
    var cell = Ranking.Cell()
    (cell.run, cell.problems) = (run.id, run.problems.count - run.totals.missing)
    for point in Curve.points(of: run.tallies, at: [1, k]) {
      let score = Ranking.Score(point.value, standardError: point.standardError)
      if point.k == 1 { cell.scores[.passAt1] = score }
      if point.k == k { cell.scores[.passAtK] = score }
    }
    guard let baseline else { return cell }
    let pairs = ProblemPairing(baseline, run).pairs.map(\.tallies)
    if let found = SamplingEfficiency(PairedProblems(pairs), k: k) {
      cell.scores[.gap] = Ranking.Score(found.delta, standardError: found.standardError)
    }
    return cell
  }

  private static func cell(
    _ run: PublishedRun, _ baseline: PublishedRun?, _ k: Int
  ) -> Ranking.Cell {
    var cell = Ranking.Cell()
    cell.problems = run.problems
    let (one, many) = (run.value(at: 1), run.value(at: k))
    cell.scores[.passAt1] = one.map { Ranking.Score($0) }
    cell.scores[.passAtK] = many.map { Ranking.Score($0) }
    if let one, let high = baseline?.value(at: k) {
      // Printed with three decimals: a difference of them has no more.
      cell.scores[.gap] = Ranking.Score(((high - one) * 1e6).rounded() / 1e6)
    }
    return cell
  }
}
