import Glibc
import Watching

/// Results that come through a pipe: spooled to a file, since texts are read when someone looks.
final class StandardInput: Sendable {
  /// The folder of the spool file, which goes with the program.
  private let folder: String
  let path: String

  private init(folder: String) {
    self.folder = folder
    path = folder + "/stdin.jsonl"
  }

  /// What to read for these paths: standard input where it is asked for by `-`, or where
  /// no path is given and data comes through it; else the paths, or the current folder.
  ///
  /// - Parameter waits: Whether to read to the end before going on.
  static func resolve(
    _ paths: [String], waits: Bool
  ) throws(Failure) -> (paths: [String], spool: StandardInput?) {
    let isAsked = paths.contains("-")
    guard isAsked || (paths.isEmpty && carriesData) else {
      return (paths.isEmpty ? ["."] : paths, nil)
    }
    let spool = try make()
    let hasData = try spool.fill(waits: waits)
    guard hasData || isAsked else {
      spool.remove()
      return (["."], nil)
    }
    return (paths.filter { $0 != "-" } + [spool.path], spool)
  }

  /// Whether standard input is a pipe, a socket or a file, rather than a terminal or nothing.
  private static var carriesData: Bool {
    var status = stat()
    guard fstat(STDIN_FILENO, &status) == 0 else { return false }
    return [S_IFIFO, S_IFREG, S_IFSOCK].contains(status.st_mode & S_IFMT)
  }

  private static func make() throws(Failure) -> StandardInput {
    let parent = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array((parent + "/kscope-XXXXXX").utf8CString)
    guard mkdtemp(&template) != nil else {
      throw Failure(
        message: "standard input cannot be kept in \(parent): \(String(cString: strerror(errno)));"
          + " set TMPDIR to a folder that can be written")
    }
    let bytes = template.dropLast().map { UInt8(bitPattern: $0) }
    return StandardInput(folder: String(decoding: bytes, as: UTF8.self))
  }

  /// Copies what comes to the spool file; returns whether anything came.
  private func fill(waits: Bool) throws(Failure) -> Bool {
    let output = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    let input = dup(STDIN_FILENO)
    guard output >= 0, input >= 0 else {
      throw Failure(message: "standard input cannot be kept in \(path)")
    }
    let first = Self.copyBlock(input, output)
    if first <= 0 || waits {
      while first > 0, Self.copyBlock(input, output) > 0 {}
      close(input)
      close(output)
      return first > 0
    }
    do throws(SystemFailure) {
      try startThread(named: "kscope-stdin") {
        while Self.copyBlock(input, output) > 0 {}
        close(input)
        close(output)
      }
    } catch { throw Failure(message: error.description) }
    return true
  }

  private static func copyBlock(_ input: Int32, _ output: Int32) -> Int {
    withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 16) { buffer in
      var count = read(input, buffer.baseAddress, buffer.count)
      while count < 0, errno == EINTR { count = read(input, buffer.baseAddress, buffer.count) }
      var done = 0
      while done < count {
        let written = write(output, buffer.baseAddress.map { $0 + done }, count - done)
        if written <= 0 { return 0 }
        done += written
      }
      return count
    }
  }

  func remove() {
    unlink(path)
    rmdir(folder)
  }
}
