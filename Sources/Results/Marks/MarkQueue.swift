import Statistics

/// The samples that a reader has still to judge: the correct ones of hard problems, where a right
/// answer may be a lucky guess.
package struct MarkQueue: Equatable, Sendable {
  package struct Item: Equatable, Sendable {
    package let reference: SampleReference
    /// The ids.
    package let run: String
    package let problem: String
    package let content: SampleContent
  }

  /// Equal responses to one problem come once.
  package private(set) var items: [Item] = []
  /// Whether the reader is not to know which run a sample is of: the runs then come mixed.
  package let isBlind: Bool

  /// - Parameters:
  ///   - reader: Whose marks are looked at: what this one marked, unsure or not, is left out.
  ///   - samples: The samples of a run's problem with what their marks hold on to.
  package init(
    _ runs: [Run], _ book: MarkBook, reader: String, isBlind: Bool,
    samples: (Run, String) -> [Sample]
  ) {
    self.isBlind = isBlind
    var seen: Set<SampleContent> = []
    for run in runs {
      for result in run.problems where Self.isHard(result.tally) {
        let problem = result.problem.id
        for sample in samples(run, problem) where sample.verdict == .correct {
          guard let content = sample.content, book.verdict(of: content, by: reader) == nil,
            seen.insert(content).inserted
          else { continue }
          items.append(
            Item(reference: sample.reference, run: run.id, problem: problem, content: content))
        }
      }
    }
    if isBlind { mix(for: reader) }
  }

  private static func isHard(_ tally: Tally) -> Bool {
    HardProblemValidity.isHard(ReasoningTally(n: tally.n, c: tally.c, valid: 0, judged: 0))
  }

  /// Puts problem by problem what the runs have, in an order that tells nothing of them: the same
  /// at each start, another one for another reader.
  private mutating func mix(for reader: String) {
    let salt = Scramble.of(reader)
    let keys = items.map { Scramble.mix(salt, $0.content.hash) }
    items = items.indices.sorted { first, second in
      let (one, other) = (items[first], items[second])
      if one.problem != other.problem {
        return NaturalOrder.precedes(one.problem, other.problem)
      }
      return (keys[first], first) < (keys[second], second)
    }.map { items[$0] }
  }
}
