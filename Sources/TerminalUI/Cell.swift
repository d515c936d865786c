/// What one cell of the screen shows: a code point, with combining marks if any.
///
/// A plain value, so that frames of thousands of cells compare fast. Sequences
/// that need joiners are shown as their parts (see `Sanitizer`).
package struct Glyph: Equatable, Hashable, Sendable {
  package var base: UInt32
  package var firstMark: UInt32 = 0
  package var secondMark: UInt32 = 0

  package init(_ scalar: Unicode.Scalar) { base = scalar.value }

  package static let space = Glyph(" ")
}

/// One cell: its glyph and its style.
package struct Cell: Equatable, Hashable, Sendable {
  package var glyph: Glyph
  package var style: Style
  /// Whether this cell is the right half of the wide glyph before it.
  package var isContinuation = false

  package init(_ glyph: Glyph = .space, _ style: Style = Style(.text)) {
    self.glyph = glyph
    self.style = style
  }
}
