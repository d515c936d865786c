import Glibc
import Results

/// Files that are written once, and never over another.
enum NewFile {
  /// Writes a file that does not exist yet; returns its path from the root.
  static func write(_ content: String, to path: String) throws(Failure) -> String {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw Failure(message: sentence(path, errno)) }
    let code = Output.write(content, to: descriptor)
    close(descriptor)
    if let code {
      unlink(path)
      throw Failure(message: sentence(path, code))
    }
    guard let real = realpath(path, nil) else { return path }
    defer { free(real) }
    return String(cString: real)
  }

  private static func sentence(_ path: String, _ code: Int32) -> String {
    code == EEXIST
      ? "\(path) exists already; name another file"
      : "\(path) cannot be written: \(String(cString: strerror(code))); name another place"
  }
}
