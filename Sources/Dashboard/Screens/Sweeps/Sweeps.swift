import Charts
import Results
import Statistics
import TerminalUI

/// The state of the screen *Sweeps*.
struct SweepsState: Sendable {
  /// All models that were sampled at two temperatures or more, worked out once a snapshot.
  var found = Derived<Int, SweepsFound>(SweepsFound())
  /// The id of the series that is looked at alone; `nil` for all together.
  var focus: String?
  /// The temperature under the cursor.
  var temperature: Double?
  var showsIntervals = true
  var isLogarithmic = false
  var showsReferences = true
  /// The panel under the cursor.
  var panel = GridPlace(row: 0, column: 0)
  /// The row under the cursor of the table.
  var list = ListState()
}

/// What there is over temperature.
struct SweepsFound: Sendable {
  var series: [RunSeries] = []
  var references: [ReferenceSweep] = []
}

extension Job.Slot {
  static let sweeps = Job.Slot("sweeps")
  static let entropies = Job.Slot("entropies")
  static let entropyMatch = Job.Slot("entropy-match")
  static let meetings = Job.Slot("meetings")
}

extension App {
  mutating func refreshSweeps() -> [Effect] {
    if !sweeps.found.isCurrent(for: revision) {
      let found = SweepsFound(
        series: RunSeries.all(of: snapshot.runs, varying: .temperature),
        references: ReferenceSweep.all(of: snapshot.references))
      sweeps.found.set(found, for: revision)
    }
    settleSweeps()
    switch view {
    case .temperaturePanels: return []
    case .entropy: return refreshEntropies() + refreshMatch()
    case .entropyMatch: return refreshMatch()
    case .temperatureTable: return refreshPoints() + refreshEntropies() + refreshMeetings()
    default: return refreshPoints()
    }
  }

  private mutating func settleSweeps() {
    let series = sweepSeries
    if let focus = sweeps.focus, !series.contains(where: { $0.id == focus }) { sweeps.focus = nil }
    selection.proposeBudget(sweepsCommonK)
    if view == .temperatureTable {
      sweeps.list.settle(in: sweepRows.map(\.id), height: max(1, body.height - 6))
    }
  }

  /// The largest k that all problems of all series reach.
  private var sweepsCommonK: Int {
    if view == .entropyMatch, let match { return match.largestK }
    return sweepSeries.map(\.commonN).filter { $0 > 0 }.min() ?? selection.k
  }

  private mutating func refreshPoints() -> [Effect] {
    let (series, k) = (sweepSeries, selection.k)
    guard !series.isEmpty else { return [] }
    return board.ask(
      .sweeps, of: (series.map(\.id) + [isUsualBudget(k) ? "" : "\(k)"]).joined(separator: "\n\n"),
      version: Fingerprint.of(series.flatMap(\.runs))
    ) { _ in series.map { TemperatureSweep($0, budgets: [k]) } }
  }

  /// Whether a k is looked at without being asked for.
  private func isUsualBudget(_ k: Int) -> Bool {
    k & (k - 1) == 0 || sweepSeries.contains { $0.commonN == k }
  }

  private mutating func refreshEntropies() -> [Effect] {
    let runs = sweepSeries.flatMap(\.runs)
    guard !runs.isEmpty else { return [] }
    return board.ask(
      .entropies, of: runs.map(\.id).joined(separator: "\n"), version: Fingerprint.of(runs)
    ) { world in world.measures(of: runs).mapValues(SweepEntropy.init) }
  }

  private mutating func refreshMatch() -> [Effect] {
    guard let (baseline, candidate) = comparedRuns,
      let series = RunSeries.all(of: snapshot.runs, varying: .temperature, least: 1)
        .first(where: { $0.contains(candidate.id) })
    else { return [] }
    let k = selection.k
    let runs = [baseline, candidate] + series.runs
    let subject = runs.map(\.id) + [k & (k - 1) == 0 ? "" : "\(k)"]
    return board.ask(
      .entropyMatch, of: subject.joined(separator: "\n"), version: Fingerprint.of(runs)
    ) { world in
      let entropies = world.measures(of: runs).mapValues(SweepEntropy.init)
      do throws(EntropyMatchAbsence) {
        let match = try EntropyMatch(
          baseline: baseline, candidate: candidate, series: series, entropies: entropies,
          budgets: [k])
        return Result<EntropyMatch, EntropyMatchAbsence>.success(match)
      } catch { return Result<EntropyMatch, EntropyMatchAbsence>.failure(error) }
    }
  }

  private mutating func refreshMeetings() -> [Effect] {
    let runs = sweepSeries.flatMap(\.runs)
    guard !runs.isEmpty else { return [] }
    return board.ask(
      .meetings, of: runs.map(\.id).joined(separator: "\n"), version: Fingerprint.of(runs)
    ) { _ in TemperatureTable.crossings(of: runs) }
  }

  // What was found.

  /// The benchmark that is looked at: that of the marked runs, else the first with a series.
  var sweepBenchmark: String? {
    let all = sweeps.found.value
    let marked = markedRuns.compactMap(\.benchmark).uniqued()
    let known = all.series.compactMap(\.benchmark) + all.references.map(\.benchmark)
    return marked.first(where: known.contains) ?? known.first
  }

  /// The series on that benchmark: the baseline's, the candidate's, then the others.
  var sweepSeries: [RunSeries] {
    let benchmark = sweepBenchmark
    let series = sweeps.found.value.series.filter { $0.benchmark == benchmark }
    let ends = [selection.baseline, selection.candidate].compactMap { id in
      id.flatMap { id in series.first { $0.contains(id) } }
    }
    return (ends + series).uniqued(by: \.id)
  }

  /// The series that are drawn: all, or the one looked at alone.
  var shownSeries: [RunSeries] {
    let series = sweepSeries
    return series.first { $0.id == sweeps.focus }.map { [$0] } ?? series
  }

  /// The series of a reference that may be of the models looked at.
  var sweepReferences: [ReferenceSweep] {
    guard sweeps.showsReferences else { return [] }
    let benchmark = sweepBenchmark
    let all = sweeps.found.value.references.filter { $0.benchmark == benchmark }
    let families = Set(
      (sweepSeries.flatMap(\.runs) + markedRuns).map { RunGrid.family(of: $0.facts) })
    let own = all.filter { $0.family.isEmpty || families.contains($0.family) }
    // Where nothing was measured, published curves of other models are better than none.
    return own.isEmpty && sweepSeries.isEmpty ? all : own
  }

  func sweep(of series: RunSeries) -> TemperatureSweep? {
    board.latest(.sweeps, as: [TemperatureSweep].self)?.value.first { $0.series.id == series.id }
  }

  var sweepEntropies: [String: SweepEntropy] {
    board.latest(.entropies, as: [String: SweepEntropy].self)?.value ?? [:]
  }

  var matchResult: Result<EntropyMatch, EntropyMatchAbsence>? {
    guard comparedRuns != nil else { return nil }
    return board.latest(.entropyMatch, as: Result<EntropyMatch, EntropyMatchAbsence>.self)?.value
  }

  var match: EntropyMatch? {
    guard case .success(let match)? = matchResult else { return nil }
    return match
  }

  /// How a series is told from the others: as its compared run is, else by a letter of its own.
  func mark(of series: RunSeries) -> RunMark {
    if let id = selection.baseline, series.contains(id) {
      return RunMark(letter: "B", role: .baseline)
    }
    if let id = selection.candidate, series.contains(id) {
      return RunMark(letter: "C", role: .candidate)
    }
    let others = sweepSeries.filter { series in
      ![selection.baseline, selection.candidate].contains { $0.map(series.contains) ?? false }
    }
    return RunMark.other(others.firstIndex { $0.id == series.id } ?? 0)
  }

  /// The shortest name that tells a series from the others.
  func name(of series: RunSeries) -> String {
    let all = sweepSeries
    let short = all.map { $0.runs.first.map { label(of: $0) } ?? $0.model }
    guard Set(short).count == all.count, let place = all.firstIndex(where: { $0.id == series.id })
    else { return series.name(among: all) }
    return short[place]
  }

  /// The temperature under the cursor: that chosen, else the baseline's, else the lowest.
  var sweepTemperature: Double? {
    let all = sweepTemperatures
    if let chosen = sweeps.temperature, all.contains(chosen) { return chosen }
    let own = comparedRuns?.baseline.facts.number(.temperature)
    return own.flatMap { all.contains($0) ? $0 : nil } ?? all.first
  }

  /// All temperatures that are drawn, ascending.
  var sweepTemperatures: [Double] {
    let measured = shownSeries.flatMap(\.values)
    let published = sweepReferences.flatMap { $0.curves.map(\.temperature) }
    return Set(measured.isEmpty ? published : measured).sorted()
  }
}
