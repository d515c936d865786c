import Statistics

/// One of a run's sources, as the walk over its samples needs it.
package struct MeasureSource: Sendable {
  let part: FilePart
  let kind: FileKind

  package init(part: FilePart, kind: FileKind) {
    self.part = part
    self.kind = kind
  }
}

extension RunMeasures {
  /// Walks over all samples of a run; `nil` if it was cancelled.
  ///
  /// - Parameters:
  ///   - sources: What the run's sources are, in their order; `nil` for one that is gone.
  ///   - isCancelled: Asked after every few thousand samples.
  /// - Complexity: O(number of samples); 16 bytes a sample while it lasts.
  package init?(
    of run: Run, sources: [MeasureSource?], isCancelled: () -> Bool = { false }
  ) {
    var walk = MeasureWalk(run)
    for (number, source) in sources.enumerated() {
      guard let source else { continue }
      let omission = run.repeats.omissions[safe: number] ?? Repeats.Omission()
      guard !omission.isAll else { continue }
      walk.reserve(for: source)
    }
    walk.lay()
    for (number, source) in sources.enumerated() {
      guard let source else { continue }
      let omission = run.repeats.omissions[safe: number] ?? Repeats.Omission()
      guard !omission.isAll else { continue }
      guard walk.add(source, omission, isCancelled) else { return nil }
    }
    guard !isCancelled() else { return nil }
    self.init(problems: walk.problems)
  }
}

/// Gathers what the samples of a run tell, problem by problem.
struct MeasureWalk {
  private let rule: VerdictRule
  private let ids: [String]
  private let places: ProblemPlaces
  private var sums: [ProblemSums]
  /// What files of counts state, by problem.
  private var stated: [StatedSums]
  private var responses: VerdictGroups
  private var answers: VerdictGroups

  init(_ run: Run) {
    rule = run.rule
    ids = run.problems.list.map(\.id)
    places = ProblemPlaces(run)
    sums = Array(repeating: ProblemSums(), count: ids.count)
    stated = Array(repeating: StatedSums(), count: ids.count)
    responses = VerdictGroups(problems: ids.count)
    answers = VerdictGroups(problems: ids.count)
  }

  /// Makes room for the samples of a source.
  mutating func reserve(for source: MeasureSource) {
    let samples = source.part.samples
    guard source.kind == .samples, samples.responses > 0 || samples.answers > 0 else { return }
    for (index, place) in places.places(in: source.part).enumerated() {
      guard let place else { continue }
      let count = source.part.table.counts.total(of: index)
      if samples.responses > 0 { responses.reserve(count, at: place) }
      if samples.answers > 0 { answers.reserve(count, at: place) }
    }
  }

  mutating func lay() {
    responses.lay()
    answers.lay()
  }

  /// Adds what a source tells; whether it came to its end.
  mutating func add(
    _ source: MeasureSource, _ omission: Repeats.Omission, _ isCancelled: () -> Bool
  ) -> Bool {
    let places = places.places(in: source.part)
    if source.kind == .counts {
      for (sums, place) in zip(source.part.stated, places) {
        if let place { stated[place].add(sums) }
      }
      return true
    }
    return source.part.samples.walk { start, block in
      add(block, from: start, at: places, omission)
      return !isCancelled()
    }
  }

  private mutating func add(
    _ block: SampleBlock, from start: Int, at places: [Int?], _ omission: Repeats.Omission
  ) {
    let (isWhole, isPlain) = (omission.ranges.isEmpty, omission.verdicts.isEmpty)
    let (hasResponses, hasAnswers) = (!block.response.isEmpty, !block.answer.isEmpty)
    sums.withUnsafeMutableBufferPointer { sums in
      for index in 0..<block.count {
        guard let place = places[Int(block.problem[index])] else { continue }
        let ordinal = UInt32(start + index)
        if !isWhole, omission.omits(ordinal) { continue }
        var verdict = rule.verdict(of: block.grading(at: index))
        if !isPlain, let other = omission.verdicts[ordinal] { verdict = other }
        sums[place].add(block, index, verdict)
        if hasResponses { responses.add(block.response[index], verdict, at: place) }
        if hasAnswers { answers.add(UInt64(block.answer[index]), verdict, at: place) }
      }
    }
  }

  /// What was found, in the order of the run's problems.
  var problems: [ProblemMeasures] {
    var table = VerdictTable()
    let isJudged = sums.contains { $0.isJudged } || stated.contains { $0.reasoningTally != nil }
    let isFinished =
      sums.contains { $0.finished > 0 } || stated.contains { $0.truncationTally != nil }
    return ids.indices.map { place in
      let sums = sums[place]
      var problem = sums.measures(of: ids[place])
      problem.truncation = isFinished && sums.samples > 0 ? sums.truncation : nil
      problem.reasoning = isJudged && sums.samples > 0 ? sums.reasoning : nil
      if !responses.isEmpty {
        problem.distinct = table.distinct(responses.keys(at: place))
      }
      if !answers.isEmpty {
        let groups = table.group(answers.keys(at: place))
        let graded = groups.reduce(0) { $0 + $1.graded }
        let given = groups.reduce(0) { $0 + $1.samples }
        problem.answers = AnswerCounts(
          groups, unanswered: sums.samples - given, unansweredGraded: sums.n - graded)
      }
      problem.complete(with: stated[place])
      return problem
    }
  }
}

extension ProblemMeasures {
  /// Takes what a file of counts states for at least as many samples as were walked over.
  fileprivate mutating func complete(with stated: StatedSums) {
    func more(_ own: SampleSum, _ other: SampleSum) -> SampleSum {
      other.count > 0 && other.count >= own.count ? other : own
    }
    tokens = more(tokens, stated.tokens)
    correctTokens = more(correctTokens, stated.correctTokens)
    incorrectTokens = more(incorrectTokens, stated.incorrectTokens)
    entropy = more(entropy, stated.entropy)
    if let other = stated.truncationTally, other.n >= truncation?.n ?? 0 { truncation = other }
    if let other = stated.reasoningTally, other.n >= reasoning?.n ?? 0 { reasoning = other }
  }
}
