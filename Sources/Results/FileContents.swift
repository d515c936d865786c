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

/// The problems of a part of a file and how their samples are graded.
package struct ProblemTable: Equatable, Sendable {
  package private(set) var problems: [Problem] = []
  package private(set) var gradings: [GradingCounts] = []
  /// Samples cut at the token limit, and samples that say why they ended.
  package private(set) var truncated: [UInt32] = []
  package private(set) var finished: [UInt32] = []
  private var indexes: [UInt64: UInt32] = [:]

  package init() {}

  /// The index of the problem with a key, made on first sight.
  ///
  /// - Parameter key: A 64-bit hash of what identifies the problem.
  package mutating func index(of key: UInt64, make: () -> Problem) -> UInt32 {
    if let index = indexes[key] { return index }
    let index = UInt32(problems.count)
    indexes[key] = index
    problems.append(make())
    gradings.append(GradingCounts())
    truncated.append(0)
    finished.append(0)
    return index
  }

  package mutating func count(_ sample: SampleRecord) {
    let index = Int(sample.problem)
    gradings[index].add(sample.grading)
    if sample.finish != .unknown { finished[index] += 1 }
    if sample.finish == .length { truncated[index] += 1 }
  }

  /// Counts samples that a file holds as numbers only.
  package mutating func count(
    problem: UInt32, correct: Int, incorrect: Int, truncated cut: Int?
  ) {
    let index = Int(problem)
    gradings[index].add(Grading(stated: true), times: correct)
    gradings[index].add(Grading(stated: false), times: incorrect)
    guard let cut else { return }
    truncated[index] += UInt32(clamping: cut)
    finished[index] += UInt32(clamping: correct + incorrect)
  }
}

/// The samples of a file that share the facts their records state.
///
/// Most files have one part; a file of mixed benchmarks has one for each.
package struct FilePart: Equatable, Sendable {
  package let facts: Facts
  package var table = ProblemTable()
  package var samples = SampleColumns()
  /// Whether any score is below 0, which makes scores above 0 right.
  package var hasNegativeScore = false

  package init(facts: Facts) { self.facts = facts }

  /// The rule that the part's own scores ask for.
  package var rule: VerdictRule {
    var agreement = (both: 0, disagreeing: 0)
    for grading in table.gradings {
      let one = grading.agreement
      agreement = (agreement.both + one.both, agreement.disagreeing + one.disagreeing)
    }
    // Statements that contradict scores in many rows belong to other rows: such files exist.
    let isMisaligned = agreement.disagreeing > max(3, agreement.both / 20)
    return VerdictRule(
      prefersStatement: !(isMisaligned && hasNegativeScore), isPositiveRight: hasNegativeScore)
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
}

/// What reading a file has produced so far: a function of its bytes alone.
package struct FileContents: Equatable, Sendable {
  package var format: String
  package var kind: FileKind
  package var parts: [FilePart] = []
  package var rejects: [Reject] = []
  /// Rejects beyond those kept.
  package var furtherRejects = 0
  /// Records read, rejects included.
  package var records = 0
  /// Which keys of the file stand for what, where the reader had to find out.
  package var mapping: [String: String] = [:]
  /// The facts of a sidecar.
  package var facts = Facts()
  /// The bytes of a last line that has no end yet.
  package var waiting = 0
  /// The number of that line.
  package var waitingLine = 0
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

  package var samples: Int { parts.reduce(0) { $0 + $1.table.gradings.reduce(0) { $0 + $1.total } } }
}
