/// Problems that a model sometimes gets right without reasoning, so that many samples solve them
/// by luck: accuracy above 0 and below 5 % in direct answers.
///
/// The filter of Yue et al., arXiv 2504.13837, appendix C.2 and figure 13.
package struct GuessableProblems: Equatable, Sendable {
  /// The ids by benchmark; the name of one that is not known is empty.
  package private(set) var ids: [String: Set<String>] = [:]
  /// The runs whose direct answers were taken.
  package private(set) var sources: [String] = []

  /// What the problems themselves tell, and what runs of direct answers do.
  package init(_ runs: [Run]) {
    for run in runs {
      let isDirect = Self.isDirect(run)
      var isSource = false
      for result in run.problems {
        guard let (benchmark, isGuessable) = Self.judge(result, run, isDirect) else { continue }
        isSource = true
        if isGuessable { ids[benchmark, default: []].insert(result.problem.id) }
      }
      if isSource { sources.append(run.id) }
    }
  }

  package var count: Int { ids.values.reduce(0) { $0 + $1.count } }

  private static func judge(
    _ result: ProblemResult, _ run: Run, _ isDirect: Bool
  ) -> (benchmark: String, isGuessable: Bool)? {
    let benchmark = run.benchmark ?? ""
    if let share = result.problem.directAnswer { return (benchmark, share > 0 && share < 0.05) }
    guard isDirect, result.tally.n > 0 else { return nil }
    return (benchmark, result.tally.c > 0 && 20 * result.tally.c < result.tally.n)
  }

  /// Whether a run's samples are answers without reasoning, as its name, model or prompt says.
  package static func isDirect(_ run: Run) -> Bool {
    let names = [run.facts[.run], run.facts[.model], run.facts[.promptTemplate], run.name]
    return names.compactMap { $0?.lowercased() }.contains { name in
      name.split { !$0.isLetter }.contains { $0 == "direct" }
    }
  }
}
