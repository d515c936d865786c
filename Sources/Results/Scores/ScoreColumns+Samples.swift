import Statistics

extension ScoreColumns {
  /// What the samples of a run tell of themselves: their own log-probabilities, and those under
  /// several models; `nil` if it was cancelled.
  ///
  /// Who wrote them is the run's role, else its model, else its name; the scorer of their own
  /// log-probabilities, and one that is called `self`, is called the same.
  ///
  /// - Parameters:
  ///   - sources: What the run's sources are, in their order; `nil` for one that is gone.
  ///   - isCancelled: Asked after every few thousand samples.
  package init?(
    of run: Run, sources: [MeasureSource?], isCancelled: () -> Bool = { false }
  ) {
    self.init()
    let author = run.facts[.role] ?? run.facts[.model] ?? run.name
    var row = Row(problem: "", scorer: author, logProbability: 0)
    row.source = run.facts[.role]
    row.sourceModel = run.facts[.model] ?? run.name
    row.step = run.facts.integer(.step)
    for (number, source) in sources.enumerated() {
      guard let source, source.kind == .samples else { continue }
      let omission = run.repeats.omissions[safe: number] ?? Repeats.Omission()
      guard !omission.isAll else { continue }
      guard add(source.part, omission, row, run.rule, isCancelled) else { return nil }
    }
  }

  /// Adds the samples of a part; whether it came to its end.
  private mutating func add(
    _ part: FilePart, _ omission: Repeats.Omission, _ template: Row, _ rule: VerdictRule,
    _ isCancelled: () -> Bool
  ) -> Bool {
    let table = part.table
    let representatives = table.representatives
    let scorers = part.samples.scorers
    return part.samples.walk { start, block in
      guard !block.logProbability.isEmpty || !block.sums.isEmpty else { return !isCancelled() }
      for index in 0..<block.count {
        let ordinal = UInt32(start + index)
        guard !omission.omits(ordinal) else { continue }
        let problem = block.problem[index]
        var row = template
        row.problem = table.problems[Int(representatives?[Int(problem)] ?? problem)].id
        let verdict = omission.verdicts[ordinal] ?? rule.verdict(of: block.grading(at: index))
        row.isCorrect = verdict == .ungraded ? nil : verdict == .correct
        append(block.sample(index, scorers), as: row)
      }
      return !isCancelled()
    }
  }

  private mutating func append(_ sample: SampleRecord, as template: Row) {
    var row = template
    let own = "self"
    for score in sample.logProbabilities {
      row.scorer = score.scorer == own ? template.scorer : score.scorer
      row.logProbability = score.sum
      row.tokens = score.tokens ?? sample.tokens
      append(row)
    }
    guard let sum = sample.logProbability,
      !sample.logProbabilities.contains(where: { $0.scorer == own || $0.scorer == template.scorer })
    else { return }
    row.scorer = template.scorer
    row.logProbability = sum
    row.tokens = sample.tokens
    append(row)
  }
}
