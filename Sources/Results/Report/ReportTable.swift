/// A table of texts, which a report prints aligned or as Markdown.
struct ReportTable {
  let headings: [String]
  /// How many columns, from the left, hold words; the others hold numbers.
  let words: Int
  /// Whether the last column holds words, too.
  var endsInWords = false
  let rows: [[String]]

  /// Lines with aligned columns: words to the left, numbers to the right.
  var aligned: [String] {
    let all = [headings] + rows
    let widths = headings.indices.map { column in all.map { $0[column].count }.max() ?? 0 }
    return all.map { row in
      let cells = row.enumerated().map { column, text in
        let blank = String(repeating: " ", count: widths[column] - text.count)
        return isOfWords(column) ? text + blank : blank + text
      }
      return cells.joined(separator: "  ").trimmingEnd()
    }
  }

  private func isOfWords(_ column: Int) -> Bool {
    column < words || (endsInWords && column == headings.count - 1)
  }

  /// Lines of a Markdown table.
  var markdown: [String] {
    let marks = headings.indices.map { isOfWords($0) ? "---" : "---:" }
    return ([headings, marks] + rows).map { row in
      "| " + row.map(Markdown.escaped).joined(separator: " | ") + " |"
    }
  }
}

enum Markdown {
  /// A text that Markdown shows as it is.
  static func escaped(_ text: String) -> String {
    guard text != "---", text != "---:" else { return text }
    var result = ""
    for character in text {
      // Inside a word an underscore is one.
      let isInWord = result.last.map { $0.isLetter || $0.isNumber || $0 == "_" } ?? false
      if #"\`*[<|#"#.contains(character) || (character == "_" && !isInWord) { result.append("\\") }
      result.append(character.isNewline ? " " : character)
    }
    return result
  }
}

extension String {
  fileprivate func trimmingEnd() -> String {
    var text = self
    while text.last == " " { text.removeLast() }
    return text
  }
}
