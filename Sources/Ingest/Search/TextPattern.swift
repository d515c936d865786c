import CPcre2
import Results

/// A regular expression, prepared once and shared by threads.
struct TextPattern: Sendable {
  fileprivate let object: SharedObject

  /// - Parameters:
  ///   - isLiteral: Whether no character has a meaning of its own.
  ///   - isShort: Whether repeats take as little as they can unless a `?` follows them.
  init(
    _ text: String, isLiteral: Bool, ignoresCase: Bool, isShort: Bool = false
  ) throws(SearchFailure) {
    let bytes = Array(text.utf8)
    var error = kscope_pattern_error()
    let made = kscope_pattern_create(bytes, bytes.count, isLiteral, ignoresCase, isShort, &error)
    guard let made else {
      let before = bytes.prefix(min(bytes.count, error.offset))
      throw .invalid(
        reason: Self.message(of: &error), column: String(decoding: before, as: UTF8.self).count + 1)
    }
    object = SharedObject(made) { kscope_pattern_destroy($0) }
  }

  private static func message(of error: inout kscope_pattern_error) -> String {
    withUnsafeBytes(of: &error.message) { bytes in
      String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
  }
}

/// Finds a pattern in texts; one for each thread.
final class PatternMatcher {
  /// A text takes more steps than one may take.
  struct Limit: Error {}

  private let pattern: TextPattern
  private let pointer: OpaquePointer

  init(_ pattern: TextPattern) {
    guard let made = kscope_matcher_create(pattern.object.pointer) else {
      fatalError("no memory to match a regular expression")
    }
    (self.pattern, pointer) = (pattern, made)
  }

  deinit { kscope_matcher_destroy(pointer) }

  /// The first match at or behind `start`.
  func first(in text: RecordBytes, from start: Int = 0) throws(Limit) -> Range<Int>? {
    let bytes = text.assumingMemoryBound(to: UInt8.self).baseAddress
    var (from, to) = (0, 0)
    switch kscope_match(pointer, bytes, text.count, start, &from, &to) {
    case Int32(KSCOPE_MATCH_FOUND.rawValue): return from..<to
    case Int32(KSCOPE_MATCH_NONE.rawValue): return nil
    default: throw Limit()
    }
  }
}
