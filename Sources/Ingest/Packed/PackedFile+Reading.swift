import ResultIndex
import Results
import Watching

// What a compressed file makes of what is read of it.

extension PackedFile {
  /// `nil` for a file that is not compressed.
  ///
  /// - Parameter cursor: Where an earlier reading came to.
  convenience init?(
    _ packing: Packing, _ points: RestartPoints, from cursor: @autoclosure () -> PackedCursor?
  ) {
    guard case .packed(let compression) = packing else { return nil }
    self.init(compression, points: points, from: cursor())
  }

  /// The whole text; `nil` where there is too much of it, with that among the rejects.
  ///
  /// - Parameter isTable: Whether its rows count one by one: then a last one without an end waits.
  func document(
    in buffer: ReadBuffer, of contents: inout FileContents, isTable: Bool
  ) throws(SystemFailure) -> RecordBytes? {
    guard let text = try buffer.load(self, limit: LineFeed.longestLine) else {
      contents.reject(line: 0, DocumentDecoder.tooLong(nil))
      return nil
    }
    guard isTable, !isWhole else { return text }
    return RecordBytes(rebasing: text[..<(text.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0)])
  }

  /// What the start of the text was taken for, as far as a compressed file can be read.
  func judged(_ recognition: Recognition) -> Recognition {
    switch recognition {
    case .format(let format, _) where format is any ArchiveFormat:
      return .foreign(
        "a \(compression.name)-compressed archive; unpack it with: \(compression.unpacks)")
    case .format: return recognition
    case .blank where !isWhole && damage == nil: return .undecided
    default: return damage.map { .foreign($0.sentence) } ?? recognition
    }
  }

  /// Leaves of a damaged document nothing unless it could be read: why not is told once.
  func judge(_ contents: inout FileContents, before: FileContents, _ framing: FileHead.Framing) {
    if damage != nil, framing == .document, !contents.rejects.isEmpty { contents = before }
  }

  /// Adds what there is to say of the file besides its text.
  func tell(in contents: inout FileContents) {
    if let damage {
      // Before all others: there may be more than are kept.
      contents.rejects.insert(Reject(line: 0, reason: damage.sentence), at: 0)
    } else if !isWhole, contents.unfinished == nil {
      contents.unfinished = Unfinished(.packed)
    }
  }

  /// Whether an index may have what was read: not while a file grows in the middle of a stream, as
  /// all of it would be written each time.
  var isWorthKeeping: Bool { readings < 2 || !isMidStream }

  /// Whether more of the file is gone on with, which an index does not know how to do.
  var isMidStream: Bool { !isWhole && damage == nil }
}

extension PackedCursor {
  /// Where reading goes on behind what an index has; `nil` where that is the start.
  init?(_ position: FilePosition?) {
    guard let position, position.consumed > 0 else { return nil }
    // More than the start is only kept where it ends with a stream.
    self.init(packed: position.seen, unpacked: position.consumed)
  }
}
