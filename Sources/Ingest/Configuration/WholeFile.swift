import Glibc

/// Writes files at once: whoever reads sees the old text or the new one.
enum WholeFile {
  /// Returns why it could not be written; `nil` if it was.
  static func write(_ bytes: [UInt8], to path: String) -> String? {
    let draft = path + ".new-\(getpid())"
    var status = stat()
    let mode = stat(path, &status) == 0 ? status.st_mode & 0o777 : 0o644
    let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
    guard descriptor >= 0 else { return reason() }
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        Glibc.write(descriptor, buffer.baseAddress.map { $0 + written }, bytes.count - written)
      }
      if count <= 0 { break }
      written += count
    }
    let isWhole = written == bytes.count && fsync(descriptor) == 0
    close(descriptor)
    guard isWhole, rename(draft, path) == 0 else {
      let reason = reason()
      unlink(draft)
      return reason
    }
    return nil
  }

  private static func reason() -> String { String(cString: strerror(errno)) }
}
