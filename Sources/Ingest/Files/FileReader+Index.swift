import ResultIndex
import Results
import Watching

// What an index knows of a file, and what it should know.

extension FileReader {
  /// Goes on from what an index knows; returns the contents where they are those of the whole file.
  func recall() -> FileContents? {
    guard let memory, !hasRecalled, follow.position == nil else { return nil }
    hasRecalled = true
    // Only a look at the file tells which format a person's names make of it.
    guard mapping.isEmpty, let stamp = stamp ?? OpenFile.stamp(of: path),
      let stored = memory.recall(
        stamp, view: view, marks: { [path] in (try? OpenFile(path))?.marks(seen: $0) }),
      let format = Self.formats[stored.contents.format]
    else { return nil }
    self.format = format
    let isWhole = stored.position.isOf(stamp)
    guard isWhole || stored.lines != nil else { return nil }
    adopt(stored, on: stamp)
    self.stamp = stamp
    return isWhole ? stored.contents : nil
  }

  /// Leaves what was read to an index that has it now; returns whether that is all that was read last.
  ///
  /// It is not where the file was read again meanwhile, where it ends in the middle of a line or a
  /// compressed stream, or where more of it may change what was read: that is gone on with from memory.
  func release(to stored: StoredFile) -> Bool {
    guard unkept?.position == stored.position, packed?.isMidStream != true else { return false }
    if isStart(stored) {
      // What comes behind is read once the file grows.
      (settled, row, unkept) = (SharedContents(stored.contents), stored.row, nil)
      return false
    }
    if settled != nil, hasConversations {
      (row, unkept) = (stored.row, nil)
      return false
    }
    adopt(stored)
    return true
  }

  /// Continues as if the file had been read as far as an index has it.
  private func adopt(_ stored: StoredFile, on stamp: FileStamp? = nil) {
    let points = madePoints
    forget()
    madePoints = points
    var position = stored.position
    if let stamp { position.stamp.device = stamp.device }
    if stored.lines == nil { position.consumed = 0 }
    follow = FollowMachine(position)
    settled = stored.lines == nil ? nil : SharedContents(stored.contents)
    isAllSettled = settled != nil
    lines = stored.lines ?? 0
    row = stored.row
  }

  private static let formats = Dictionary(
    Formats.all.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })

  /// Reads the file from its start the next time, whatever an index knows.
  func distrust() {
    forget()
    hasRecalled = true
  }

  private var view: UInt64 { FileMemory.view(of: relative.lastComponent, mapping) }

  /// Notes what an index should keep of what was just read.
  func remember(_ contents: FileContents, _ file: OpenFile) {
    unkept = nil
    guard let memory, mapping.isEmpty, let position = follow.position,
      position.seen >= memory.smallest, contents.kind.isRead, packed?.isWorthKeeping != false
    else { return }
    var stored = StoredFile(
      path: memory.path, view: view, position: position, lines: nil, contents: contents, row: row)
    if let settled, !hasConversations {
      let isAtEnd =
        packed?.isWhole(at: position.consumed) ?? (position.consumed == position.seen)
      if isAtEnd {
        stored.lines = lines
      } else if packed == nil, contents.waiting > 0, position.consumed >= memory.smallest,
        let marks = file.marks(seen: position.consumed)
      {
        // A line that is being written comes later: the index knows the file as it was before.
        stored.position.stamp.size = position.consumed
        (stored.position.seen, stored.position.marks) = (position.consumed, marks)
        (stored.lines, stored.contents) = (lines, settled.contents)
      }
    }
    unkept = stored
  }

  /// Whether an index that has this knows nothing of the last line.
  private func isStart(_ stored: StoredFile) -> Bool {
    stored.position.seen < (follow.position?.seen ?? 0)
  }

  /// Whether a later line may change samples that are counted already.
  private var hasConversations: Bool { decoder?.conversations.isEmpty == false }
}
