import Statistics

/// Problems of one run, looked at again with the samples of other runs of the same model.
///
/// Yue et al., arXiv 2504.13837, appendix C.7, recheck so whether a problem that the base model
/// missed is beyond it or only needs a larger budget. Runs are merged that differ in how they
/// were sampled alone; a run of another training seed is another model, and never is.
package struct Recheck: Equatable, Sendable {
  /// A run that is merged.
  package struct Source: Equatable, Sendable {
    package let run: String
    /// How it was sampled, such as `T=1 n=1,024`.
    package let title: String
  }

  package struct Row: Equatable, Sendable {
    package let id: String
    /// In the run itself; `nil` without graded samples.
    package let own: TallyCounts.Key?
    /// In each source; `nil` where it lacks the problem.
    package let others: [TallyCounts.Key?]
    /// All of them added up.
    package let merged: TallyCounts.Key
  }

  package let run: String
  package let own: String
  package let sources: [Source]
  package let rows: [Row]

  /// Merges what other runs know of some problems.
  ///
  /// - Complexity: O(problems of the runs).
  package init(of run: Run, problems ids: [String], with others: [Run]) {
    let wanted = Set(ids)
    let own = Self.tallies(of: run, wanted)
    let found = others.map { Self.tallies(of: $0, wanted) }
    self.run = run.id
    self.own = Self.title(of: run)
    sources = others.map { Source(run: $0.id, title: Self.title(of: $0)) }
    rows = ids.map { id in
      let tallies = found.map { $0[id] }
      let all = [own[id]] + tallies
      let merged = all.compactMap(\.self).reduce(TallyCounts.Key(n: 0, c: 0)) {
        TallyCounts.Key(n: $0.n + $1.n, c: $0.c + $1.c)
      }
      return Row(id: id, own: own[id], others: tallies, merged: merged)
    }
  }

  private static func tallies(of run: Run, _ ids: Set<String>) -> [String: TallyCounts.Key] {
    let kept = run.problems.lazy.filter { $0.tally.n > 0 && ids.contains($0.problem.id) }
    return Dictionary(
      kept.map { ($0.problem.id, TallyCounts.Key(n: $0.tally.n, c: $0.tally.c)) }
    ) { first, _ in first }
  }

  private static func title(of run: Run) -> String {
    let settings = run.facts[.temperature].map { ["T=" + $0] } ?? []
    let (low, high) = (run.totals.nMin ?? 0, run.totals.nMax ?? 0)
    let n = low == high ? Format.count(low) : "\(Format.count(low)) to \(Format.count(high))"
    return (settings + ["n=\(n)"]).joined(separator: " ")
  }

  /// What may differ between runs that are merged: how they were sampled, and what they are called.
  private static let sampling: Set<FactName> = [
    .run, .temperature, .topP, .maxTokens, .samples, .seeds, .sourceHash,
  ]
  /// What must be the same even where one of them does not tell.
  private static let identity: [FactName] = [.model, .benchmark, .step, .seed, .role]

  /// The other runs of the same model on the same benchmark, in their order.
  ///
  /// None where the model is not known. A fact that one of two runs does not tell does not
  /// part them, unless it makes a checkpoint.
  package static func sources(for run: Run, in runs: [Run]) -> [Run] {
    guard run.facts[.model] != nil, run.benchmark != nil else { return [] }
    return runs.filter { other in
      other.id != run.id && other.rule == run.rule
        && identity.allSatisfy { other.facts[$0] == run.facts[$0] }
        && FactName.allCases.allSatisfy { name in
          guard !sampling.contains(name), let one = run.facts[name], let two = other.facts[name]
          else { return true }
          return one == two
        }
    }
  }

  /// Problems with a correct sample once all runs are merged.
  package var solved: Int { rows.filter { $0.merged.c > 0 }.count }
  /// Problems that only the other runs solve.
  package var gained: Int { rows.filter { ($0.own?.c ?? 0) == 0 && $0.merged.c > 0 }.count }
}
