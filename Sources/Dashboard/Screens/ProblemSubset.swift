/// Some problems of a benchmark, chosen elsewhere, that alone are to be listed.
package struct ProblemSubset: Equatable, Sendable {
  /// What they have in common, "baseline solves, candidate does not".
  package var title: String
  package var ids: Set<String>

  package init(title: String, ids: Set<String>) {
    self.title = title
    self.ids = ids
  }
}
