/// What a reader says of the reasoning that led to a right answer.
package enum ReasoningVerdict: String, CaseIterable, Hashable, Sendable {
  case valid, invalid
  /// The reader looked and could not tell: it counts as not judged.
  case unsure
}
