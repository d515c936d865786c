/// What a piece of a text is, beyond text.
package enum TextMeaning: Equatable, Sendable {
  case code, formula, heading, strong
  /// What stands in `\boxed{}`, and the answer that was taken out of the response.
  case boxed, answer
  /// A tag such as `<think>`.
  case tag
  /// A word of reflection, and a piece that repeats itself.
  case remark, loop
}

/// A piece of a text that means something.
package struct TextSpan: Equatable, Sendable {
  package let range: Range<Int>
  package let meaning: TextMeaning
}

extension ReaderText {
  /// What means something in the paragraph of a line, in the order of drawing.
  ///
  /// Of a long paragraph it is looked for in the 1 kB on both sides of the line.
  ///
  /// - Parameter marks: What repeats itself, where that and words of reflection are marked.
  package func spans(
    around line: Range<Int>, in section: Int, marks: TextFindings?
  ) -> [TextSpan] {
    let part = sections[section]
    let paragraph = bytes.withUnsafeBufferPointer {
      self.line(of: min(line.lowerBound, part.range.upperBound - 1), in: $0, part.range)
    }
    let near =
      max(
        paragraph.lowerBound, line.lowerBound - 1024)..<max(
        line.upperBound, min(paragraph.upperBound, line.upperBound + 1024))
    var spans: [TextSpan] = []
    if Self.isFence(bytes, paragraph) || isCode(at: paragraph.lowerBound, in: section) {
      spans.append(TextSpan(range: paragraph, meaning: .code))
    } else {
      var scanner = MarkupScanner(
        bytes: bytes, paragraph: paragraph, near: near, section: part.range)
      spans += scanner.spans()
    }
    for tag in tags where tag.overlaps(near) { spans.append(TextSpan(range: tag, meaning: .tag)) }
    if let answer, answer.overlaps(near) { spans.append(TextSpan(range: answer, meaning: .answer)) }
    guard let marks, part.isResponse else { return spans }
    spans += marks.loops(in: near).map { TextSpan(range: $0.range, meaning: .loop) }
    return spans + Remark.places(in: bytes, near).map { TextSpan(range: $0, meaning: .remark) }
  }
}

/// Finds Markdown, LaTeX and boxes in a paragraph.
private struct MarkupScanner {
  let bytes: [UInt8]
  let paragraph: Range<Int>
  /// The part of it that is looked at.
  let near: Range<Int>
  let section: Range<Int>
  private var found: [TextSpan] = []
  /// Signs that are known to stand nowhere in the rest.
  private var missing: Set<String> = []

  init(bytes: [UInt8], paragraph: Range<Int>, near: Range<Int>, section: Range<Int>) {
    (self.bytes, self.paragraph, self.near, self.section) = (bytes, paragraph, near, section)
  }

  mutating func spans() -> [TextSpan] {
    if isHeading { found.append(TextSpan(range: paragraph, meaning: .heading)) }
    var place = near.lowerBound
    if isInFormula { place = closeFormula() }
    while place < near.upperBound {
      switch bytes[place] {
      case UInt8(ascii: "\\"): place = escape(at: place)
      case UInt8(ascii: "$"): place = dollars(at: place)
      case UInt8(ascii: "`"): place = delimited(at: place, by: "`", .code)
      case UInt8(ascii: "*") where byte(place + 1) == UInt8(ascii: "*"):
        place = delimited(at: place, by: "**", .strong)
      default: place += 1
      }
    }
    return found + boxes
  }

  private func byte(_ place: Int) -> UInt8 { place < near.upperBound ? bytes[place] : 0 }

  private var isHeading: Bool {
    var place = paragraph.lowerBound
    while place < paragraph.upperBound, bytes[place] == UInt8(ascii: "#") { place += 1 }
    let count = place - paragraph.lowerBound
    return (1...6).contains(count) && place < paragraph.upperBound && bytes[place] == 0x20
  }

  /// Whether a formula that began with `\[` in the 2 kB before has not ended.
  private var isInFormula: Bool {
    let before = max(section.lowerBound, near.lowerBound - 2048)..<near.lowerBound
    guard let open = Self.opening.last(in: bytes, before) else { return false }
    return Self.closing.first(in: bytes, open.upperBound..<near.lowerBound) == nil
  }

  private static let opening = ByteSearch(Array("\\[".utf8))
  private static let closing = ByteSearch(Array("\\]".utf8))

  /// Takes what is left of a formula; the place after it.
  private mutating func closeFormula() -> Int {
    let end = Self.closing.first(in: bytes, near)?.upperBound ?? near.upperBound
    found.append(TextSpan(range: near.lowerBound..<end, meaning: .formula))
    return end
  }

  private mutating func escape(at place: Int) -> Int {
    switch byte(place + 1) {
    case UInt8(ascii: "("): delimited(at: place, by: "\\(", until: "\\)", .formula)
    case UInt8(ascii: "["):
      delimited(at: place, by: "\\[", until: "\\]", .formula, isOpenEnded: true)
    default: place + 2
    }
  }

  private mutating func dollars(at place: Int) -> Int {
    if byte(place + 1) == UInt8(ascii: "$") { return delimited(at: place, by: "$$", .formula) }
    // A price is no formula: neither end has a space inside, nor a digit behind it.
    guard byte(place + 1) != 0x20,
      let end = bytes[(place + 1)..<near.upperBound].firstIndex(of: UInt8(ascii: "$")),
      bytes[end - 1] != 0x20, !(0x30...0x39).contains(byte(end + 1))
    else { return place + 1 }
    found.append(TextSpan(range: place..<end + 1, meaning: .formula))
    return end + 1
  }

  private mutating func delimited(
    at place: Int, by open: String, until close: String? = nil, _ meaning: TextMeaning,
    isOpenEnded: Bool = false
  ) -> Int {
    let start = place + open.utf8.count
    guard start <= near.upperBound else { return near.upperBound }
    // What does not close from here on does not from any later place.
    let sought = close ?? open
    let search = ByteSearch(Array(sought.utf8))
    let end =
      missing.contains(sought) ? nil : search.first(in: bytes, start..<near.upperBound)?.upperBound
    if end == nil { missing.insert(sought) }
    guard let end = end ?? (isOpenEnded ? near.upperBound : nil) else { return start }
    found.append(TextSpan(range: place..<end, meaning: meaning))
    return end
  }

  /// They may stand in a formula or outside of one.
  private var boxes: [TextSpan] {
    ByteSearch(Array("\\boxed{".utf8)).all(in: bytes, near, limit: 20)
      .compactMap { box(at: $0.lowerBound) }
  }

  /// `\boxed{…}` with its braces balanced, where it begins at a place.
  private func box(at place: Int) -> TextSpan? {
    let name = Array("\\boxed{".utf8)
    guard place + name.count <= near.upperBound,
      bytes[place..<place + name.count].elementsEqual(name)
    else { return nil }
    return BoxedAnswer.end(in: bytes, from: place + name.count, to: near.upperBound)
      .map { TextSpan(range: place..<$0, meaning: .boxed) }
  }
}

/// What a response puts in `\boxed{}`.
package enum BoxedAnswer {
  private static let opening = ByteSearch(Array("\\boxed{".utf8))

  /// Where the braces close that opened before a place; `nil` where they do not.
  static func end(in bytes: [UInt8], from start: Int, to limit: Int) -> Int? {
    var depth = 1
    for place in start..<max(start, limit) {
      if bytes[place] == UInt8(ascii: "{") { depth += 1 }
      if bytes[place] == UInt8(ascii: "}") { depth -= 1 }
      if depth == 0 { return place + 1 }
    }
    return nil
  }

  /// What stands in the last one; `nil` where there is none.
  package static func last(in text: String) -> String? {
    let bytes = Array(text.utf8)
    guard let found = opening.last(in: bytes, 0..<bytes.count),
      let end = end(
        in: bytes, from: found.upperBound, to: min(bytes.count, found.upperBound + 4096))
    else { return nil }
    return String(decoding: bytes[found.upperBound..<end - 1], as: UTF8.self)
  }
}
