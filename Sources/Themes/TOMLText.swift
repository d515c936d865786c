import TOMLKit

/// Hands text to the TOML parser, which ends the whole program over some mistakes.
///
/// The parser of TOMLKit 0.6.0 asserts, in release builds too, what it should
/// ask: that a table header begins with a key, an array holds values, a time
/// has digits. So it is given only what a theme is made of: named tables, text
/// in quotes on one line, whole numbers, true and false. What else TOML knows
/// is refused here, by a look at one line after the other.
enum TOMLText {
  /// Parses the text of a theme.
  static func parse(_ source: ThemeLoader.Source) throws(ThemeError) -> TOMLTable {
    func malformed(_ detail: String, line: Int?) -> ThemeError {
      ThemeError(file: source.file, line: line, problem: .malformed(detail: detail))
    }
    // The parser would stop at a NUL and never see what comes after it.
    guard !source.toml.utf8.contains(0) else { throw malformed("it is not a text file", line: nil) }
    if let (line, detail) = firstRefusal(in: source.toml) { throw malformed(detail, line: line) }
    do {
      return try TOMLTable(string: source.toml)
    } catch let error as TOMLParseError {
      throw malformed(error.description, line: error.source.begin.line)
    } catch {
      throw malformed("\(error)", line: nil)
    }
  }

  private typealias Bytes = Substring.UTF8View

  /// The first line the parser must not see, and what is wrong with it.
  private static func firstRefusal(in toml: String) -> (line: Int, detail: String)? {
    // A byte order mark may come before the first line.
    let bytes = toml.unicodeScalars.first == "\u{FEFF}" ? toml.utf8.dropFirst(3) : toml.utf8[...]
    for (index, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated()
    {
      if let detail = refusal(of: line.drop(while: isBlank)) { return (index + 1, detail) }
    }
    return nil
  }

  private static func refusal(of line: Bytes) -> String? {
    guard line.first == UInt8(ascii: "[") else { return refusal(ofValuesIn: line) }
    var rest = line.dropFirst().drop(while: isBlank)
    if rest.first == UInt8(ascii: "[") { rest = rest.dropFirst().drop(while: isBlank) }
    guard let first = rest.first, beginsKey(first) else {
      return "the name of a table must follow '['"
    }
    return refusal(ofValuesIn: rest)
  }

  /// Looks, outside of strings and comments, for values that no theme has.
  private static func refusal(ofValuesIn line: Bytes) -> String? {
    var rest = line
    while let byte = rest.first {
      switch byte {
      case UInt8(ascii: "#"): return nil
      case UInt8(ascii: "="):
        rest = rest.dropFirst().drop(while: isBlank)
        if let refused = refusal(ofValueAtStartOf: rest) { return refused }
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        if rest.starts(with: [byte, byte, byte]) { return "text must begin and end on one line" }
        rest = afterString(rest)
      default: rest = rest.dropFirst()
      }
    }
    return nil
  }

  private static func refusal(ofValueAtStartOf text: Bytes) -> String? {
    guard let first = text.first, !"\"'{".utf8.contains(first) else { return nil }
    let word = String(Substring(text.prefix { !isBlank($0) && !",}#\r".utf8.contains($0) }))
    // The parser reports well that there is no value at all.
    let isKnown = ["", "true", "false"].contains(word) || word.utf8.allSatisfy(isDigit)
    return isKnown ? nil : "'\(word)' is no text in quotes, no whole number, not true and not false"
  }

  /// What follows the string a text begins with; nothing where the string does not end.
  private static func afterString(_ text: Bytes) -> Bytes {
    let quote = text.first
    var rest = text.dropFirst()
    while let byte = rest.popFirst(), byte != quote {
      if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") { _ = rest.popFirst() }
    }
    return rest
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  /// Whether a byte begins a key, or closes the header, which the parser reports well.
  private static func beginsKey(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
    default: isDigit(byte) || "_-\"']".utf8.contains(byte)
    }
  }
}
