/// What became of one file.
package struct FileStatus: Equatable, Sendable {
  package enum State: Equatable, Sendable {
    /// Found, not looked at yet.
    case queued
    /// Being read; bytes done.
    case reading(Int)
    case read
    /// It holds no evaluation results; what it is instead, where that is known.
    case ignored(String)
    /// The system refused.
    case failed(String)
  }

  /// Relative to what was opened.
  package var path: String
  package var state: State
  package var format: String?
  package var kind: FileKind?
  package var bytes: Int
  package var records = 0
  package var rejects = 0
  /// Bytes of a last line without an end.
  package var waiting = 0
  /// Why its evaluation is not whole; `nil` where it is, and where the file does not tell.
  package var unfinished: Unfinished?
  /// Records with bytes that are not UTF-8: they count, and show `?` for those bytes.
  package var repaired = 0
  package var mapping: [String: String] = [:]
  /// What it holds in detail; `nil` while files are followed, which needs none of it.
  package var details: Details?

  /// What a check wants to know of a file beyond what the screens show.
  package struct Details: Equatable, Sendable {
    /// The ids of the runs that it is a part of.
    package var runs: [String] = []
    package var problems = 0
    package var correct = 0
    package var incorrect = 0
    package var ungraded = 0
    /// Samples whose statement and score contradict each other.
    package var contradictions = 0

    package init() {}

    package var samples: Int { correct + incorrect + ungraded }
  }

  package init(path: String, state: State, bytes: Int) {
    self.path = path
    self.state = state
    self.bytes = bytes
  }
}

/// A reject with the file it stands in.
package struct FileReject: Hashable, Sendable {
  package let file: String
  /// From 1; 0 for the whole file.
  package let line: Int
  package let reason: String

  package init(file: String, line: Int, reason: String) {
    self.file = file
    self.line = line
    self.reason = reason
  }
}

/// The rows of one training log, with what is known of the run that it belongs to.
package struct TrainingSeries: Equatable, Sendable {
  /// Relative to what was opened.
  package let file: String
  package let facts: Facts
  /// In the order of the file: a job that was resumed may repeat steps.
  package let rows: [TrainingRow]

  package init(file: String, facts: Facts, rows: [TrainingRow]) {
    self.file = file
    self.facts = facts
    self.rows = rows
  }
}

/// How far the reading is.
package struct Progress: Equatable, Sendable {
  package var filesFound = 0
  package var filesDone = 0
  package var bytesFound = 0
  package var bytesDone = 0
  package var isListing = false
  /// Seconds that the rest will take at the present speed; `nil` while unknown.
  package var secondsLeft: Int?

  package init() {}

  package var isDone: Bool { !isListing && filesDone == filesFound }
}

/// Everything the screens and the reports show, as of one moment; it never changes.
package struct Snapshot: Equatable, Sendable {
  package var runs: [Run] = []
  /// Training logs, in the order of their files.
  package var training: [TrainingSeries] = []
  /// Log-probabilities under several models, in the order of their files.
  package var scores: [ScoreTable] = []
  /// Published curves, in the order of their files; within one, in that of their first rows.
  package var references: [ReferenceCurve] = []
  /// What readers say of the reasoning behind samples.
  package var marks = MarkBook()
  /// The reader whose marks are made here.
  package var reader = ""
  /// Files with results and files that failed; foreign files are only counted.
  package var files: [FileStatus] = []
  package var foreignFiles = 0
  /// Foreign and empty files with the reason; none while files are followed.
  package var foreign: [FileStatus] = []
  /// What files and their places say that does not agree; none while files are followed.
  package var conflicts: [FactConflict] = []
  package var rejects: [FileReject] = []
  package var progress = Progress()
  /// How changes are noticed, such as `inotify`.
  package var watching = ""
  /// Where what was read is kept, and how much that takes; empty where it is not.
  package var keeping = ""
  /// Things to know about the whole: an index that could not be used, a folder that could not be read.
  package var notices: [String] = []
  package var today: ClockMinute?

  package init() {}

  package func run(_ id: String) -> Run? { runs.first { $0.id == id } }
}
