import TerminalUI

/// The extent of a page, in pixels of 1/96 inch.
package struct SVGSize: Equatable, Sendable {
  package var width: Double
  package var height: Double

  package init(width: Double, height: Double) {
    self.width = width
    self.height = height
  }
}

/// A part of a page; y grows downwards.
package struct SVGRect: Equatable, Sendable {
  package var x: Double
  package var y: Double
  package var width: Double
  package var height: Double

  package init(x: Double, y: Double, width: Double, height: Double) {
    self.x = x
    self.y = y
    self.width = max(0, width)
    self.height = max(0, height)
  }

  package var maxX: Double { x + width }
  package var maxY: Double { y + height }
  package var midX: Double { x + width / 2 }
  package var midY: Double { y + height / 2 }
}

/// A page of vector graphics for print, built part by part.
///
/// The page is white and its text is black whatever the terminal looks like; a role has one
/// color on all pages (`SVGPalette`). The text is always a well-formed document: what comes from
/// outside is escaped, and what cannot be in XML is made visible.
package struct SVGDocument: Equatable, Sendable {
  package let size: SVGSize
  private let title: String
  private let description: String
  var body = ""
  var clips = 0

  /// - Parameter description: What the picture shows, for those who do not see it.
  package init(size: SVGSize, title: String, description: String = "") {
    self.size = size
    self.title = title
    self.description = description
  }

  /// The page without a margin at its edges.
  package var content: SVGRect {
    SVGRect(x: 8, y: 8, width: size.width - 16, height: size.height - 16)
  }

  /// The document as the text of a file, which ends in a line break.
  package var text: String {
    let (width, height) = (SVGText.number(size.width), SVGText.number(size.height))
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <svg xmlns="http://www.w3.org/2000/svg" width="\(width)" height="\(height)" \
      viewBox="0 0 \(width) \(height)" role="img" font-family="\(Self.fonts)" font-size="11">
      <title>\(SVGText.escaped(title))</title>
      <desc>\(SVGText.escaped(description))</desc>
      <rect width="100%" height="100%" fill="#ffffff"/>
      \(body)</svg>

      """
  }

  /// Fonts without serifs that the usual systems have.
  private static let fonts = "Helvetica, Arial, Liberation Sans, DejaVu Sans, sans-serif"
}
