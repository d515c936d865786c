import CScan

/// A short text that is looked for in long ones as its bytes stand.
final class Needle: @unchecked Sendable {
  // Sendable: it never changes after it is made, and finding only reads it.
  private let pointer: OpaquePointer
  let count: Int

  /// - Parameter ignoresCase: Whether letters of ASCII are equal in both cases.
  init(_ text: String, ignoresCase: Bool = false) {
    let bytes = Array(text.utf8)
    guard let made = kscope_needle_create(bytes, bytes.count, ignoresCase) else {
      fatalError("no memory for a text of \(bytes.count) bytes that is looked for")
    }
    (pointer, count) = (made, bytes.count)
  }

  deinit { kscope_needle_destroy(pointer) }

  /// The first place at or behind `start` where it stands.
  func first(in text: RecordBytes, from start: Int = 0) -> Int? {
    let bytes = text.assumingMemoryBound(to: UInt8.self).baseAddress
    let place = kscope_find(pointer, bytes, text.count, start)
    // The greatest number of C is −1 here.
    return place < 0 ? nil : place
  }
}
