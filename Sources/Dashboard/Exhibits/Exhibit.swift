import Charts
import FoundationEssentials
import Results
import TerminalUI

/// What a view shows, apart from the screen: a drawing, the numbers behind it, and what they say.
///
/// Screens, files that `E` writes and `kscope plot` all come from it, so that they agree.
package struct Exhibit: Sendable {
  /// A word for names of files, such as `curves`.
  package let name: String
  package let title: String
  /// What the drawing shows, a sentence each; every number with its interval or its n.
  package let sentences: [String]
  /// `nil` where the numbers are all there is to see.
  package let chart: (any Chart)?
  package let tables: [DataTable]

  package init(
    _ name: String, title: String, sentences: [String] = [], chart: (any Chart)? = nil,
    tables: [DataTable]
  ) {
    self.name = name
    self.title = title
    self.sentences = sentences
    self.chart = chart
    self.tables = tables
  }
}

/// How an exhibit is written.
package enum ExportFormat: String, CaseIterable, Sendable {
  case csv, json, text, markdown, svg

  /// The format that a file's name asks for; `nil` where it asks for none.
  package init?(fileName: String) {
    guard let dot = fileName.lastIndex(of: ".") else { return nil }
    switch fileName[fileName.index(after: dot)...].lowercased() {
    case "csv": self = .csv
    case "json": self = .json
    case "txt": self = .text
    case "md": self = .markdown
    case "svg": self = .svg
    default: return nil
    }
  }
}

extension Exhibit {
  /// The exhibit as the content of a file; `nil` as SVG where there is no drawing.
  ///
  /// - Parameter size: The cells of a drawing in text; a drawing in SVG has their proportions.
  package func content(_ format: ExportFormat, size: Size, glyphs: GlyphLevel) -> String? {
    switch format {
    case .csv: csv
    case .json: json
    case .text: text(size: size, glyphs: glyphs)
    case .markdown: markdown
    case .svg: svg(size: size)
    }
  }

  /// The tables one after the other, an empty line between them.
  private var csv: String { tables.map(\.csv).joined(separator: "\n") }

  private struct Document: Encodable {
    let name: String
    let title: String
    let sentences: [String]
    let tables: [DataTable]
  }

  private var json: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let document = Document(name: name, title: title, sentences: sentences, tables: tables)
    // Every value is a text or a finite number: encoding them cannot fail.
    guard let data = try? encoder.encode(document) else { return "{}\n" }
    return String(decoding: data, as: UTF8.self) + "\n"
  }

  private var markdown: String {
    let parts = [["## " + title], sentences] + tables.map(\.markdown)
    return
      (parts.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }
      .joined(separator: "\n\n") + "\n").sanitized()
  }

  private func text(size: Size, glyphs: GlyphLevel) -> String {
    let wrapped = sentences.flatMap {
      Wrapping.lines(of: $0, width: max(20, size.columns), unicode: glyphs.unicode).map(String.init)
    }
    let parts = [[title], drawn(size: size, glyphs: glyphs), wrapped] + tables.map(\.aligned)
    return
      (parts.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }
      .joined(separator: "\n\n") + "\n").sanitized()
  }

  private func drawn(size: Size, glyphs: GlyphLevel) -> [String] {
    guard let chart else { return [] }
    var buffer = Buffer(size: size, unicode: glyphs.unicode)
    chart.draw(into: &buffer, frame: Rect(size), level: glyphs)
    return [buffer.text]
  }

  /// A cell is taken for 8 by 16 pixels.
  private func svg(size: Size) -> String? {
    chart?.svg(
      size: SVGSize(width: Double(size.columns) * 8, height: Double(size.rows) * 16),
      title: title, description: sentences.joined(separator: " "))
  }
}
