import Statistics

/// The hard problems of a run, and whether their right answers rest on valid reasoning.
///
/// Hard is 0 < c/n < 5 %: there a right answer may be a lucky guess. See Yue et al.,
/// arXiv 2504.13837, section 3.1.
package struct HardProblems: Equatable, Sendable {
  /// A hard problem with what is known of its right answers.
  package struct Row: Equatable, Sendable {
    package let problem: String
    package let tally: ReasoningTally

    /// What its judgements come to.
    package var verdict: String {
      if tally.valid > 0 { return "valid" }
      if tally.judged == 0 { return "not judged" }
      return tally.unjudged > 0 ? "none valid so far" : "none valid"
    }
  }

  package let run: String
  /// By rising c, then in the order of the run.
  package let rows: [Row]
  package let validity: HardProblemValidity

  package init(_ run: Run, _ reasoning: MarkedReasoning) {
    self.run = run.id
    let judged = Dictionary(
      zip(reasoning.problems, reasoning.tallies), uniquingKeysWith: { first, _ in first })
    let found = run.problems.compactMap { result -> Row? in
      let own = ReasoningTally(n: result.tally.n, c: result.tally.c, valid: 0, judged: 0)
      // Judgements may cover fewer samples than the tally: what is hard is said by all of them.
      guard HardProblemValidity.isHard(own) else { return nil }
      return Row(problem: result.problem.id, tally: judged[result.problem.id] ?? own)
    }
    rows = found.enumerated().sorted {
      ($0.element.tally.c, $0.offset) < ($1.element.tally.c, $1.offset)
    }.map(\.element)
    validity = HardProblemValidity(counting: rows.map(\.tally))
  }

  /// The share of problems with valid reasoning among those judged, with Wilson's interval.
  package var interval: ClosedRange<Double>? {
    validity.counted == 0
      ? nil : WilsonInterval.bounds(successes: validity.valid, trials: validity.counted)
  }

  /// What the numbers say of a run that is called `name`.
  package func sentence(name: String) -> String {
    guard !rows.isEmpty else {
      return "\(name) has no hard problem: none is solved by fewer than one sample in twenty."
    }
    let hard = Format.count(rows.count, "hard problem")
    guard let ratio = validity.ratio, let interval else {
      return "None of the \(hard) of \(name) has a right answer whose reasoning was judged; "
        + "M deals them to be read, or let the evaluation write `cot_valid`."
    }
    let range =
      "\(Format.percent(ratio)), \(Format.fixed(interval.lowerBound * 100, 1)) to "
      + Format.percent(interval.upperBound)
    let rest = [
      validity.open > 0 ? "\(validity.open) may still turn out valid" : nil,
      validity.unknown > 0
        ? "\(validity.unknown) without a judgement \(validity.unknown == 1 ? "is" : "are") left out"
        : nil,
    ].compactMap(\.self)
    return
      "Of the \(hard) of \(name) (0 < c/n < 5 %) \(validity.counted) "
      + (validity.counted == 1 ? "has" : "have")
      + " a right answer that was judged, and \(validity.valid) of these one with valid reasoning "
      + "(\(range))"
      + (rest.isEmpty ? "." : "; " + rest.joined(separator: ", ") + ".")
  }
}
