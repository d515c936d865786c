/// The marks of all readers: of each reader the latest on a sample counts.
package struct MarkBook: Equatable, Sendable {
  /// By sample and reader; those that were taken back are there, too.
  private var latest: [SampleContent: [String: Mark]] = [:]

  package init() {}

  package init(_ marks: some Sequence<Mark>) {
    for mark in marks { add(mark) }
  }

  /// Takes a mark in; in which order marks come does not matter.
  package mutating func add(_ mark: Mark) {
    let known = latest[mark.sample]?[mark.reader]
    if let known, !known.precedes(mark) { return }
    latest[mark.sample, default: [:]][mark.reader] = mark
  }

  /// What readers say of a sample, by their names; what was taken back is left out.
  package func marks(of sample: SampleContent) -> [Mark] {
    (latest[sample] ?? [:]).values.filter { $0.verdict != nil }.sorted { $0.reader < $1.reader }
  }

  /// The last word of a reader on a sample, which may have been to take a mark back.
  package func last(of reader: String, on sample: SampleContent) -> Mark? {
    latest[sample]?[reader]
  }

  /// What a reader says of a sample; without a reader, what all say who could tell.
  ///
  /// - Returns: `nil` where nobody says anything; `.unsure` where readers contradict each other.
  package func verdict(
    of sample: SampleContent, by reader: String? = nil
  ) -> ReasoningVerdict? {
    if let reader { return latest[sample]?[reader]?.verdict }
    let said = (latest[sample] ?? [:]).values.compactMap(\.verdict)
    let sure = Set(said.filter { $0 != .unsure })
    return sure.count == 1 ? sure.first : said.isEmpty ? nil : .unsure
  }

  /// All marks that count, in the order of time; what was taken back is left out.
  package var marks: [Mark] {
    latest.values.flatMap(\.values).filter { $0.verdict != nil }.sorted { first, second in
      first.time != second.time
        ? first.time < second.time
        : (first.reader, first.sample.hash) < (second.reader, second.sample.hash)
    }
  }

  /// The samples with a mark that counts, in no order.
  package var samples: [SampleContent] {
    latest.filter { $0.value.values.contains { $0.verdict != nil } }.map(\.key)
  }

  /// Everyone who has a mark that counts, by name.
  package var readers: [String] { Set(marks.map(\.reader)).sorted() }

  /// The problems with a mark that counts.
  package var problems: Set<String> { Set(marks.map(\.problem)) }

  package var isEmpty: Bool {
    latest.values.allSatisfy { $0.values.allSatisfy { $0.verdict == nil } }
  }
}
