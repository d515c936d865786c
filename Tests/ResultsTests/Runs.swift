import Results

extension Run {
  /// A run with tallies by problem, `n` and `c`.
  static func made(
    _ id: String, _ tallies: [(String, Int, Int)], _ facts: [FactName: String] = [:]
  ) -> Run {
    Run(
      id: id, name: id, facts: Facts(facts, source: .file), files: [id + ".jsonl"],
      format: "kscope",
      problems: tallies.map { id, n, c in
        ProblemResult(
          problem: Problem(id: id), tally: Tally(n: n, c: c), samplesWithText: 0)
      })
  }
}
