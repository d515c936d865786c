import Statistics

/// What all readers say together: how much, how they agree, what it means for some runs, and what
/// one of them has still to judge.
package struct MarksReport: Equatable, Sendable {
  /// How many samples a reader has marked.
  package struct Reader: Equatable, Sendable {
    package let name: String
    package private(set) var valid = 0
    package private(set) var invalid = 0
    package private(set) var unsure = 0

    package var marks: Int { valid + invalid + unsure }

    init(_ name: String, _ marks: [Mark]) {
      self.name = name
      for mark in marks where mark.reader == name {
        switch mark.verdict {
        case .valid: valid += 1
        case .invalid: invalid += 1
        case .unsure: unsure += 1
        case nil: break
        }
      }
    }
  }

  /// The reasoning of a run's correct samples, and of its hard problems.
  package struct RunReasoning: Equatable, Sendable {
    package let run: String
    package let reasoning: MarkedReasoning
    package let hard: HardProblems
  }

  package let readers: [Reader]
  package let agreements: [ReaderAgreement]
  package let runs: [RunReasoning]
  package let queue: MarkQueue

  /// - Parameters:
  ///   - reader: Whose queue it is.
  ///   - reasoning: What is known of a run.
  ///   - samples: The samples of a run's problem with what the marks of correct ones hold on to.
  package init(
    _ runs: [Run], _ book: MarkBook, reader: String, isBlind: Bool,
    reasoning: (Run) -> MarkedReasoning?, samples: (Run, String) -> [Sample]
  ) {
    let marks = book.marks
    readers = book.readers.map { Reader($0, marks) }
    agreements = ReaderAgreement.all(in: book)
    self.runs = runs.compactMap { run in
      reasoning(run).map {
        RunReasoning(run: run.id, reasoning: $0, hard: HardProblems(run, $0))
      }
    }
    queue = MarkQueue(runs, book, reader: reader, isBlind: isBlind, samples: samples)
  }
}

extension ReaderAgreement {
  /// How the two agree, in a sentence.
  package var sentence: String {
    let both = "\(first) and \(second)"
    let rest =
      unsure > 0 ? "; \(Format.count(unsure, "sample")) of which one is unsure left out" : ""
    guard kappa.n > 0 else { return "\(both) have no sure mark on the same sample\(rest)." }
    let agreed = "\(both) agree on \(kappa.agreeing) of \(Format.count(kappa.n, "sample"))"
    guard let value = kappa.value else {
      return agreed + " and say the same of all, so that κ is not defined\(rest)."
    }
    let interval = kappa.interval().map {
      ", \(Format.fixed($0.lowerBound, 2)) to \(Format.fixed($0.upperBound, 2))"
    }
    return agreed + " (Cohen's κ \(Format.fixed(value, 2))\(interval ?? ""))\(rest)."
  }
}
