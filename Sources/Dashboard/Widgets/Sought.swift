/// A text to be looked for in others, whatever the case.
///
/// Lists of tens of thousands of rows are searched at each key, so plain texts
/// are compared byte by byte; all others as people read them.
struct Sought: Sendable {
  private let text: String
  private let bytes: [UInt8]
  private let isPlain: Bool

  init(_ text: some StringProtocol) {
    self.text = text.lowercased()
    bytes = Array(self.text.utf8)
    isPlain = bytes.allSatisfy { $0 < 0x80 }
  }

  /// Whether a text holds what is sought; each holds an empty one.
  func isIn(_ text: String) -> Bool {
    guard !bytes.isEmpty else { return true }
    let plain = text.utf8.withContiguousStorageIfAvailable { search($0) } ?? nil
    return plain ?? text.lowercased().contains(self.text)
  }

  /// `nil` where a text is not plain, and must be compared in another way.
  private func search(_ text: UnsafeBufferPointer<UInt8>) -> Bool? {
    guard text.allSatisfy({ $0 < 0x80 }) else { return nil }
    guard isPlain, text.count >= bytes.count else { return false }
    return (0...(text.count - bytes.count)).contains { start in
      bytes.indices.allSatisfy { Self.lower(text[start + $0]) == bytes[$0] }
    }
  }

  private static func lower(_ byte: UInt8) -> UInt8 {
    (0x41...0x5A).contains(byte) ? byte + 0x20 : byte
  }
}

/// Words, all of which a row must hold to be shown.
struct RowFilter: Sendable {
  private let words: [Sought]

  init(_ text: String) {
    words = text.split(separator: " ").map { Sought($0) }
  }

  /// Whether each word is in at least one of a row's texts.
  func lets(_ texts: [String]) -> Bool {
    words.allSatisfy { word in texts.contains { word.isIn($0) } }
  }
}
