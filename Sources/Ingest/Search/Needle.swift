import CScan

/// A short text that is looked for in long ones as its bytes stand.
struct Needle: Sendable {
  private let object: SharedObject
  let count: Int

  /// - Parameter ignoresCase: Whether letters of ASCII are equal in both cases.
  init(_ text: String, ignoresCase: Bool = false) {
    let bytes = Array(text.utf8)
    guard let made = kscope_needle_create(bytes, bytes.count, ignoresCase) else {
      fatalError("no memory for a text of \(bytes.count) bytes that is looked for")
    }
    object = SharedObject(made) { kscope_needle_destroy($0) }
    count = bytes.count
  }

  /// The first place at or behind `start` where it stands.
  func first(in text: RecordBytes, from start: Int = 0) -> Int? {
    let bytes = text.assumingMemoryBound(to: UInt8.self).baseAddress
    let place = kscope_find(object.pointer, bytes, text.count, start)
    // The greatest number of C is −1 here.
    return place < 0 ? nil : place
  }
}
