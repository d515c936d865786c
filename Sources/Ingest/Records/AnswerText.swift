import Results

/// The answer taken out of a response, as a number that tells it from others.
enum AnswerText {
  /// A hash of the answer as it reads, without white space around it; `nil` for none, never 0.
  ///
  /// A number and the same number as text are one answer.
  static func hash(_ value: JSONValue, in record: RecordBytes) -> UInt32? {
    guard value.exists else { return nil }
    let bytes = value.bytes(in: record)
    guard value.kind == .string, bytes.contains(UInt8(ascii: "\\")) else { return hash(bytes) }
    var text = JSONText.string(bytes)
    return text.withUTF8 { hash(RecordBytes($0)) }
  }

  private static func hash(_ bytes: RecordBytes) -> UInt32? {
    guard let first = bytes.firstIndex(where: { !isSpace($0) }),
      let last = bytes.lastIndex(where: { !isSpace($0) })
    else { return nil }
    let hash = Checksum.of(RecordBytes(rebasing: bytes[first...last]))
    return max(1, UInt32(truncatingIfNeeded: hash ^ hash >> 32))
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (9...13).contains(byte) }
}
