/// What is looked for in the tallies and responses of one run.
package enum RunCheck {
  /// The tally of one problem as a file gives it, possible or not.
  package struct Tally: Equatable, Sendable {
    package let problem: String
    package let n: Int
    package let c: Int

    package init(problem: String, n: Int, c: Int) {
      self.problem = problem
      self.n = n
      self.c = c
    }
  }

  /// The tallies that cannot be, in their order.
  package static func impossibleTallies(_ tallies: [Tally], run: String) -> [IntegrityFinding] {
    tallies.filter { $0.c < 0 || $0.c > $0.n }.map {
      .impossibleTally(run: run, problem: $0.problem, n: $0.n, c: $0.c)
    }
  }

  /// Whether each problem has two samples or more and is solved always or never.
  ///
  /// A run without any success, or without any failure, is no finding: the benchmark may
  /// just be too hard or too easy for the model.
  package static func allOrNothing(_ tallies: TallyCounts, run: String) -> IntegrityFinding? {
    let keys = tallies.problems.keys
    guard keys.allSatisfy({ $0.n >= 2 && ($0.c == 0 || $0.c == $0.n) }) else { return nil }
    guard keys.contains(where: { $0.c == 0 }), keys.contains(where: { $0.c > 0 }) else {
      return nil
    }
    return .allOrNothing(run: run, problems: tallies.problems.values.reduce(0, +))
  }

  /// Whether each problem has two samples or more and all of them are one response.
  ///
  /// - Parameter responses: For each problem, a hash of each of its responses.
  package static func oneResponse(_ responses: [[UInt64]], run: String) -> IntegrityFinding? {
    let problems = responses.filter { !$0.isEmpty }
    guard !problems.isEmpty else { return nil }
    let isRepeated = problems.allSatisfy { problem in
      problem.count >= 2 && problem.allSatisfy { $0 == problem[0] }
    }
    return isRepeated ? .oneResponse(run: run, problems: problems.count) : nil
  }

  /// Whether any sample repeats an earlier one of its problem.
  ///
  /// - Parameter responses: For each problem, a hash of each of its responses.
  package static func repeatedSamples(_ responses: [[UInt64]], run: String) -> IntegrityFinding? {
    guard let repeats = SampleRepeats(responses), repeats.repeated > 0 else { return nil }
    return .repeatedSamples(run: run, repeats)
  }
}
