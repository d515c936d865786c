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
    var start = paragraph.startIndex
    var column = 0
    var lastSpace: Substring.Index?
    var index = start
    while index < paragraph.endIndex {
      let next = paragraph.index(after: index)
      let character = paragraph[index]
      let columns =
        character == "\t"
        ? 8 - column % 8 : String(character).columns(unicode: unicode)
      if column + columns > width, index > start {
        let cut = lastSpace.map { paragraph.index(after: $0) } ?? index
        lines.append(paragraph[start..<cut])
        start = cut
        column = paragraph[start..<index].columns(unicode: unicode)
        lastSpace = nil
      }
      if character == " " { lastSpace = index }
      column += columns
      index = next
    }
    lines.append(paragraph[start...])
  }
}
