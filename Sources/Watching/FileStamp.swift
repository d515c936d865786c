import Glibc

/// What `stat` says of a file that changes when the file does.
///
/// A rewrite to the same size within one tick of the file system's clock (4 ms,
/// or a second on old ones) leaves it as it was; nothing short of reading tells.
struct FileStamp: Hashable, Sendable {
  var isDirectory = false
  /// Whether the rest is about the file at the other end of a symbolic link.
  var isLink = false
  var device: UInt64 = 0
  var inode: UInt64 = 0
  var size: Int64 = 0
  /// Nanoseconds since 1970 by the clock of the file system.
  var modified: Int64 = 0
  var statusChanged: Int64 = 0
}

extension FileStamp {
  init(_ status: stat) {
    isDirectory = status.st_mode & S_IFMT == S_IFDIR
    device = UInt64(status.st_dev)
    inode = UInt64(status.st_ino)
    size = Int64(status.st_size)
    modified = status.st_mtim.nanoseconds
    statusChanged = status.st_ctim.nanoseconds
  }

  /// Only which directory it is: what happens in it is for its own watch to tell.
  var asEntry: FileStamp {
    isDirectory ? FileStamp(isDirectory: true, device: device, inode: inode) : self
  }
}

extension timespec {
  fileprivate var nanoseconds: Int64 { Int64(tv_sec) &* 1_000_000_000 &+ Int64(tv_nsec) }
}
