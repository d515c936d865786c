import ResultIndex
import Results

/// How a library is to be read.
package struct LibraryOptions: Sendable {
  /// Files and folders, as a person named them.
  package var paths: [String]
  /// Reading threads.
  package var threads = 2
  /// Whether changes are followed after the first reading.
  package var isLive = false
  /// Whether folders are polled instead of watched.
  package var polls = false
  /// Seconds between two looks at polled folders, and between two looks at everything,
  /// which are taken whatever was noticed in between.
  package var pollInterval = 0.5
  package var sweepInterval = 30.0
  package var roleRules: [RoleRule] = []
  /// Facts of runs of which nothing else says them.
  package var defaults = Facts()
  /// Globs for paths below what was opened; no `include` takes all.
  package var include: [String] = []
  package var exclude: [String] = []
  /// What was read before, and from how many bytes on a file is kept in it: reading a smaller one is as fast.
  package var index: ResultIndex?
  package var smallestIndexed = 65_536
  /// How often an index that another program has locked is tried at once, a fifth of a second each time.
  package var indexPatience = 50
  /// What there is to say before anything is read.
  package var notices: [String] = []
  /// Where a person's edits are kept instead of beside the results.
  package var notesFolder: String?
  /// Who marks samples; `nil` for what the system calls the person.
  package var reader: String?

  package init(paths: [String]) { self.paths = paths }

  var admitsAll: Bool { include.isEmpty && exclude.isEmpty }

  /// Whether a file is to be read; what describes the files beside it needs no mention.
  func admits(_ path: String) -> Bool {
    let isIncluded =
      include.isEmpty || include.contains { Glob.matches($0, path) }
      || LibraryState.split(path).name == Sidecar.fileName
    return isIncluded
      && !exclude.contains { Glob.matches($0, path) }
  }
}

/// Why a path cannot be opened at all.
package enum PathProblem: Error, Equatable, Sendable, CustomStringConvertible {
  case missing(String)
  case refused(String, reason: String)
  case notReadable(String)

  package var description: String {
    switch self {
    case .missing(let path):
      "\(path): there is no such file or folder; check the spelling, or where you are with pwd"
    case .refused(let path, let reason): "\(path): \(reason); ask its owner for leave to read it"
    case .notReadable(let path):
      "\(path): neither a file nor a folder; name result files or folders that hold them"
    }
  }
}
