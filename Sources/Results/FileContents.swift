/// A line set aside, with its reason.
package struct Reject: Equatable, Sendable {
  /// The line, from 1; for a document the number of the record; 0 for the whole file.
  package let line: Int
  package let reason: String

  package init(line: Int, reason: String) {
    self.line = line
    self.reason = reason
  }
}

/// A problem as a file describes it.
package struct Problem: Equatable, Sendable {
  /// What tells it from others of its benchmark, stable between runs.
  package let id: String
  /// Whether the id is a hash of the prompt, for want of an id that is stable.
  package var isHashed = false
  /// The start of its prompt, for lists; empty where the file has none.
  package var title = ""
  package var group: String?
  package var level: String?
  package var subject: String?
  package var date: String?
  /// The accuracy without a chain of thought, in 0...1.
  package var directAnswer: Double?

  package init(id: String) { self.id = id }
}

/// The samples of a file that share the facts their records state.
///
/// Most files have one part; a file of mixed benchmarks has one for each.
package struct FilePart: Equatable, Sendable {
  package let facts: Facts
  package var table = ProblemTable()
  package var samples = SampleColumns()
  /// What a file of counts states beside them, by problem; empty where it states nothing.
  package internal(set) var stated: [StatedSums] = []
  /// Which of several verdicts of each sample these are; `nil` where there is one.
  package let metric: String?
  /// Whether any score is below 0, which makes scores above 0 right.
  package var hasNegativeScore = false
  /// Whether any score that decides alone is neither 0 nor ±1: what is right is a choice then.
  package var hasPartialScore = false

  package init(facts: Facts, metric: String? = nil) {
    self.facts = facts
    self.metric = metric
  }

  /// Whether it has more in memory than it must.
  fileprivate var isOpen: Bool { samples.isOpen || table.isOpen }

  /// Adds what a line of counts states of a problem beside its tally.
  package mutating func state(_ sums: StatedSums, of problem: UInt32) {
    guard sums != StatedSums() else { return }
    while stated.count < table.problems.count { stated.append(StatedSums()) }
    stated[Int(problem)].add(sums)
  }

  /// Whether what is counted of each problem tells its tally by a rule.
  ///
  /// Counts by class of score cannot tell on which side of another threshold one lies.
  func isCounted(by rule: VerdictRule) -> Bool { rule.threshold == nil || samples.count == 0 }

  /// The tally of each problem by a rule.
  package func tallies(by rule: VerdictRule) -> [Tally] {
    var tallies = table.counts.tallies(by: rule)
    guard !isCounted(by: rule) else { return tallies }
    for (index, counts) in samples.counts(by: rule, problems: tallies.count).enumerated() {
      (tallies[index].n, tallies[index].c) = (counts.correct + counts.incorrect, counts.correct)
      tallies[index].ungraded = counts.ungraded
    }
    return tallies
  }

  /// The rule that the part's own scores ask for.
  package var rule: VerdictRule {
    let agreement = table.counts.agreement
    // Statements that contradict scores in many rows belong to other rows: such files exist.
    let isMisaligned = agreement.disagreeing > max(3, agreement.both / 20)
    return VerdictRule(
      prefersStatement: !(isMisaligned && hasNegativeScore), isPositiveRight: hasNegativeScore)
  }
}

/// A row of a training log.
package struct TrainingRow: Equatable, Sendable {
  package let step: Int
  /// The numbers of the row by their names; those that are no finite number are absent.
  package let values: [String: Double]

  package init(step: Int, values: [String: Double]) {
    self.step = step
    self.values = values
  }
}

/// What kind of file it is.
package enum FileKind: Equatable, Sendable {
  /// One or more samples a record.
  case samples
  /// Tallies of problems, without samples.
  case counts
  /// Facts of the run beside it.
  case sidecar
  /// A row a training step.
  case trainingLog
  /// Log-probabilities of responses under several models.
  case scores
  /// The problems of a benchmark.
  case problems
  /// A summary that belongs to a sample file.
  case summary
  /// Published curves.
  case references
}

/// What reading a file has produced so far: a function of its bytes alone.
package struct FileContents: Equatable, Sendable {
  package var format: String
  package var kind: FileKind
  package var parts: [FilePart] = []
  /// The rows of a training log, in the order of the file.
  package var training: [TrainingRow] = []
  /// The rows of a file of log-probabilities.
  package var scores = ScoreColumns()
  /// The curves of a publication, in the order of their first rows.
  package var references: [ReferenceCurve] = []
  package var rejects: [Reject] = []
  /// Rejects beyond those kept.
  package var furtherRejects = 0
  /// Records read, rejects included.
  package var records = 0
  /// Which keys of the file stand for what, where the reader had to find out.
  package var mapping: [String: String] = [:]
  /// The facts of a sidecar.
  package var facts = Facts()
  /// The figures that the file states of samples.
  package var figures: [StatedFigure] = []
  /// The bytes of a last line that has no end yet.
  package var waiting = 0
  /// The number of that line.
  package var waitingLine = 0
  /// Why its evaluation is not whole; `nil` where it is, and where the file does not tell.
  package var unfinished: Unfinished?
  /// Records that are not wholly UTF-8; the bytes that are not are shown as replaced.
  package var repairedRecords = 0

  package init(format: String, kind: FileKind) {
    self.format = format
    self.kind = kind
  }

  /// The most rejects kept for one file; those beyond are counted.
  package static let rejectLimit = 1000

  package mutating func reject(line: Int, _ reason: String) {
    if rejects.count < Self.rejectLimit {
      rejects.append(Reject(line: line, reason: reason))
    } else {
      furtherRejects += 1
    }
  }

  /// Puts all samples in as few bytes as they take; more can be added.
  package mutating func pack() {
    // Asked of contents that others share, and before the loop, which would copy all parts ahead of
    // its first round: what is packed already must not be copied.
    guard parts.contains(where: \.isOpen) else { return }
    for index in parts.indices where parts[index].isOpen {
      parts[index].samples.pack()
      parts[index].table.settle()
    }
  }

  package var samples: Int {
    parts.reduce(0) { $0 + $1.table.counts.total }
  }

  /// Whether no samples turned out to be lost.
  package var isWhole: Bool { parts.allSatisfy(\.samples.isWhole) }

  /// Fetches all samples that are kept elsewhere, to see whether they can be.
  package func canBeFetched() -> Bool { parts.allSatisfy { $0.samples.canBeFetched() } }

  /// Whether other contents of the same file are these, as they were before it grew.
  package func begins(with first: FileContents) -> Bool {
    format == first.format && kind == first.kind && first.parts.count <= parts.count
      && zip(parts, first.parts).allSatisfy { part, first in
        part.facts == first.facts && part.metric == first.metric
          && part.samples.begins(with: first.samples)
      }
  }
}
