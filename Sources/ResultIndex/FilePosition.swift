/// What `stat` says of a file.
package struct FileStamp: Hashable, Sendable {
  package var device: UInt64
  package var inode: UInt64
  package var size: Int
  /// Nanoseconds since 1970.
  package var modified: Int64

  package init(device: UInt64, inode: UInt64, size: Int, modified: Int64) {
    self.device = device
    self.inode = inode
    self.size = size
    self.modified = modified
  }
}

/// Checksums of what was seen, to tell a file that grew from one that was written anew.
package struct FollowMarks: Equatable, Sendable {
  package static let headLength = 65_536
  package static let tailLength = 4096

  /// Of the first bytes, at most `headLength`, and of the last, at most `tailLength`.
  package var head: UInt64
  package var tail: UInt64

  package init(head: UInt64, tail: UInt64) {
    self.head = head
    self.tail = tail
  }
}

/// How far a file was read, and by what one knows it again.
package struct FilePosition: Equatable, Sendable {
  package var stamp: FileStamp
  /// The end of the last whole line, in bytes of the file as it lies unpacked.
  ///
  /// Reading goes on from there. Where a `StoredFile` has no `lines` it is stored all the same, but
  /// the file is read anew once it grows.
  package var consumed: Int
  /// The end of what was looked at, in bytes of the file itself: with a last line that has no end.
  package var seen: Int
  /// Of the bytes before `seen`.
  package var marks: FollowMarks

  package init(stamp: FileStamp, consumed: Int, seen: Int, marks: FollowMarks) {
    self.stamp = stamp
    self.consumed = consumed
    self.seen = seen
    self.marks = marks
  }
}
