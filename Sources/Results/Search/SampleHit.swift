/// A sample whose text has what was looked for.
package struct SampleHit: Equatable, Sendable {
  package let reference: SampleReference
  package let verdict: Verdict
  /// The ids.
  package let run: String
  package let problem: String
  /// The places of the run in the query and of the problem in the run.
  package let rank: Rank
  /// The first place where it has it.
  package let match: TextMatch
  package let snippet: Snippet

  package init(
    reference: SampleReference, verdict: Verdict, run: String, problem: String, rank: Rank,
    match: TextMatch, snippet: Snippet
  ) {
    (self.reference, self.verdict) = (reference, verdict)
    (self.run, self.problem, self.rank) = (run, problem, rank)
    (self.match, self.snippet) = (match, snippet)
  }

  package struct Rank: Hashable, Sendable {
    package let run: Int
    package let problem: Int

    package init(run: Int, problem: Int) { (self.run, self.problem) = (run, problem) }
  }

  /// Whether it comes before another: by run, problem, file and place in the file.
  package func precedes(_ other: SampleHit) -> Bool {
    precedes(
      other.rank, other.reference.path, other.reference.offset, other.reference.element)
  }

  /// The same for the place of a sample whose match nobody has looked for.
  package func precedes(_ rank: Rank, _ path: String, _ offset: UInt64, _ element: Int) -> Bool {
    if self.rank != rank {
      return (self.rank.run, self.rank.problem) < (rank.run, rank.problem)
    }
    return reference.path == path
      ? (reference.offset, reference.element) < (offset, element) : reference.path < path
  }

  /// The line of a match, as much of it as a list shows.
  package struct Snippet: Equatable, Sendable {
    package let text: String
    /// Where in the snippet the match is, in bytes of UTF-8; it may be cut at the end.
    package let range: Range<Int>

    package init(text: String, range: Range<Int>) { (self.text, self.range) = (text, range) }
  }
}

/// A place in one of a sample's texts.
package struct TextMatch: Hashable, Sendable {
  package let field: SampleQuery.Field
  /// In bytes of the text as it reads, in UTF-8.
  package let range: Range<Int>

  package init(field: SampleQuery.Field, range: Range<Int>) {
    (self.field, self.range) = (field, range)
  }
}
