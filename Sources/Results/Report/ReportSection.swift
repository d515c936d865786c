/// A part of a report that stands only where there is something to say: an analysis in
/// sentences and tables.
package struct ReportSection: Equatable, Sendable, Encodable {
  /// The name in JSON: lower case, words joined by `-`.
  package let name: String
  package let title: String
  package let sentences: [String]
  package let tables: [DataTable]

  /// `nil` without sentences and rows.
  package init?(
    _ name: String, title: String, sentences: [String] = [], tables: [DataTable] = []
  ) {
    let tables = tables.filter { !$0.rows.isEmpty }
    guard !sentences.isEmpty || !tables.isEmpty else { return nil }
    (self.name, self.title, self.sentences, self.tables) = (name, title, sentences, tables)
  }
}

extension ReportSection {
  /// The section as text below its title.
  var lines: [String] {
    let blocks = ([sentences] + tables.map(\.aligned)).filter { !$0.isEmpty }
    return [title + ":"] + Array(blocks.joined(separator: [""]))
  }

  /// The section in Markdown, a block each.
  var markdown: [[String]] {
    let words = sentences.map(Markdown.escaped)
    return [["## " + Markdown.escaped(title)]] + (words.isEmpty ? [] : [words])
      + tables.map(\.markdown)
  }
}
