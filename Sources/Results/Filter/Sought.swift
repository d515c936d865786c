/// A text to be looked for in others, whatever the case.
///
/// Lists of tens of thousands of rows are searched at each key, so a plain text
/// is sought byte by byte; one beyond ASCII is compared as people read it.
package struct Sought: Sendable {
  private let text: String
  private let bytes: [UInt8]
  private let isPlain: Bool

  package init(_ text: some StringProtocol) {
    self.text = text.lowercased()
    bytes = Array(self.text.utf8)
    isPlain = bytes.allSatisfy { $0 < 0x80 }
  }

  /// Whether a text holds what is sought; each holds an empty one.
  package func isIn(_ text: String) -> Bool {
    guard let first = bytes.first else { return true }
    guard isPlain else {
      // No text of plain characters alone holds another.
      return !text.utf8.allSatisfy { $0 < 0x80 } && text.lowercased().contains(self.text)
    }
    return text.utf8.withContiguousStorageIfAvailable { search($0, first: first) }
      ?? text.lowercased().contains(self.text)
  }

  /// Whether an optional text is there and holds what is sought.
  package func isIn(_ text: String?) -> Bool { text.map { isIn($0) } ?? false }

  private func search(_ text: UnsafeBufferPointer<UInt8>, first: UInt8) -> Bool {
    guard text.count >= bytes.count else { return false }
    for start in 0...(text.count - bytes.count) where Self.lower(text[start]) == first {
      var matched = 1
      while matched < bytes.count, Self.lower(text[start + matched]) == bytes[matched] {
        matched += 1
      }
      if matched == bytes.count { return true }
    }
    return false
  }

  private static func lower(_ byte: UInt8) -> UInt8 {
    (0x41...0x5A).contains(byte) ? byte + 0x20 : byte
  }
}
