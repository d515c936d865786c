extension ReportSection {
  /// The checkpoints of every training, and checkpoints ranked by algorithm.
  package static func training(_ snapshot: Snapshot) -> [ReportSection] {
    let published = PublishedRun.all(of: snapshot.references)
    return [steps(snapshot, published), algorithms(snapshot, published)].compactMap(\.self)
  }

  /// Each training at the largest k that all its checkpoints have.
  private static func steps(_ snapshot: Snapshot, _ published: [PublishedRun]) -> ReportSection? {
    let origins = Origins(snapshot.runs)
    let trainings = TrainingSteps.series(of: snapshot.runs).map { series in
      TrainingSteps(series, baseline: series.runs.first.flatMap(origins.baseline))
    }
    let names = trainings.map(\.series)
    let sentences = trainings.map { training in
      let benchmark = training.series.benchmark.map { " on \($0)" } ?? ""
      let sentence = training.sentence(at: max(1, training.commonN))
      return "\(training.series.name(among: names))\(benchmark): "
        + sentence.prefix(1).lowercased() + sentence.dropFirst()
    }
    let printed = PublishedSteps.all(of: published).filter { $0.steps.count > 1 }
    return ReportSection(
      "steps", title: "By training step", sentences: sentences,
      tables: trainings.map { TrainingSteps.table([$0], at: max(1, $0.commonN)) }
        + printed.map { PublishedSteps.table([$0], at: $0.largestBudget) })
  }

  private static func algorithms(
    _ snapshot: Snapshot, _ published: [PublishedRun]
  ) -> ReportSection? {
    guard Ranking.facts(of: snapshot.runs, published: published).contains(.algorithm) else {
      return nil
    }
    let ranking = Ranking(snapshot.runs, published: published, by: .algorithm)
      .sorted(by: .gap, in: 0)
    return ReportSection(
      "algorithms", title: "By algorithm", sentences: ranking.sentences(.gap),
      tables: [ranking.table])
  }
}
