import Glibc

/// An open directory, from which entries are listed and asked about.
struct DirectoryReader: ~Copyable {
  private let descriptor: Int32

  /// Fails when there is no such directory, or it may not be read.
  init?(path: String) {
    // Not to be blocked by what was put in the place of a directory.
    let opened = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NONBLOCK)
    guard opened >= 0 else { return nil }
    descriptor = opened
  }

  deinit { close(descriptor) }

  /// The stamp of the directory itself.
  func ownStamp() -> FileStamp? {
    var status = stat()
    return fstat(descriptor, &status) == 0 ? FileStamp(status) : nil
  }

  /// Lists the entries; can be done once.
  ///
  /// Fails when there is no descriptor or no memory left.
  func list(_ names: WatchedNames) -> DirectoryListing? {
    var listing = DirectoryListing()
    // The stream closes the descriptor that it is given.
    guard let stream = fdopendir(fcntl(descriptor, F_DUPFD_CLOEXEC, 0)) else { return nil }
    defer { closedir(stream) }
    while let entry = readdir(stream) {
      let name = Self.name(of: entry)
      guard name != ".", name != "..", names.contains(name) else { continue }
      let isLink = Int(entry.pointee.d_type) == Int(DT_LNK)
      guard let stamp = stamp(of: name, isLink: isLink) else { continue }
      listing.entries.append(DirectoryListing.Entry(name: name, stamp: stamp))
    }
    return listing
  }

  /// Asks about the entries of an earlier listing; leaves out those that are gone.
  ///
  /// Directories are taken as they were: the directory's own times change when one
  /// is replaced, and then it is listed.
  func ask(again earlier: DirectoryListing) -> DirectoryListing {
    var listing = DirectoryListing()
    listing.entries.reserveCapacity(earlier.entries.count)
    for var entry in earlier.entries {
      if !entry.stamp.isDirectory {
        guard let stamp = stamp(of: entry.name, isLink: entry.stamp.isLink) else { continue }
        entry.stamp = stamp
      }
      listing.entries.append(entry)
    }
    return listing
  }

  /// A link has the stamp of the file that it leads to, so that its growth shows.
  private func stamp(of name: String, isLink: Bool) -> FileStamp? {
    var status = stat()
    guard fstatat(descriptor, name, &status, isLink ? 0 : AT_SYMLINK_NOFOLLOW) == 0 else {
      return isLink ? stampOfLink(name) : nil
    }
    var stamp = FileStamp(status).asEntry
    stamp.isLink = isLink || status.st_mode & S_IFMT == S_IFLNK
    if isLink { stamp.isDirectory = false }
    return stamp
  }

  private func stampOfLink(_ name: String) -> FileStamp? {
    var status = stat()
    guard fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else { return nil }
    var stamp = FileStamp(status)
    stamp.isLink = true
    return stamp
  }

  private static func name(of entry: UnsafeMutablePointer<dirent>) -> String {
    // Not by the tuple that Swift makes of `d_name`: the entry may be shorter.
    let offset = MemoryLayout<dirent>.offset(of: \.d_name) ?? 19
    let bytes = UnsafeRawPointer(entry) + offset
    return String(cString: bytes.assumingMemoryBound(to: CChar.self))
  }
}
