import ResultIndex
import Results
import Synchronization
import Watching

/// What was read of a file; it never changes.
final class SharedContents: Sendable {
  let contents: FileContents

  init(_ contents: FileContents) { self.contents = contents }
}

/// What a file holds, shared between the readers and the snapshots; it never changes.
final class Holding: Sendable {
  /// Of most files the very same that its reader goes on from.
  private let shared: SharedContents
  var contents: FileContents { shared.contents }
  let format: any ResultsFormat
  /// From where texts of a compressed file are unpacked.
  let points: RestartPoints
  /// What the format's layout says of a file in that place.
  let conventions: Facts

  init(
    _ shared: SharedContents, format: any ResultsFormat, points: RestartPoints, conventions: Facts
  ) {
    self.conventions = conventions
    self.shared = shared
    self.format = format
    self.points = points
  }

  private let knownTextKeys = Mutex<SampleTextKeys?>(nil)

  /// What the texts of its samples are found by, made once somebody asks.
  var textKeys: SampleTextKeys {
    knownTextKeys.withLock { known in
      let keys = known ?? SampleTextKeys(format.layout)
      known = keys
      return keys
    }
  }
}

/// Files that wait to be written into the index, by path.
struct Unkept {
  private(set) var files: [String: StoredFile] = [:]
  private(set) var samples = 0
  /// Whether there is an index that takes them.
  var isWriting = false
  /// Whether some are being written.
  var isBusy = false

  var isEmpty: Bool { files.isEmpty }

  mutating func add(_ file: StoredFile, of path: String) {
    guard isWriting else { return }
    remove(path)
    files[path] = file
    samples += file.contents.samples
  }

  mutating func remove(_ path: String) {
    if let old = files.removeValue(forKey: path) { samples -= old.contents.samples }
  }

  /// Takes out some of them.
  mutating func take(atMost limit: Int) -> [String: StoredFile] {
    var taken: [String: StoredFile] = [:]
    var samples = 0
    for (path, file) in files {
      guard samples <= limit, taken.count < 256 else { break }
      taken[path] = file
      samples += file.contents.samples
    }
    for path in taken.keys { remove(path) }
    return taken
  }
}

/// What the threads of a library share.
struct LibraryState {
  /// A file that holds results, or may; small, since most files of most trees are foreign.
  struct Entry {
    let root: Int32
    var isQueued = false
    var isBusy = false
    /// Whether it changed while it was being read.
    var isAgain = false
    /// Whether what the index knows of it has turned out to be lost.
    var isDistrusted = false
    var state: FileStatus.State = .queued
    var holding: Holding?
    /// `nil` for a foreign file, of which nothing is kept.
    var reader: FileReader?
    var stamp: FileStamp?

    init(root: Int) { self.root = Int32(root) }
  }

  /// What was seen in a folder.
  struct Folder {
    var files: Set<String> = []
    var folders: Set<String> = []
    var identity: FolderListing.Identity?
  }

  /// A folder that cannot be listed, or a name that cannot be read.
  struct Refusal {
    let root: Int
    let relative: String
    let reason: String
  }

  var entries: [String: Entry] = [:]
  var folders: [String: Folder] = [:]
  /// By which path each folder is listed, and by which others it can be reached too.
  var identities: [FolderListing.Identity: String] = [:]
  var twins: [FolderListing.Identity: Set<String>] = [:]
  var queue = WorkQueue()
  var busy = 0
  /// Of these, files that are read, not only compared with what is known.
  var reading = 0
  /// Whether what an index knows may be compared with the files: it was shown, or nobody looks.
  var mayCompare = true
  /// Long files that more than one thread can read, by their paths.
  var shards: [String: FileShards] = [:]
  /// How often samples of a file turned out to be lost to the index.
  var losses = 0
  /// What the index does not have yet.
  var unkept = Unkept()
  /// Whether repeats are to be looked for, once nothing else is to be done.
  var wantsRepeats = false
  /// Things that a watcher told and nobody has looked at.
  var changes: Set<Change> = []
  var isListing = true
  /// When those who wait were last told of files that were listed, in seconds.
  private var announced = 0.0
  var isStopped = false
  /// Something changed since the last snapshot.
  var isDirty = true
  var refusals: [String: Refusal] = [:]
  /// What `kscope.toml` files say, by the folder they lie in.
  var configurations: [String: (root: Int, configuration: RunConfiguration)] = [:]
  var configurationErrors: [String: [FileReject]] = [:]
  var edits: [String: Facts] = [:]
  var marks = KnownMarks()
  var notices: [String] = []
  var snapshot = Snapshot()

  /// Whether all is read, though it may have to be compared yet.
  var isRead: Bool { !isListing && queue.isRead && reading == 0 && changes.isEmpty }
  var isIdle: Bool { !isListing && queue.isEmpty && busy == 0 && changes.isEmpty }

  /// Whether those who wait are to be told of files that were listed.
  ///
  /// Folders come fast one after the other: waking everybody takes longer than listing one. The end
  /// of the listing is told in any case.
  var isAnnouncementDue: Bool {
    mutating get {
      let now = MonotonicTime.now
      guard now - announced > 0.005 else { return false }
      announced = now
      return true
    }
  }

  /// Adds a file that nobody knew of, and asks for a look at it.
  mutating func add(_ path: String, root: Int, _ stamp: FileStamp?, first: Bool) {
    var entry = Entry(root: root)
    (entry.stamp, entry.isQueued) = (stamp, true)
    entries[path] = entry
    queue.add(path, first: first, modified: stamp?.modified ?? 0)
    isDirty = true
  }

  /// Asks for a look at a file, unless one is due already.
  mutating func enqueue(_ path: String, first: Bool) {
    guard let entry = entries[path], !entry.isQueued else { return }
    if entry.isBusy {
      entries[path]?.isAgain = true
    } else {
      entries[path]?.isQueued = true
      queue.add(path, first: first, modified: entry.stamp?.modified ?? 0)
    }
  }

  /// Asks for a look at every file below an opened path: what their fields mean has changed.
  mutating func lookAgain(at root: Int) {
    for (path, entry) in entries where Int(entry.root) == root { enqueue(path, first: false) }
  }

  mutating func remove(_ path: String) {
    guard entries.removeValue(forKey: path) != nil else { return }
    unkept.remove(path)
    isDirty = true
  }

  /// Notes that a folder has an entry, so that the next listing can tell that it is gone.
  mutating func note(file path: String) {
    let (folder, name) = Self.split(path)
    folders[folder]?.files.insert(name)
  }

  mutating func note(folder path: String) {
    let (folder, name) = Self.split(path)
    folders[folder]?.folders.insert(name)
  }

  /// The folder and the name of a path.
  static func split(_ path: String) -> (folder: String, name: String) {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return ("", path) }
    return (String(path[..<slash]), String(path[path.utf8.index(after: slash)...]))
  }
}
