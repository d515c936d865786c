/// How correct samples with unjudged reasoning are counted.
package enum UnjudgedReasoning: Hashable, Sendable, CaseIterable {
  /// As invalid: the lowest value that the missing judgements allow.
  case invalid
  /// As valid: the highest value that they allow.
  case valid
}
