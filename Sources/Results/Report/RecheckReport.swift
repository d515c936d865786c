import Statistics

/// Problems that one run solves and another does not, with further samples of the latter's model.
package struct RecheckReport: Equatable, Sendable, Encodable {
  /// The list: `baseline_only` or `candidate_only`.
  package let list: String
  /// The run that does not solve the problems by itself.
  package let run: String
  /// The runs whose samples are added to its own.
  package let merged: [String]
  package let problems: [Tally]
  /// What came of it, in words.
  let sentences: [String]

  /// Merged counts of one problem.
  package struct Tally: Equatable, Sendable, Encodable {
    package let id: String
    package let n: Int
    package let c: Int
  }

  private enum CodingKeys: String, CodingKey { case list, run, merged, problems }

  /// One for each list that there is something to recheck with.
  static func all(of comparison: Comparison, among runs: [Run]) -> [RecheckReport] {
    guard let lists = comparison.lists else { return [] }
    let sides: [(CoverageCell, [String], Run, String)] = [
      (.candidateOnly, lists.candidateOnly, comparison.baseline, "the baseline"),
      (.baselineOnly, lists.baselineOnly, comparison.candidate, "the candidate"),
    ]
    return sides.compactMap { cell, ids, run, name in
      let sources = Recheck.sources(for: run, in: runs)
      guard !ids.isEmpty, !sources.isEmpty else { return nil }
      let recheck = Recheck(of: run, problems: ids, with: sources)
      return RecheckReport(
        list: cell.rawValue, run: run.id, merged: sources.map(\.id),
        problems: recheck.rows.map { Tally(id: $0.id, n: $0.merged.n, c: $0.merged.c) },
        sentences: recheck.sentences(name: name).map { "\(cell.title), rechecked: \($0)" })
    }
  }
}
