import Glibc

/// Where indexes may lie, the best place first.
package struct IndexPlaces: Sendable {
  /// What an index is called in a folder.
  package static let name = "index.sqlite"

  /// The person's cache folder; `nil` for one who has none.
  package let usual: String?
  /// A folder of this host alone, for where the usual one cannot be used.
  package let ownFolder: String

  /// - Parameter environment: A variable's value, `nil` where it is not set or empty.
  package init(environment: (String) -> String?) {
    let cache =
      environment("XDG_CACHE_HOME").filter { $0.hasPrefix("/") }
      ?? environment("HOME").map { $0 + "/.cache" }
    usual = cache.map { $0 + "/kscope/" + Self.name }
    ownFolder =
      environment("XDG_RUNTIME_DIR").map { $0 + "/kscope" }
      ?? (environment("TMPDIR") ?? "/tmp") + "/kscope-\(getuid())"
  }

  /// The file that a person means: a folder holds an index, anything else is one.
  package static func named(_ path: String) -> String {
    var status = stat()
    let isFolder = stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    if path.hasSuffix("/") { return path + name }
    return isFolder ? path + "/" + name : path
  }
}

extension ResultIndex {
  /// An index, and what is to be said about it.
  package struct Opened: Sendable {
    package var index: ResultIndex?
    package var notices: [String] = []

    package init(index: ResultIndex? = nil, notices: [String] = []) {
      self.index = index
      self.notices = notices
    }
  }

  /// Opens the index that a person named; one that is damaged or of another version is built anew.
  ///
  /// - Parameter others: Further indexes, which are only read; those that cannot be are left out.
  package static func open(
    named path: String, others: [String], limit: Int, day: Int, isPortable: Bool = false
  ) throws(IndexProblem) -> Opened {
    var notices: [String] = []
    let others = others.filter { isReadable($0, &notices) }
    func make() throws(IndexProblem) -> ResultIndex {
      try ResultIndex(path: path, others: others, limit: limit, day: day, isPortable: isPortable)
    }
    makeFolder(of: path)
    do throws(IndexProblem) {
      return Opened(index: try make(), notices: notices)
    } catch {
      // Nothing is deleted that does not say that it is an index of kscope.
      guard error == .otherVersion(path) || error == .damaged(path) else { throw error }
      guard saysIndex(path) else { throw .foreign(path) }
      delete(path)
      let index = try make()
      return Opened(index: index, notices: [Self.isRebuilt(path, error)] + notices)
    }
  }

  /// Whether an index can be read; without it there is only more to read anew.
  private static func isReadable(_ path: String, _ notices: inout [String]) -> Bool {
    do throws(IndexProblem) {
      _ = try ResultIndex(reading: [path])
      return true
    } catch {
      notices.append(error.leftOut)
      return false
    }
  }

  /// Opens the usual index, or one of this host's own where that cannot be used.
  package static func open(
    _ places: IndexPlaces, limit: Int, day: Int
  ) -> Opened {
    var opened = Opened()
    if let usual = places.usual {
      if let index = rebuilding(usual, limit, day, &opened.notices) {
        opened.index = index
        return opened
      }
    }
    let own = places.ownFolder + "/" + IndexPlaces.name
    guard isOwn(places.ownFolder), let index = rebuilding(own, limit, day, &opened.notices)
    else {
      opened.notices.append(
        "no index can be kept: every start reads all; name a place with --index")
      return opened
    }
    opened.index = index
    opened.notices.append("what was read is kept on this host alone, in \(own)")
    return opened
  }

  /// Opens an index of kscope's own place, and makes a new one of what cannot be used.
  private static func rebuilding(
    _ path: String, _ limit: Int, _ day: Int, _ notices: inout [String]
  ) -> ResultIndex? {
    makeFolder(of: path)
    do throws(IndexProblem) {
      return try ResultIndex(path: path, limit: limit, day: day)
    } catch {
      switch error {
      case .refused, .locked:
        notices.append(error.description)
        return nil
      case .damaged, .foreign, .otherVersion: break
      }
      delete(path)
      notices.append(isRebuilt(path, error))
      return try? ResultIndex(path: path, limit: limit, day: day)
    }
  }

  private static func isRebuilt(_ path: String, _ problem: IndexProblem) -> String {
    let what =
      switch problem {
      case .otherVersion: "was the index of another version of kscope"
      case .foreign: "was no index"
      default: "was a damaged index"
      }
    return "\(path) \(what) and is built anew"
  }

  /// Whether the head of a file says that it is an index.
  private static func saysIndex(_ path: String) -> Bool {
    let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    var head = [UInt8](repeating: 0, count: 72)
    guard pread(descriptor, &head, head.count, 0) == head.count else { return false }
    // SQLite keeps the number of the application there, the highest byte first.
    return head[68...].reduce(0) { $0 << 8 | Int($1) } == IndexFile.applicationID
  }

  /// Deletes the index that is written to, since it is damaged: the next start builds it anew.
  package func discard() { Self.delete(path) }

  private static func delete(_ path: String) {
    for path in [path, path + "-wal", path + "-shm", path + "-journal"] { unlink(path) }
  }

  /// Makes the folder that a file is to lie in, for this person alone.
  private static func makeFolder(of path: String) {
    var made = ""
    for name in path.split(separator: "/", omittingEmptySubsequences: false).dropLast() {
      made += made.isEmpty && name.isEmpty ? "/" : (made.hasSuffix("/") ? name : "/" + name)
      if made.hasPrefix("/"), !path.hasPrefix("/") { made.removeFirst() }
      mkdir(made, 0o700)
    }
  }

  /// Whether a folder is there and nobody else can write to it.
  private static func isOwn(_ folder: String) -> Bool {
    mkdir(folder, 0o700)
    var status = stat()
    return lstat(folder, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
      && status.st_uid == getuid() && status.st_mode & 0o022 == 0
  }
}

extension Optional {
  fileprivate func filter(_ fits: (Wrapped) -> Bool) -> Wrapped? {
    flatMap { fits($0) ? $0 : nil }
  }
}
