import Glibc
import Results

/// A path that a person opened.
struct Root: Sendable {
  /// Without a slash at the end.
  let path: String
  let isFile: Bool
  /// The path without links.
  let real: String
  /// The names of the folders that lead to it; for a folder itself included.
  let above: [String]

  /// The name that stands for it where the paths below say nothing.
  var name: String { isFile ? "" : above.last ?? "" }
  /// The folder that is watched and listed.
  var folder: String {
    guard isFile else { return path }
    return path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
  }
  var fileName: String {
    path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
  }

  /// The path of a file beside an opened file.
  func path(of name: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return name }
    return path[...slash] + name
  }

  init(_ text: String) throws(PathProblem) {
    var path = text
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    var status = stat()
    guard stat(path, &status) == 0 else {
      throw errno == ENOENT || errno == ENOTDIR
        ? .missing(text) : .refused(text, reason: String(cString: strerror(errno)))
    }
    switch status.st_mode & S_IFMT {
    case S_IFREG: isFile = true
    case S_IFDIR: isFile = false
    default: throw .notReadable(text)
    }
    // A watcher puts the folder before the name.
    self.path = isFile && !path.contains("/") ? "./" + path : path
    real = Self.realPath(path)
    let names = real.split(separator: "/").map(String.init)
    above = isFile ? Array(names.dropLast()) : names
  }

  /// The path below this root, or `nil` for another's.
  func relative(_ full: String) -> String? {
    if isFile {
      return [fileName, Sidecar.fileName, ConfigurationFile.name].first { name in
        full == self.path(of: name) || full == folder + "/" + name
      }
    }
    return full.path(below: path)
  }

  static func realPath(_ path: String) -> String {
    guard let resolved = realpath(path, nil) else { return path }
    defer { free(resolved) }
    return String(cString: resolved)
  }
}
