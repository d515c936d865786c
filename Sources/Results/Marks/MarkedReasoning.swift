import Statistics

/// What marks say of the reasoning behind a run's correct samples.
///
/// A mark goes before what the sample's file says; an unsure one, and readers that contradict each
/// other, leave a sample unjudged.
package struct MarkedReasoning: Equatable, Sendable {
  /// The ids of the problems of the run with a graded sample, in its order.
  package private(set) var problems: [String] = []
  /// What is known of each of them.
  package private(set) var tallies: [ReasoningTally] = []
  /// Hard problems with marks of which all say unsure: `validity` leaves them out as unknown.
  package private(set) var unsure = 0

  /// - Parameters:
  ///   - reader: Whose marks count; `nil` for what all readers agree on.
  ///   - samples: The samples of a problem with what their marks hold on to; asked of marked
  ///     problems alone.
  ///   - stated: What files say of problems without marks, by the ids.
  package init(
    of run: Run, _ book: MarkBook, by reader: String? = nil,
    stated: [String: ReasoningTally] = [:], samples: (String) -> [Sample]
  ) {
    let marked = book.problems
    for result in run.problems where result.tally.n > 0 {
      let id = result.problem.id
      problems.append(id)
      guard marked.contains(id) else {
        tallies.append(
          stated[id] ?? ReasoningTally(n: result.tally.n, c: result.tally.c, valid: 0, judged: 0))
        continue
      }
      let all = samples(id)
      let tally = ReasoningTally(all, book, by: reader)
      tallies.append(tally)
      let hasMarks = all.contains { sample in
        sample.content.flatMap { book.verdict(of: $0, by: reader) } != nil
      }
      if hasMarks, tally.judged == 0, HardProblemValidity.isHard(tally) { unsure += 1 }
    }
  }

  /// The hard problems with a correct answer by valid reasoning, of those judged.
  package var validity: HardProblemValidity { HardProblemValidity(of: tallies) }

  /// The 95 % interval of their share; `nil` where none is judged.
  package var validityInterval: ClosedRange<Double>? {
    WilsonInterval.bounds(successes: validity.valid, trials: validity.counted)
  }

  /// CoT-pass@k at some budgets, with the values that missing judgements allow.
  package func coTPassAtK(at budgets: [Int]) -> [MetricPoint] {
    CurveMetric.reasoning(of: tallies, at: budgets)
  }
}

extension ReasoningTally {
  /// Counts the samples of one problem.
  package init(_ samples: [Sample], _ book: MarkBook, by reader: String? = nil) {
    var (n, c, valid, judged) = (0, 0, 0, 0)
    for sample in samples where sample.verdict != .ungraded {
      n += 1
      guard sample.verdict == .correct else { continue }
      c += 1
      guard let isValid = book.isReasoningValid(sample, by: reader) else { continue }
      judged += 1
      if isValid { valid += 1 }
    }
    self.init(n: n, c: c, valid: valid, judged: judged)
  }
}

extension MarkBook {
  /// Whether a sample's reasoning is valid, by its marks or else by its file; `nil` if nobody can
  /// tell.
  package func isReasoningValid(_ sample: Sample, by reader: String? = nil) -> Bool? {
    guard let mark = sample.content.flatMap({ verdict(of: $0, by: reader) }) else {
      return sample.isReasoningValid
    }
    switch mark {
    case .valid: return true
    case .invalid: return false
    case .unsure: return nil
    }
  }
}
