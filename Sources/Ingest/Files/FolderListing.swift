import Glibc
import ResultIndex
import Watching

/// The entries of a folder that may lead to results.
struct FolderListing: Equatable {
  /// Which folder it is, however it is reached.
  struct Identity: Hashable {
    let device: UInt64
    let inode: UInt64
  }

  var identity: Identity
  /// Names of files, sorted.
  var files: [String] = []
  /// What the system knows of them, in the same order; `nil` of what cannot be asked after.
  var stamps: [FileStamp?] = []
  /// Names of folders, sorted.
  var folders: [String] = []
  /// Names that are not UTF-8, as far as they can be shown.
  var unreadableNames: [String] = []

  /// Lists a folder; hidden entries and what never holds results are left out.
  init(_ path: String) throws(SystemFailure) {
    guard let stream = opendir(path) else {
      throw SystemFailure(operation: "list the folder", path: path)
    }
    defer { closedir(stream) }
    let descriptor = dirfd(stream)
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      throw SystemFailure(operation: "look at the folder", path: path)
    }
    identity = Identity(device: UInt64(status.st_dev), inode: UInt64(status.st_ino))
    while let entry = readdir(stream) {
      let (name, isUTF8) = Self.name(of: entry)
      guard !Self.isHidden(name.utf8) else { continue }
      guard isUTF8 else {
        unreadableNames.append(name)
        continue
      }
      switch Self.kind(of: entry, name, in: descriptor) {
      case .file: if !Self.isNeverResults(name) { files.append(name) }
      case .folder: folders.append(name)
      case .other: break
      }
    }
    files.sort()
    folders.sort()
    stamps = files.map { OpenFile.stamp(of: $0, in: descriptor) }
  }

  private enum Kind { case file, folder, other }

  private static func kind(
    of entry: UnsafeMutablePointer<dirent>, _ name: String, in folder: Int32
  ) -> Kind {
    switch Int(entry.pointee.d_type) {
    case Int(DT_REG): return .file
    case Int(DT_DIR): return .folder
    case Int(DT_LNK), Int(DT_UNKNOWN): break
    default: return .other
    }
    var status = stat()
    guard fstatat(folder, name, &status, 0) == 0 else { return .other }
    switch status.st_mode & S_IFMT {
    case S_IFREG: return .file
    case S_IFDIR: return .folder
    default: return .other
    }
  }

  /// Which folder a path leads to.
  static func identity(of path: String) throws(SystemFailure) -> Identity {
    var status = stat()
    guard stat(path, &status) == 0 else {
      throw SystemFailure(operation: "look at the folder", path: path)
    }
    guard status.st_mode & S_IFMT == S_IFDIR else {
      throw SystemFailure(operation: "list the folder", path: path, code: ENOTDIR)
    }
    return Identity(device: UInt64(status.st_dev), inode: UInt64(status.st_ino))
  }

  static func isFolder(_ path: String) -> Bool { (try? identity(of: path)) != nil }

  /// Whether an entry is left out by its name.
  static func isHidden(_ name: some BidirectionalCollection<UInt8>) -> Bool {
    name.first == UInt8(ascii: ".") || name.last == UInt8(ascii: "~")
  }

  private static func name(
    of entry: UnsafeMutablePointer<dirent>
  ) -> (name: String, isUTF8: Bool) {
    // Not by the tuple that Swift makes of `d_name`: the entry may be shorter.
    let offset = MemoryLayout<dirent>.offset(of: \.d_name) ?? 19
    let bytes = UnsafeRawPointer(entry) + offset
    let start = bytes.assumingMemoryBound(to: CChar.self)
    if let name = String(validatingCString: start) { return (name, true) }
    return (String(cString: start), false)
  }

  /// Whether a file is a binary or source code by its name: such files are not even listed.
  static func isNeverResults(_ name: String) -> Bool {
    guard let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")) else { return false }
    return binaries.contains(name[name.utf8.index(after: dot)...].lowercased())
  }

  private static let binaries: Set<String> = [
    "msgpack", "tflite", "pb", "model", "so", "o", "a", "whl", "zip",
    "py", "ipynb", "sh", "c", "h", "cc", "cpp", "cu", "rs", "go", "js", "ts", "css", "html", "md",
    "rst", "tex", "yaml", "yml", "cfg", "ini", "patch", "diff", "xml", "svg",
    "tar", "tgz", "mp4", "wav", "ttf", "pyc", "swp", "lock",
  ]
}
