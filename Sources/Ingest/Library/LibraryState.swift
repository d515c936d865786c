import Results
import Watching

/// What the threads of a library share.
struct LibraryState {
  /// A file that holds results, or may.
  struct Entry {
    let root: Int
    let relative: String
    /// `nil` for a foreign file, of which nothing is kept.
    var reader: FileReader?
    var state: FileStatus.State = .queued
    var contents: FileContents?
    var format: (any ResultsFormat)?
    var stamp: FileStamp?
    var isBusy = false
    /// Whether it changed while it was being read.
    var isAgain = false
  }

  /// What was seen in a folder at its last listing.
  struct Folder {
    let root: Int
    var files: Set<String> = []
    var folders: Set<String> = []
    var identity: FolderListing.Identity?
  }

  var entries: [String: Entry] = [:]
  var folders: [String: Folder] = [:]
  var identities: [FolderListing.Identity: String] = [:]
  /// Files to look at, the next one last.
  var queue: [String] = []
  var queued: Set<String> = []
  var busy = 0
  /// Things that a watcher told and nobody has looked at.
  var changes: Set<Change> = []
  var isListing = true
  var isStopped = false
  /// Something changed since the last snapshot.
  var isDirty = true
  /// Folders that cannot be listed, with the system's reason.
  var refusals: [String: (root: Int, relative: String, reason: String)] = [:]
  /// What `kscope.toml` files say, by the folder they lie in.
  var configurations: [String: (root: Int, configuration: RunConfiguration)] = [:]
  var configurationErrors: [String: [FileReject]] = [:]
  var edits: [String: Facts] = [:]
  var notices: [String] = []
  var snapshot = Snapshot()

  var isIdle: Bool { !isListing && queue.isEmpty && busy == 0 && changes.isEmpty }

  /// Asks for a look at a file, unless one is due already.
  mutating func enqueue(_ path: String, first: Bool) {
    guard entries[path] != nil else { return }
    if entries[path]?.isBusy == true {
      entries[path]?.isAgain = true
    } else if queued.insert(path).inserted {
      if first { queue.append(path) } else { queue.insert(path, at: 0) }
    }
  }

  mutating func remove(_ path: String) {
    guard entries.removeValue(forKey: path) != nil else { return }
    isDirty = true
  }
}
