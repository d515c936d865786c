import Statistics

/// How two readers agree on the samples that both could tell of.
package struct ReaderAgreement: Equatable, Sendable {
  package let first: String
  package let second: String
  /// Valid, then invalid.
  package let kappa: CohensKappa
  /// Samples that both marked and at least one was unsure of; they count nowhere.
  package let unsure: Int

  package init(_ book: MarkBook, between first: String, and second: String) {
    var counts = [[0, 0], [0, 0]]
    var unsure = 0
    for sample in book.samples {
      guard let one = book.verdict(of: sample, by: first),
        let other = book.verdict(of: sample, by: second)
      else { continue }
      guard let row = Self.place(one), let column = Self.place(other) else {
        unsure += 1
        continue
      }
      counts[row][column] += 1
    }
    (self.first, self.second, self.unsure) = (first, second, unsure)
    kappa = CohensKappa(counts: counts)
  }

  /// Every two readers that have marked a sample in common, by name.
  package static func all(in book: MarkBook) -> [ReaderAgreement] {
    let readers = book.readers
    return readers.indices.flatMap { first in
      readers[(first + 1)...].map { ReaderAgreement(book, between: readers[first], and: $0) }
    }.filter { $0.kappa.n + $0.unsure > 0 }
  }

  private static func place(_ verdict: ReasoningVerdict) -> Int? {
    switch verdict {
    case .valid: 0
    case .invalid: 1
    case .unsure: nil
    }
  }
}
