import Results

/// What is looked for, prepared; threads share it.
struct SoughtPattern: Sendable {
  /// The whole of a plain text; `nil` for all else.
  let literal: Needle?
  /// Whether records write that text as it is, if by no number of a character.
  let isPlain: Bool
  let pattern: TextPattern?
  /// The same with the shortest repeats first, where that finds out sooner whether a text has it:
  /// `nil` where it does not, or might say otherwise.
  let shortest: TextPattern?
  /// What the record of every match holds as it is written, if by no number of a character.
  let required: Needle?

  /// - Throws: That there is nothing to look for, or what is wrong with it.
  init(_ sought: SoughtText) throws(SearchFailure) {
    guard !sought.isEmpty else { throw .empty }
    let (text, ignoresCase) = (sought.text, sought.ignoresCase)
    let isASCII = text.utf8.allSatisfy { $0 < 0x80 }
    let isByBytes = !sought.isRegularExpression && (isASCII || !ignoresCase)
    literal = isByBytes ? Needle(text, ignoresCase: ignoresCase) : nil
    pattern =
      isByBytes
      ? nil
      : try TextPattern(
        text, isLiteral: !sought.isRegularExpression, ignoresCase: ignoresCase)
    shortest =
      sought.isRegularExpression && Self.isReadEitherWay(text)
      ? try TextPattern(
        text, isLiteral: false, ignoresCase: ignoresCase, isShort: true) : nil
    let piece =
      sought.isRegularExpression
      ? RequiredText.of(text, ignoresCase: ignoresCase)
      : RequiredText.of(plain: text, ignoresCase: ignoresCase && !isByBytes)
    isPlain = isByBytes && piece == text
    // Nearly every record holds a single letter.
    required = piece.flatMap { piece in
      piece.utf8.count > 1 || isByBytes ? Needle(piece, ignoresCase: ignoresCase) : nil
    }
  }

  /// Whether an expression repeats any character, which may run far, and matches the same texts
  /// whichever repeats are tried first: without groups that keep what they took, references and
  /// verbs.
  static func isReadEitherWay(_ text: String) -> Bool {
    let long = [".*", ".+", ".{"]
    let strict = ["(?", "(*", "++", "*+", "?+", "}+", "\\g", "\\k", "\\K"]
    let references = (0...9).map { "\\\($0)" }
    let plain = text.replacing("(?:", with: "(")
    return long.contains(where: plain.contains)
      && !(strict + references).contains(where: plain.contains)
  }
}

/// Finds what a query looks for in texts; one for each thread.
struct TextMatcher {
  private let literal: Needle?
  private let matcher: PatternMatcher?
  private let shortest: PatternMatcher?

  init(_ sought: SoughtPattern) {
    literal = sought.literal
    matcher = sought.pattern.map(PatternMatcher.init)
    shortest = sought.shortest.map(PatternMatcher.init)
  }

  /// Whether there is any place.
  func matches(_ text: RecordBytes) throws(PatternMatcher.Limit) -> Bool {
    if let shortest { return try shortest.first(in: text) != nil }
    return try first(in: text) != nil
  }

  /// The first place at or behind `start`, in bytes.
  func first(
    in text: RecordBytes, from start: Int = 0
  ) throws(PatternMatcher.Limit) -> Range<Int>? {
    if let literal { return literal.first(in: text, from: start).map { $0..<($0 + literal.count) } }
    return try matcher?.first(in: text, from: start)
  }

  /// All places that are not empty, as far as a limit and until nobody wants them.
  func all(
    in text: RecordBytes, limit: Int, isCancelled: () -> Bool
  ) throws(PatternMatcher.Limit) -> TextPlaces {
    var found: [Range<Int>] = []
    var start = 0
    while start <= text.count, !isCancelled(), let next = try first(in: text, from: start) {
      guard found.count < limit else { return TextPlaces(found, isCut: true) }
      if !next.isEmpty { found.append(next) }
      start = next.isEmpty ? Self.behind(next.upperBound, in: text) : next.upperBound
    }
    return TextPlaces(found)
  }

  /// The place behind the character at a place.
  private static func behind(_ place: Int, in text: RecordBytes) -> Int {
    var next = place + 1
    while next < text.count, text[next] & 0xC0 == 0x80 { next += 1 }
    return next
  }
}
