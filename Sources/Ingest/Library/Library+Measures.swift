import ResultIndex
import Results
import Watching

extension Library {
  /// What the samples of a run tell beside their verdicts.
  ///
  /// It walks over all of them, and fetches those that only the index has; call it on a thread that
  /// may wait. What was measured is remembered until something of the run changes.
  ///
  /// - Parameter isCancelled: Asked after every few thousand samples, on the calling thread.
  /// - Returns: `nil` if it was cancelled.
  package func measures(
    of run: Run, isCancelled: () -> Bool = { false }
  ) -> RunMeasures? {
    let sources = heldSources(of: run)
    let key = MeasureKey(run, sources)
    if let known = measured.find(key) { return known }
    let parts = sources.map { $0?.source }
    guard let made = RunMeasures(of: run, sources: parts, isCancelled: isCancelled) else {
      return nil
    }
    measured.keep(made, for: key)
    return made
  }

  /// The log-probabilities that the samples of a run have, under their own and other models.
  ///
  /// - Parameter isCancelled: Asked after every few thousand samples, on the calling thread.
  /// - Returns: `nil` if it was cancelled; a table without rows where samples have none.
  package func scores(of run: Run, isCancelled: () -> Bool = { false }) -> ScoreTable? {
    let parts = heldSources(of: run).map { $0?.source }
    return ScoreColumns(of: run, sources: parts, isCancelled: isCancelled).map {
      ScoreTable(file: run.id, facts: run.facts, rows: $0)
    }
  }

  private func heldSources(of run: Run) -> [HeldSource?] {
    monitor.look { state in
      run.sources.map { source in
        guard let entry = state.entries[source.path], let contents = entry.holding?.contents,
          contents.parts.indices.contains(source.part)
        else { return nil }
        return HeldSource(
          part: contents.parts[source.part], kind: contents.kind, stamp: entry.stamp)
      }
    }
  }
}

/// One of a run's sources as it is held, with what the system says of its file.
struct HeldSource {
  let part: FilePart
  let kind: FileKind
  let stamp: FileStamp?

  var source: MeasureSource { MeasureSource(part: part, kind: kind) }
}

/// What measures of a run depend on: equal where nothing of it has changed.
struct MeasureKey: Hashable {
  private let run: String
  private let rule: VerdictRule
  /// Two hashes over what is known of the sources: a run that grows is measured again and again, and
  /// may have thousands of them.
  private let sources: [Int]
  /// Whether copies may turn up yet.
  private let isPending: Bool
  private let totals: [Int]
  /// Of which problems the run is: it may be over some of those in its sources.
  private let problems: UInt64

  init(_ run: Run, _ held: [HeldSource?]) {
    self.run = run.id
    rule = run.rule
    isPending = run.repeats.isPending
    totals = [run.totals.samples, run.totals.correct, run.totals.ungraded, run.problems.count]
    problems = run.fingerprint
    sources = (0..<2).map { number in
      var hasher = Hasher()
      hasher.combine(number)
      for (place, held) in zip(run.sources, held) {
        hasher.combine(place)
        hasher.combine(held?.stamp)
        hasher.combine(held?.part.samples.sequence)
        hasher.combine(held?.part.samples.verdicts)
        hasher.combine(held?.part.table.identity)
        hasher.combine(held?.part.samples.count)
      }
      return hasher.finalize()
    }
  }
}
