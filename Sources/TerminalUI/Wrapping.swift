/// A text broken into lines that fit a width.
package enum Wrapping {
  /// Breaks a text at line ends, and longer lines at spaces where there are any.
  ///
  /// - Returns: The lines as parts of `text`, at least one; none is wider than `width`
  ///   columns unless a single character is.
  /// - Complexity: O(length of `text`).
  package static func lines(
    of text: String, width: Int, unicode: Bool = true
  ) -> [Substring] {
    var lines: [Substring] = []
    for paragraph in text.split(omittingEmptySubsequences: false, whereSeparator: isLineEnd) {
      wrap(paragraph, width: max(1, width), unicode: unicode, into: &lines)
    }
    return lines
  }

  private static func isLineEnd(_ character: Character) -> Bool {
    character == "\n" || character == "\r\n" || character == "\r"
  }

  private static func wrap(
    _ paragraph: Substring, width: Int, unicode: Bool, into lines: inout [Substring]
  ) {
    // Most lines of most texts are short and plain.
    if paragraph.utf8.count <= width, paragraph.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) {
      return lines.append(paragraph)
    }
    var start = paragraph.startIndex
    var column = 0
    var lastSpace: Substring.Index?
    var index = start
    while index < paragraph.endIndex {
      let character = paragraph[index]
      var columns = Self.columns(of: character, at: column, unicode: unicode)
      while column + columns > width, index > start {
        let cut = lastSpace.map { paragraph.index(after: $0) } ?? index
        lines.append(paragraph[start..<cut])
        start = cut
        column = paragraph[start..<index].columns(unicode: unicode)
        columns = Self.columns(of: character, at: column, unicode: unicode)
        lastSpace = nil
      }
      column += columns
      if character == " " { lastSpace = index }
      index = paragraph.index(after: index)
    }
    lines.append(paragraph[start...])
  }

  private static func columns(of character: Character, at column: Int, unicode: Bool) -> Int {
    if character == "\t" { return 8 - column % 8 }
    if let ascii = character.asciiValue, ascii >= 0x20, ascii < 0x7F { return 1 }
    return String(character).columns(unicode: unicode)
  }
}
