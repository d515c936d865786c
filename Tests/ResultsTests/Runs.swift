import Results

extension Run {
  /// A run with tallies by problem, `n` and `c`.
  static func made(
    _ id: String, _ tallies: [(String, Int, Int)], _ facts: [FactName: String] = [:]
  ) -> Run {
    Run(
      id: id, name: id, facts: Facts(facts, source: .file), files: [id + ".jsonl"],
      format: "kscope",
      problems: ProblemResults(
        tallies.map { id, n, c in
          ProblemResult(
            problem: Problem(id: id), tally: Tally(n: n, c: c), samplesWithText: 0)
        }))
  }
}

extension Run {
  /// Describes one of its problems in another way.
  mutating func describe(_ place: Int, _ change: (inout Problem) -> Void) {
    var results = Array(problems)
    change(&results[place].problem)
    problems = ProblemResults(results)
  }
}

extension SourceFile {
  /// The same with something else about it.
  func with(
    root: Int? = nil, seeds: Bool? = nil, _ change: (inout FileContents) -> Void = { _ in }
  ) -> SourceFile {
    var contents = contents
    change(&contents)
    return SourceFile(
      path: path, fullPath: fullPath, root: root ?? self.root, rootName: rootName,
      contents: contents, conventions: conventions,
      hasSamplingSeeds: seeds ?? hasSamplingSeeds, modified: modified)
  }
}
