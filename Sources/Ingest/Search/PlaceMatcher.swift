import CScan
import Glibc
import Results

/// Looks for a pattern in texts as their records write them; one for each thread.
struct PlaceMatcher {
  /// A match; where it is, in the text as it reads, only if that is to be told.
  struct Found {
    var told: (range: Range<Int>, snippet: SampleHit.Snippet)?
  }

  private let sought: SoughtPattern
  private let matcher: TextMatcher
  private let room = Room()
  private static let numbered = Needle("\\u00")

  init(_ sought: SoughtPattern) {
    self.sought = sought
    matcher = TextMatcher(sought)
  }

  /// Whether a character of ASCII is written by its number, as any may be.
  static func hasNumbered(_ bytes: RecordBytes) -> Bool {
    var place = 0
    while let found = numbered.first(in: bytes, from: place) {
      place = found + numbered.count
      if place < bytes.count, bytes[place] < UInt8(ascii: "8") { return true }
    }
    return false
  }

  /// The first match in a text.
  ///
  /// - Parameter isTold: Whether to say where it is.
  func first(
    in place: RecordTexts.Place, isTold: Bool
  ) throws(PatternMatcher.Limit) -> Found? {
    if sought.isPlain, let literal = sought.literal {
      let start = literal.first(in: place.bytes)
      if let start, !place.isString || !Self.mayBeEscape(start, in: place.bytes) {
        return found(start..<(start + literal.count), in: place, isTold)
      }
      if start == nil, !place.isString || !Self.hasNumbered(place.bytes) { return nil }
    }
    let text = decoded(place, upTo: place.bytes.count)
    guard try matcher.matches(text) else { return nil }
    guard isTold, let range = try matcher.first(in: text) else { return Found() }
    return Found(told: (range, SampleHit.Snippet(of: range, in: text)))
  }

  /// Whether what stands at a place may belong to an escape.
  private static func mayBeEscape(_ place: Int, in bytes: RecordBytes) -> Bool {
    bytes[max(0, place - 6)..<place].contains(UInt8(ascii: "\\"))
  }

  /// A match that stands in the record as it is: only what comes before it is decoded, and a little
  /// of what comes behind.
  private func found(
    _ range: Range<Int>, in place: RecordTexts.Place, _ isTold: Bool
  ) -> Found {
    guard isTold else { return Found() }
    let before = decoded(place, upTo: range.lowerBound).count
    // A character takes up to six times as many bytes as it is written.
    let text = decoded(
      place, upTo: min(place.bytes.count, range.upperBound + 7 * SampleHit.Snippet.longest))
    let match = before..<(before + range.count)
    return Found(told: (match, SampleHit.Snippet(of: match, in: text)))
  }

  /// The start of a text as it reads; it stands until the next is asked for.
  private func decoded(_ place: RecordTexts.Place, upTo count: Int) -> RecordBytes {
    let raw = RecordBytes(rebasing: place.bytes[..<count])
    guard place.isString, let start = raw.baseAddress,
      memchr(start, Int32(UInt8(ascii: "\\")), count) != nil
    else { return raw }
    room.reserve(kscope_unescaped_room(count))
    let length = kscope_unescape(
      start.assumingMemoryBound(to: UInt8.self), count,
      room.memory.assumingMemoryBound(to: UInt8.self))
    return RecordBytes(start: room.memory, count: length)
  }
}
