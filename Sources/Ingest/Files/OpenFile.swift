import ResultIndex
import Glibc
import Watching

/// A file opened for reading; closed when it is forgotten.
package final class OpenFile: ByteSource, Sendable {
  package let descriptor: Int32
  package let path: String

  package init(_ path: String) throws(SystemFailure) {
    descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    self.path = path
    guard descriptor >= 0 else { throw SystemFailure(operation: "open", path: path) }
  }

  deinit { close(descriptor) }

  /// What the system knows of the file, or `nil` where it is no regular file.
  package func stamp() throws(SystemFailure) -> FileStamp? {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      throw SystemFailure(operation: "look at", path: path)
    }
    return FileStamp(status)
  }

  /// What the system knows of the file at a path; `nil` where there is no regular file.
  package static func stamp(of path: String) -> FileStamp? {
    var status = stat()
    return stat(path, &status) == 0 ? FileStamp(status) : nil
  }

  /// The same for a name in an open folder.
  static func stamp(of name: String, in folder: Int32) -> FileStamp? {
    var status = stat()
    return fstatat(folder, name, &status, 0) == 0 ? FileStamp(status) : nil
  }

  package static func isLink(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
  }

  /// Reads into a buffer; returns the number of bytes, 0 at the end.
  package func read(
    into buffer: UnsafeMutableRawBufferPointer, at offset: Int
  ) throws(SystemFailure) -> Int {
    while true {
      let count = pread(descriptor, buffer.baseAddress, buffer.count, offset)
      if count >= 0 { return count }
      guard errno == EINTR else { throw SystemFailure(operation: "read", path: path) }
    }
  }

  /// The checksums of the first `seen` bytes, or `nil` where they cannot be read.
  package func marks(seen: Int) -> FollowMarks? {
    let headLength = min(seen, FollowMarks.headLength)
    let tailLength = min(seen, FollowMarks.tailLength)
    guard let head = try? bytes(at: 0, count: headLength), head.count == headLength,
      let tail = try? bytes(at: seen - tailLength, count: tailLength), tail.count == tailLength
    else { return nil }
    return FollowMarks(
      head: head.withUnsafeBytes { Checksum.of($0) }, tail: tail.withUnsafeBytes { Checksum.of($0) }
    )
  }
}

extension FileStamp {
  /// `nil` for what is no regular file.
  fileprivate init?(_ status: stat) {
    guard status.st_mode & S_IFMT == S_IFREG else { return nil }
    self.init(
      device: UInt64(status.st_dev), inode: UInt64(status.st_ino), size: Int(status.st_size),
      modified: Int64(status.st_mtim.tv_sec) &* 1_000_000_000 &+ Int64(status.st_mtim.tv_nsec))
  }
}
