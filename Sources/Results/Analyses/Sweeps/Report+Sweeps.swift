import Statistics

extension ReportSection {
  /// Runs at several temperatures: a table, where most is solved, and whether equal entropy
  /// closes the gap; nothing where no model was sampled at two temperatures.
  ///
  /// - Parameters:
  ///   - comparisons: Those at hand, so that none is worked out twice.
  ///   - measures: What the samples of a run tell; asked for runs of series alone.
  package static func sweeps(
    _ runs: [Run], _ comparisons: [Comparison], measures: (Run) -> RunMeasures?
  ) -> [ReportSection] {
    let all = RunSeries.all(of: runs, varying: .temperature)
    return all.compactMap(\.benchmark).uniqued().compactMap { benchmark in
      let series = all.filter { $0.benchmark == benchmark }
      return sweep(series, on: benchmark, comparisons, measures: measures)
    }
  }

  private static func sweep(
    _ series: [RunSeries], on benchmark: String, _ comparisons: [Comparison],
    measures: (Run) -> RunMeasures?
  ) -> ReportSection? {
    let sweeps = series.map { TemperatureSweep($0) }
    let names = series.map { $0.name(among: series) }
    let runs = series.flatMap(\.runs)
    var entropies: [String: SweepEntropy] = [:]
    for run in runs { entropies[run.id] = measures(run).map(SweepEntropy.init) }
    let k = series.map(\.commonN).filter { $0 > 0 }.min() ?? 1
    let table = TemperatureTable(
      sweeps, names: names, k: k, entropies: entropies,
      crossings: TemperatureTable.crossings(of: runs, known: comparisons))
    var sentences = zip(sweeps, names).flatMap { sweep, name in
      Set([1, k]).sorted().compactMap { sweep.sentence(at: $0, name: name) }
    }
    var tables = [table.table]
    for match in matches(series, entropies, k: k) {
      sentences +=
        [match.matchSentence] + [match.answer(at: k)].compactMap(\.self)
        + match.notes(at: k)
      tables.append(match.table(at: k))
    }
    return ReportSection(
      "temperature", title: "By temperature on \(benchmark)", sentences: sentences, tables: tables)
  }

  /// Each trained model against the base, from the temperature that most comparisons have.
  private static func matches(
    _ series: [RunSeries], _ entropies: [String: SweepEntropy], k: Int
  ) -> [EntropyMatch] {
    guard let base = series.first(where: { $0.role == .base }) else { return [] }
    return series.filter { $0.role != .base }.compactMap { other in
      let shared = base.values.filter { other.member(at: $0) != nil }
      let most = shared.max { first, second in
        let samples = [first, second].map { base.member(at: $0)?.run.totals.samples ?? 0 }
        return samples[0] != samples[1] ? samples[0] < samples[1] : first > second
      }
      guard let most, let baseline = base.member(at: most)?.run,
        let candidate = other.member(at: most)?.run
      else { return nil }
      do throws(EntropyMatchAbsence) {
        return try EntropyMatch(
          baseline: baseline, candidate: candidate, series: other, entropies: entropies,
          budgets: [k])
      } catch { return nil }
    }
  }
}
