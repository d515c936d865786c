import Statistics

/// How probable responses are under models: who scored, who wrote, over all problems or one.
package struct PerplexityReview: Equatable, Sendable {
  /// One box: the responses of one source under one scorer.
  package struct Box: Equatable, Sendable {
    package let scorer: String
    package let source: String
    package let summary: FiveNumberSummary
    package let perplexities: [Double]
    /// How many responses have none: no tokens, or no finite sum.
    package let leftOut: Int
    /// How many problems they are of.
    package let problems: Int
  }

  /// What a source's responses have beyond those of the scorer itself, under the same scorer.
  package struct Contrast: Equatable, Sendable {
    package let scorer: String
    package let source: String
    /// The source's median less the scorer's own, problem by problem, over shared problems.
    package let difference: ProblemMean
  }

  /// In natural order.
  package let problems: [String]
  /// By scorer and source, the base first; over all problems.
  package let boxes: [Box]
  package let contrasts: [Contrast]
  private let byProblem: [String: [Box]]

  /// - Complexity: O(number of rows · log number of rows).
  package init(_ scores: ScoreSet) {
    let ids = scores.problems
    problems = ids
    let perProblem = scores.boxesByProblem.mapValues { Self.ordered($0) }
    let counts = perProblem.values.joined().reduce(into: [[String]: Int]()) {
      $0[[$1.scorer, $1.source], default: 0] += 1
    }
    boxes = Self.ordered(scores.boxes()).map { row in
      Box(
        scorer: row.scorer, source: row.source, summary: row.summary,
        perplexities: row.perplexities, leftOut: row.leftOut,
        problems: counts[[row.scorer, row.source]] ?? 0)
    }
    byProblem = perProblem
    contrasts = Self.contrasts(boxes, ids.compactMap { perProblem[$0] })
  }

  /// The boxes of one problem; of all where it has none.
  package func boxes(of problem: String?) -> [Box] {
    problem.flatMap { byProblem[$0] } ?? boxes
  }

  package func has(_ problem: String) -> Bool { byProblem[problem] != nil }

  package var scorers: [String] { boxes.map(\.scorer).uniqued() }
  package var sources: [String] {
    boxes.map(\.source).uniqued().sorted { Self.precedes($0, $1) }
  }

  package func box(scorer: String, source: String, of problem: String? = nil) -> Box? {
    boxes(of: problem).first { $0.scorer == scorer && $0.source == source }
  }

  private static func ordered(_ scores: CrossScores) -> [Box] {
    scores.rows.compactMap { row in
      row.summary.map {
        Box(
          scorer: row.scorer, source: row.source, summary: $0, perplexities: row.perplexities,
          leftOut: row.leftOut, problems: 1)
      }
    }.sorted { first, second in
      first.scorer != second.scorer
        ? precedes(first.scorer, second.scorer) : precedes(first.source, second.source)
    }
  }

  /// Roles in the order base, rl, instruct, distill, teacher; then other names.
  private static func precedes(_ first: String, _ second: String) -> Bool {
    let roles = ModelRole.allCases.map(\.rawValue)
    let places = [first, second].map { roles.firstIndex(of: $0) ?? roles.count }
    return places[0] != places[1] ? places[0] < places[1] : NaturalOrder.precedes(first, second)
  }

  private static func contrasts(_ boxes: [Box], _ problems: [[Box]]) -> [Contrast] {
    boxes.filter { $0.scorer != $0.source }.compactMap { box in
      let differences = problems.compactMap { rows -> Double? in
        guard let own = rows.first(where: { $0.scorer == box.scorer && $0.source == box.scorer }),
          let other = rows.first(where: { $0.scorer == box.scorer && $0.source == box.source })
        else { return nil }
        return other.summary.median - own.summary.median
      }
      return ProblemMean(differences).map {
        Contrast(scorer: box.scorer, source: box.source, difference: $0)
      }
    }
  }
}
