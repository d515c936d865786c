import TerminalUI

/// A picture of numbers, which can be drawn on cells and on paper.
///
/// A chart is a value: it keeps what is drawn, not how, and knows nothing of where its numbers
/// come from. It is understood without color and in ASCII.
package protocol Chart: Equatable, Sendable {
  /// Draws the chart and nothing outside `frame`, whatever its size.
  func draw(into buffer: inout Buffer, frame: Rect, level: GlyphLevel)

  /// Draws the chart into a part of a page.
  func svg(into document: inout SVGDocument, frame: SVGRect)
}

extension Chart {
  /// The chart alone on a page of `size` pixels, as the text of an SVG file.
  ///
  /// - Parameter description: What the picture shows, for those who do not see it.
  package func svg(size: SVGSize, title: String, description: String = "") -> String {
    var document = SVGDocument(size: size, title: title, description: description)
    svg(into: &document, frame: document.content)
    return document.text
  }
}

/// A cell of a table or a panel of a grid, counted from 0 at the upper left.
package struct GridPlace: Equatable, Hashable, Sendable {
  package var row: Int
  package var column: Int

  package init(row: Int, column: Int) {
    self.row = row
    self.column = column
  }
}

extension Range<Int> {
  /// The part of `count` items that is shown where there is room for `room` of them: it begins at
  /// `first`, but holds the item under the cursor and leaves no room empty.
  static func shown(of count: Int, first: Int, room: Int, cursor: Int?) -> Range<Int> {
    guard count > 0, room > 0 else { return 0..<0 }
    var start = Swift.min(Swift.max(0, first), Swift.max(0, count - room))
    if let cursor, (0..<count).contains(cursor) {
      start = Swift.min(cursor, Swift.max(start, cursor - room + 1))
    }
    return start..<Swift.min(count, start + room)
  }
}
