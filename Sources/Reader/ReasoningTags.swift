/// The tags between which models reason.
enum ReasoningTags {
  struct Part: Equatable {
    let isReasoning: Bool
    let range: Range<Int>
    var tags: [Range<Int>] = []
    /// Whether reasoning was ended by its tag.
    var isWhole = true
  }

  private static let pairs: [(open: String, close: String)] = [
    ("<think>", "</think>"), ("<thinking>", "</thinking>"), ("<reasoning>", "</reasoning>"),
    ("<thought>", "</thought>"), ("<reflection>", "</reflection>"),
    ("<|begin_of_thought|>", "<|end_of_thought|>"), ("<scratchpad>", "</scratchpad>"),
    ("◁think▷", "◁/think▷"), ("[THINK]", "[/THINK]"), ("<seed:think>", "</seed:think>"),
  ]
  /// Conversations of agents have some; more than so many are not told apart.
  private static let limit = 200

  /// A response as reasoning and what stands between, in order; a blank part is left out.
  ///
  /// A closing tag without an opening one ends reasoning that began with the response, since chat
  /// templates write the opening tag into the prompt. Reasoning that is not closed goes to the end.
  static func parts(of bytes: [UInt8], _ range: Range<Int>) -> [Part] {
    guard let pair = firstPair(in: bytes, range) else {
      return [Part(isReasoning: false, range: range)]
    }
    let (open, close) = (ByteSearch(Array(pair.open.utf8)), ByteSearch(Array(pair.close.utf8)))
    var parts: [Part] = []
    var place = range.lowerBound
    var opening = open.first(in: bytes, range)
    var ending = close.first(in: bytes, range)
    while place < range.upperBound, parts.count < Self.limit {
      // What was found further on is not looked for again.
      if let tag = opening, tag.lowerBound < place {
        opening = open.first(in: bytes, place..<range.upperBound)
      }
      if let tag = ending, tag.lowerBound < place {
        ending = close.first(in: bytes, place..<range.upperBound)
      }
      guard opening != nil || ending != nil else { break }
      let headless = (ending?.lowerBound ?? .max) < (opening?.lowerBound ?? .max)
      let closing =
        headless
        ? ending : opening.flatMap { close.first(in: bytes, $0.upperBound..<range.upperBound) }
      let start = headless ? place : opening?.lowerBound ?? place
      add(Part(isReasoning: false, range: place..<start), of: bytes, to: &parts)
      let end = closing?.upperBound ?? range.upperBound
      parts.append(
        Part(
          isReasoning: true, range: start..<end,
          tags: [headless ? nil : opening, closing].compactMap { $0 },
          isWhole: closing != nil))
      place = end
    }
    add(Part(isReasoning: false, range: place..<range.upperBound), of: bytes, to: &parts)
    return parts.isEmpty ? [Part(isReasoning: false, range: range)] : parts
  }

  /// The pair of tags of which one stands first.
  private static func firstPair(
    in bytes: [UInt8], _ range: Range<Int>
  ) -> (open: String, close: String)? {
    let tags = pairs.map { (open: Array($0.open.utf8), close: Array($0.close.utf8)) }
    // By their first two bytes, which tell them from most of what begins like them.
    var begins = [Bool](repeating: false, count: 1 << 16)
    for tag in tags {
      for bytes in [tag.open, tag.close] { begins[Int(bytes[0]) << 8 | Int(bytes[1])] = true }
    }
    return bytes[range].withUnsafeBufferPointer { text in
      for place in text.indices.dropLast()
      where begins[Int(text[place]) << 8 | Int(text[place + 1])] {
        let rest = text[place...]
        for (number, tag) in tags.enumerated()
        where rest.starts(with: tag.open) || rest.starts(with: tag.close) {
          return pairs[number]
        }
      }
      return nil
    }
  }

  private static func add(_ part: Part, of bytes: [UInt8], to parts: inout [Part]) {
    let isBlank = bytes[part.range].allSatisfy { $0 == 0x20 || (9...13).contains($0) }
    if !isBlank { parts.append(part) }
  }
}
