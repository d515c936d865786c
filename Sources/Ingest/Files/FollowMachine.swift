/// What `stat` says of a file.
package struct FileStamp: Equatable, Sendable {
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

/// Decides what to read of a file that something else is still writing.
///
/// The machine holds no descriptor and reads no clock: it is told what `stat`
/// said, and looks at the file only through `marks`. A file that became shorter,
/// or is another one, or was written anew, is read from the start; one that grew
/// is read from the end of its last whole line.
package struct FollowMachine: Equatable, Sendable {
  package enum Action: Equatable, Sendable {
    case nothing
    case read(from: Int)
    /// Forget what was read, and read all.
    case restart
  }

  private struct Position: Equatable {
    var stamp: FileStamp
    /// The end of the last whole line, and of what was seen.
    var consumed: Int
    var seen: Int
    var marks: FollowMarks
  }

  private var position: Position?

  package init() {}

  /// How much was read for good, in bytes.
  package var consumed: Int { position?.consumed ?? 0 }

  /// Decides by a new stamp.
  ///
  /// - Parameter marks: The checksums that the file has now for what was seen
  ///   before, asked for only when they can decide. A last line without an end was
  ///   seen too: it may have been written anew within one tick of the clock.
  package func action(
    for stamp: FileStamp, marks: (_ seen: Int) -> FollowMarks?
  ) -> Action {
    guard let position else { return .restart }
    let old = position.stamp
    guard stamp.inode == old.inode, stamp.device == old.device, stamp.size >= position.seen else {
      return .restart
    }
    let isRewritten = stamp.size == position.seen && stamp.modified != old.modified
    if isRewritten || marks(position.seen) != position.marks { return .restart }
    return stamp.size == position.seen ? .nothing : .read(from: position.consumed)
  }

  /// Notes how far reading came.
  package mutating func advance(
    _ stamp: FileStamp, consumed: Int, seen: Int, marks: FollowMarks
  ) {
    position = Position(stamp: stamp, consumed: consumed, seen: seen, marks: marks)
  }
}
