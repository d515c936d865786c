import Synchronization

/// Where in a compressed file the last text was read.
///
/// The next one that is opened is mostly the next of the file. A zstd file of one frame has no restart
/// points, so that each of them would take unpacking all before it. There is one for all files: the
/// window of a frame may take many megabytes.
final class LastText: @unchecked Sendable {
  // Sendable: the lock guards both, and whoever takes the cursor has it alone.
  private let lock = Mutex(())
  private var cursor: PackedCursor?
  private weak var points: RestartPoints?

  /// Takes the place out, if it is in the file that these points are of.
  func take(_ points: RestartPoints) -> PackedCursor? {
    lock.withLock { _ in
      guard self.points === points else { return nil }
      defer { cursor = nil }
      return cursor
    }
  }

  func keep(_ cursor: PackedCursor, in points: RestartPoints) {
    lock.withLock { _ in (self.cursor, self.points) = (cursor, points) }
  }
}
