/// What takes a pass over all that a model wrote and nobody waits for when a text opens.
package struct TextFindings: Equatable, Sendable {
  /// How often words of reflection stand there, the most frequent first.
  package let remarks: [RemarkCount]
  /// What repeats itself, in order.
  package let loops: [Repetition]

  package init(_ text: ReaderText) {
    let response = text.response ?? 0..<0
    remarks = Remark.counts(in: text.bytes, response)
    loops = Repetition.all(in: text.bytes, response)
  }

  /// Those of which some bytes lie in a range.
  package func loops(in range: Range<Int>) -> ArraySlice<Repetition> {
    loops[loops.firstPlace { $0.range.upperBound > range.lowerBound }...]
      .prefix { $0.range.lowerBound < range.upperBound }
  }
}
