import FoundationEssentials

/// What was recognised and what was not, as `kscope check` tells it.
///
/// Everything that keeps the numbers from being what the files' writers meant is
/// a reject or a doubt; what was guessed in good order is a note.
package struct CheckReport: Equatable, Sendable, Encodable {
  package let kscope: String
  package let files: [File]
  package let runs: [CheckedRun]
  package let merges: [Merge]
  package let notes: [Finding]
  package let rejects: [RejectReport]
  package let doubts: [Finding]

  package init(_ snapshot: Snapshot, version: String) {
    kscope = version
    rejects = snapshot.rejects.map(RejectReport.init)
    files = snapshot.files.map(File.init)
    runs = snapshot.runs.map(CheckedRun.init)
    merges = Merge.all(in: snapshot)
    notes = Finding.notes(on: snapshot)
    doubts = Finding.doubts(about: snapshot)
  }

  /// Whether nothing was rejected and nothing is doubtful.
  package var isClean: Bool { rejects.isEmpty && doubts.isEmpty }

  /// JSON with sorted keys and a line end: the same bytes for the same snapshot.
  package func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
  }

  /// One file; what is not known of it, or makes no sense for its kind, is absent.
  package struct File: Equatable, Sendable, Encodable {
    package let file: String
    package let state: String
    /// Why it was ignored, or what the system said.
    package let reason: String?
    package let format: String?
    package let kind: String?
    package let bytes: Int
    package let runs: [String]
    package let records: Int?
    package let problems: Int?
    package let samples: Int?
    package let correct: Int?
    package let incorrect: Int?
    package let ungraded: Int?
    /// Rejected lines, a last line that waits for its end, and the file itself if it failed.
    package let rejects: Int
    /// Which keys of the file stand for what, where that had to be found out.
    package let mapping: [String: String]?

    init(_ status: FileStatus) {
      file = status.path
      (state, reason) = Self.state(status.state)
      format = status.format
      kind = status.kind?.label
      bytes = status.bytes
      let details = status.details
      runs = details?.runs ?? []
      records = status.records > 0 ? status.records : nil
      problems = details?.problems
      samples = details?.samples
      (correct, incorrect) = (details?.correct, details?.incorrect)
      ungraded = details?.ungraded
      let isWhole = status.waiting == 0 && (state == "read" || state == "ignored")
      rejects = status.rejects + (isWhole ? 0 : 1)
      mapping = status.mapping.isEmpty ? nil : status.mapping
    }

    private static func state(_ state: FileStatus.State) -> (name: String, reason: String?) {
      switch state {
      case .read: ("read", nil)
      case .queued, .reading: ("waiting", nil)
      case .ignored(let reason): ("ignored", reason)
      case .failed(let reason): ("failed", reason)
      }
    }
  }

  /// Something to know of runs or files.
  package struct Finding: Equatable, Sendable, Encodable {
    /// What kind of thing it is, for programs.
    package let kind: Kind
    package let text: String
    package var runs: [String] = []
    package var files: [String] = []

    package enum Kind: String, Sendable, Encodable {
      // Doubts.
      case nothingFound = "nothing_found"
      case notRead = "not_read"
      case conflict
      case contradiction
      case unfinished
      case notUTF8 = "not_utf8"
      case unequalN = "unequal_n"
      case missingSamples = "missing_samples"
      case ungraded
      case verdictConflict = "verdict_conflict"
      case oneResponse = "one_response"
      case curveShape = "curve_shape"
      // A note where the reason is known.
      case statedFigure = "stated_figure"
      // Notes.
      case mapping
      case pathName = "path_name"
      case hashedProblems = "hashed_problems"
      case copies
      case repeatedIndex = "repeated_index"
      case repeatedSamples = "repeated_samples"
      case seeds
      case problemSets = "problem_sets"
      case ignored
      case notice
    }
  }
}

/// One run and from where each of its facts is known.
package struct CheckedRun: Equatable, Sendable, Encodable {
  package let id: String
  package let files: [String]
  package let format: String
  package let problems: Int
  package let samples: Int
  package let correct: Int
  package let incorrect: Int
  package let ungraded: Int
  package let nMin: Int?
  package let nMax: Int?
  package let facts: [String: Fact]

  package struct Fact: Equatable, Sendable, Encodable {
    package let value: String
    package let source: String
  }

  private enum CodingKeys: String, CodingKey {
    case id, files, format, problems, samples, correct, incorrect, ungraded, facts
    case nMin = "n_min"
    case nMax = "n_max"
  }

  init(_ run: Run) {
    id = run.id
    files = run.files
    format = run.format
    let totals = run.totals
    problems = run.problems.count
    (samples, correct, ungraded) = (totals.samples, totals.correct, totals.ungraded)
    incorrect = totals.samples - totals.correct - totals.ungraded
    (nMin, nMax) = (totals.nMin, totals.nMax)
    var facts: [String: Fact] = [:]
    for (name, entry) in run.facts.entries {
      facts[name.rawValue] = Fact(value: entry.value, source: entry.source.label)
    }
    self.facts = facts
  }
}

extension FileKind {
  /// What a file of the kind holds, in a word or two.
  package var label: String {
    switch self {
    case .samples: "samples"
    case .counts: "tallies"
    case .sidecar: "facts of a run"
    case .trainingLog: "training log"
    case .scores: "log-probabilities"
    case .problems: "problems"
    case .summary: "summary"
    case .references: "references"
    }
  }
}
