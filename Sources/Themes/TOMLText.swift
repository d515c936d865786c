import TOMLKit

/// Hands text to the TOML parser, which stops the whole program over some mistakes.
enum TOMLText {
  /// Parses the text of a theme.
  static func parse(_ source: ThemeLoader.Source) throws(ThemeError) -> TOMLTable {
    func malformed(_ detail: String, line: Int?) -> ThemeError {
      ThemeError(file: source.file, line: line, problem: .malformed(detail: detail))
    }
    // The parser would stop at a NUL and never see what comes after it.
    guard !source.toml.utf8.contains(0) else { throw malformed("it is not a text file", line: nil) }
    if let line = lineOfBrokenHeader(in: source.toml) {
      throw malformed("the name of a table must follow '['", line: line)
    }
    do {
      return try TOMLTable(string: source.toml)
    } catch let error as TOMLParseError {
      throw malformed(oneLine(error.description), line: error.source.begin.line)
    } catch {
      throw malformed("\(error)", line: nil)
    }
  }

  /// The first line whose `[` is not followed by what begins a key.
  ///
  /// The parser of TOMLKit 0.6.0 asserts that it is (in `parse_key`), also in
  /// release builds. Lines of an array or of a long string are taken for
  /// headers here; no theme has use for either.
  static func lineOfBrokenHeader(in toml: String) -> Int? {
    for (index, line) in toml.utf8.split(separator: 0x0A, omittingEmptySubsequences: false)
      .enumerated()
    {
      // A byte order mark may come before the first header.
      var rest = line.starts(with: [0xEF, 0xBB, 0xBF]) ? line.dropFirst(3) : line
      rest = rest.drop(while: isBlank)
      guard rest.first == UInt8(ascii: "[") else { continue }
      rest = rest.dropFirst().drop(while: isBlank)
      if rest.first == UInt8(ascii: "[") { rest = rest.dropFirst().drop(while: isBlank) }
      guard let first = rest.first, beginsKey(first) else { return index + 1 }
    }
    return nil
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
  }

  /// Whether a byte begins a key or closes the header, which the parser reports well.
  private static func beginsKey(_ byte: UInt8) -> Bool {
    let character = Character(UnicodeScalar(byte))
    return character.isASCII
      && (character.isLetter || character.isNumber || "_-\"']".contains(character))
  }

  /// The parser's words without line ends, so that a message stays one line.
  private static func oneLine(_ text: String) -> String {
    text.split(whereSeparator: \.isNewline).joined(separator: " ")
  }
}
