/// Which problems of all runs count: the others are as if they had never been sampled.
package struct Restriction: Equatable, Sendable {
  /// What is left out, by benchmark.
  package var excluded: [String: Set<String>] = [:]
  /// What alone is left in, by benchmark; other benchmarks keep all of theirs.
  package var only: [String: Set<String>] = [:]

  package init() {}

  package var isEmpty: Bool { excluded.isEmpty && only.isEmpty }

  /// The run over the problems that count; the run itself where that is all of them.
  package func restrict(_ run: Run) -> Run {
    let benchmark = run.benchmark ?? ""
    let (without, kept) = (excluded[benchmark], only[benchmark])
    guard without != nil || kept != nil else { return run }
    return run.restricted { id in
      !(without?.contains(id) ?? false) && (kept?.contains(id) ?? true)
    }
  }
}

extension Run {
  /// The run over these problems alone.
  package func restricted(to ids: Set<String>) -> Run { restricted { ids.contains($0) } }

  /// Its curves and sums are of these problems; what its writers state is of all and left out.
  func restricted(_ counts: (_ id: String) -> Bool) -> Run {
    let kept = problems.filter { counts($0.problem.id) }
    guard kept.count < problems.count else { return self }
    var run = Run(
      id: id, name: name, facts: facts, files: files, format: format,
      problems: ProblemResults(kept),
      rule: rule, lastChange: lastChange, sources: sources)
    run.metrics = metrics
    run.metric = metric
    run.hasPartialScores = hasPartialScores
    run.unfinished = unfinished
    run.repeats = repeats
    run.rate = rate
    run.fingerprint = kept.reduce(run.fingerprint) { Scramble.mix($0, Scramble.of($1.problem.id)) }
    return run
  }
}
