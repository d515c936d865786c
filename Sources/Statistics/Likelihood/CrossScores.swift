/// The perplexities of responses by who scored and who wrote them.
///
/// The boxes of Yue et al., arXiv 2504.13837, figure 6: whether the base model finds
/// the answers of the tuned one likely.
package struct CrossScores: Equatable, Sendable {
  /// One box: the responses of one source under one scorer.
  package struct Row: Equatable, Sendable {
    package let scorer: String
    package let source: String
    /// The summary of the perplexities; `nil` where no response has one.
    package let summary: FiveNumberSummary?
    /// The perplexities themselves, in the order of the responses.
    package let perplexities: [Double]
    /// How many responses have no perplexity: no tokens, or no finite sum.
    package let leftOut: Int
  }

  private struct Key: Hashable {
    let scorer: String
    let source: String
  }

  /// The pairs that occur, in order of first appearance.
  package let rows: [Row]

  package init(_ scores: some Sequence<ResponseScore>) {
    var groups = OrderedGroups<Key, Double?>()
    for score in scores {
      groups.add(score.perplexity, to: Key(scorer: score.scorer, source: score.source))
    }
    rows = zip(groups.keys, groups.members).map { key, perplexities in
      let known = perplexities.compactMap(\.self)
      return Row(
        scorer: key.scorer, source: key.source, summary: FiveNumberSummary(known),
        perplexities: known, leftOut: perplexities.count - known.count)
    }
  }

  /// The summary of a pair, or `nil` where it does not occur.
  package func summary(scorer: String, source: String) -> FiveNumberSummary? {
    rows.first { $0.scorer == scorer && $0.source == source }?.summary
  }
}
