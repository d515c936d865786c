import ResultIndex

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

  package private(set) var position: FilePosition?

  /// - Parameter position: Where an earlier reading came to.
  package init(_ position: FilePosition? = nil) { self.position = position }

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
    position = FilePosition(stamp: stamp, consumed: consumed, seen: seen, marks: marks)
  }
}
