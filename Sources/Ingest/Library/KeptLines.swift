import Glibc
import ResultIndex
import Watching

/// A file of lines that a person adds to.
///
/// It lies beside the results or, where that cannot be written, in the person's data folder; both
/// are read.
final class KeptLines: Sendable {
  /// Where it lies beside the results, or in a folder that was named instead.
  let beside: String
  let own: String
  private let what: String
  private let state = Monitor<[String]>([])

  /// - Parameters:
  ///   - name: The file's name.
  ///   - what: What the lines are, as in "notes are kept in …".
  ///   - subfolder: Where below the results' folder it lies.
  ///   - folder: Where to keep it instead of beside the results.
  convenience init(
    _ name: String, of what: String, root: Root?, subfolder: String = "", folder: String?
  ) {
    let results = root?.folder ?? "."
    let usual = subfolder.isEmpty ? results : results + "/" + subfolder
    let real = Root.realPath(results)
    let hash = Array(real.utf8).withUnsafeBytes { Checksum.of($0) }
    self.init(
      beside: (folder ?? usual) + "/" + name,
      own: Self.dataFolder + "/kscope/" + String(hash, radix: 16) + "/" + name, of: what)
  }

  init(beside: String, own: String, of what: String) {
    (self.beside, self.own, self.what) = (beside, own, what)
  }

  /// What to tell of where the lines are kept.
  var notices: [String] { state.look { $0 } }

  /// The lines of both, those beside the results last.
  var lines: [ArraySlice<UInt8>] { Self.lines(of: own) + Self.lines(of: beside) }

  /// The lines of a file; none where it cannot be read.
  static func lines(of path: String, keepsBlank: Bool = false) -> [ArraySlice<UInt8>] {
    guard let file = try? OpenFile(path), let size = (try? file.stamp())?.size,
      let text = try? file.bytes(at: 0, count: min(size, 256 << 20))
    else { return [] }
    return text.split(separator: 0x0A, omittingEmptySubsequences: !keepsBlank)
  }

  /// Appends a line; returns where it went, or what went wrong if neither place can be written.
  func append(_ line: [UInt8]) -> Result<String, KeptLinesFailure> {
    if Self.append(line, to: beside) { return .success(beside) }
    let reason = String(cString: strerror(errno))
    guard Self.append(line, to: own) else {
      return .failure(
        KeptLinesFailure(
          description:
            "not kept for next time: \(reason); name a folder with --notes (\(beside))"))
    }
    let notice = "\(what) are kept in \(own), since \(beside) cannot be written: \(reason)"
    state.change { if !$0.contains(notice) { $0.append(notice) } }
    return .success(own)
  }

  private static func append(_ line: [UInt8], to path: String) -> Bool {
    guard let slash = path.lastIndex(of: "/"), makeFolders(String(path[..<slash])) else {
      return false
    }
    let descriptor = open(path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    // A line that an editor or a full disk left without an end must not swallow this one.
    let whole = (endsWithinLine(descriptor) ? [0x0A] : []) + line + [0x0A]
    return Glibc.write(descriptor, whole, whole.count) == whole.count
  }

  private static func endsWithinLine(_ descriptor: Int32) -> Bool {
    let size = lseek(descriptor, 0, SEEK_END)
    var last: UInt8 = 0
    return size > 0 && pread(descriptor, &last, 1, size - 1) == 1 && last != 0x0A
  }

  private static func makeFolders(_ path: String) -> Bool {
    if mkdir(path, 0o755) == 0 || errno == EEXIST { return true }
    guard errno == ENOENT, let slash = path.lastIndex(of: "/"), slash != path.startIndex,
      makeFolders(String(path[..<slash]))
    else { return false }
    return mkdir(path, 0o755) == 0 || errno == EEXIST
  }

  private static var dataFolder: String {
    if let folder = environment("XDG_DATA_HOME") { return folder }
    return (environment("HOME") ?? "/tmp") + "/.local/share"
  }

  static func environment(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }.filter { !$0.isEmpty }
  }
}

/// Why a line could not be kept.
struct KeptLinesFailure: Error, CustomStringConvertible {
  let description: String
}
