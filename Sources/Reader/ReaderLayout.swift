import TerminalUI

/// Where a line begins: at a byte, or at what stands before the bytes of a section.
package struct ReaderPlace: Comparable, Hashable, Sendable {
  package let section: Int
  /// A byte of the whole text; -1 is the heading, -2 the empty line before it.
  package let offset: Int

  package init(section: Int, offset: Int) {
    self.section = section
    self.offset = offset
  }

  package static func < (first: Self, second: Self) -> Bool {
    (first.section, first.offset) < (second.section, second.offset)
  }
}

/// One line of a text on the screen.
package struct ReaderLine: Equatable, Sendable {
  package let place: ReaderPlace
  /// Its bytes; empty for a heading and for an empty line.
  package let range: Range<Int>
  /// The columns that it is moved to the right by.
  package let indent: Int
  /// Whether it is the first line of its paragraph.
  package let isFirst: Bool

  package var isHeading: Bool { place.offset == -1 }
  package var isText: Bool { place.offset >= 0 }
}

/// A text as lines that fit a width, worked out only where somebody looks.
///
/// The text is laid out block by block: a heading, a paragraph, or 32 kB of a longer one. Where a
/// block begins is found from any place inside it, so that what lies before is never laid out and a
/// text of megabytes costs no more than one of a screenful.
package struct ReaderLayout: Sendable {
  package let text: ReaderText
  package let width: Int
  /// Whether long lines are broken; else a paragraph is one line, and cut.
  package let wraps: Bool
  package let unicode: Bool
  /// The sections of which only the heading is shown.
  package let folded: Set<Int>

  static let blockSize = 32768

  package init(
    _ text: ReaderText, width: Int, wraps: Bool = true, unicode: Bool = true,
    folded: Set<Int> = []
  ) {
    self.text = text
    self.width = max(8, width)
    self.wraps = wraps
    self.unicode = unicode
    self.folded = folded
  }

  package var start: ReaderPlace { ReaderPlace(section: 0, offset: -1) }

  /// So many lines from a place on, or as many as there are.
  package func lines(from place: ReaderPlace, count: Int) -> [ReaderLine] {
    var lines: [ReaderLine] = []
    var block = self.block(at: place)
    while let open = block, lines.count < count {
      lines += open.lines.filter { $0.place >= place }.prefix(count - lines.count)
      block = self.block(after: open)
    }
    return lines
  }

  /// The line so many lines further on, or the first or the last one.
  package func place(_ place: ReaderPlace, movedBy rows: Int) -> ReaderPlace {
    rows < 0
      ? back(from: place, by: -rows) : lines(from: place, count: rows + 1).last?.place ?? place
  }

  /// Where a screen of some height begins that shows the end.
  package func lastTop(height: Int) -> ReaderPlace {
    guard let last = lastLine else { return start }
    return back(from: last, by: max(0, height - 1))
  }

  /// Where the line of a byte begins.
  package func place(ofByte offset: Int) -> ReaderPlace {
    guard let section = text.section(at: offset) else { return start }
    return settle(ReaderPlace(section: section, offset: offset))
  }

  /// Where the line begins that a place is in, by this width and what is folded.
  package func settle(_ place: ReaderPlace) -> ReaderPlace {
    guard let block = block(at: place) else { return start }
    return block.lines.last { $0.place <= place }?.place ?? block.lines.first?.place ?? start
  }

  private var lastLine: ReaderPlace? {
    guard let last = text.sections.indices.last else { return nil }
    let end = ReaderPlace(section: last, offset: text.sections[last].range.upperBound)
    return block(at: end)?.lines.last?.place
  }

  private func back(from place: ReaderPlace, by rows: Int) -> ReaderPlace {
    var left = rows
    var block = self.block(at: place)
    var known = place
    while let open = block {
      let before = open.lines.filter { $0.place < known }
      if before.count >= left, left > 0 { return before[before.count - left].place }
      left -= before.count
      if left <= 0 { return known }
      if let first = open.lines.first?.place { known = min(known, first) }
      block = self.block(before: open)
    }
    return known
  }
}

// Blocks.
extension ReaderLayout {
  struct Block {
    let section: Int
    /// `nil` for a heading.
    let range: Range<Int>?
    let lines: [ReaderLine]
  }

  private func heading(of section: Int) -> Block {
    let empty = text.sections[section].range.lowerBound
    let offsets = section == 0 ? [-1] : [-2, -1]
    return Block(
      section: section, range: nil,
      lines: offsets.map {
        ReaderLine(
          place: ReaderPlace(section: section, offset: $0), range: empty..<empty, indent: 0,
          isFirst: true)
      })
  }

  /// The block that a place is in; `nil` where there is no text.
  func block(at place: ReaderPlace) -> Block? {
    guard text.sections.indices.contains(place.section) else { return nil }
    guard place.offset >= 0, !folded.contains(place.section) else {
      return heading(of: place.section)
    }
    return textBlock(at: place.offset, in: place.section)
  }

  func block(after block: Block) -> Block? {
    let range = text.sections[block.section].range
    if folded.contains(block.section) || block.range?.upperBound == range.upperBound {
      let next = block.section + 1
      return text.sections.indices.contains(next) ? heading(of: next) : nil
    }
    return textBlock(at: block.range?.upperBound ?? range.lowerBound, in: block.section)
  }

  func block(before block: Block) -> Block? {
    guard let range = block.range else {
      let section = block.section - 1
      guard section >= 0 else { return nil }
      return self.block(
        at: ReaderPlace(section: section, offset: text.sections[section].range.upperBound))
    }
    if range.lowerBound == text.sections[block.section].range.lowerBound {
      return heading(of: block.section)
    }
    return textBlock(at: range.lowerBound - 1, in: block.section)
  }

  /// The paragraph, or the piece of it, that a byte lies in; its line end is its last byte.
  private func textBlock(at offset: Int, in section: Int) -> Block {
    let range = text.sections[section].range
    return text.bytes.withUnsafeBufferPointer { bytes in
      let place = min(max(offset, range.lowerBound), range.upperBound - 1)
      let line = text.line(of: place, in: bytes, range)
      let end = min(line.upperBound + 1, range.upperBound)
      let piece = piece(of: line, at: min(place, line.upperBound), end: end, in: bytes)
      var wrapper = LineWrapper(
        bytes: bytes, paragraph: line, width: width, unicode: unicode, section: section)
      let lines = wraps ? wrapper.lines(of: piece) : [wrapper.cutLine]
      return Block(section: section, range: wraps ? piece : line.lowerBound..<end, lines: lines)
    }
  }

  /// The piece of a long paragraph that a byte lies in.
  private func piece(
    of line: Range<Int>, at place: Int, end: Int, in bytes: UnsafeBufferPointer<UInt8>
  ) -> Range<Int> {
    let size = Self.blockSize
    guard line.count > size else { return line.lowerBound..<end }
    func boundary(_ number: Int) -> Int {
      let mark = line.lowerBound + number * size
      // The end of a line never begins a piece.
      guard number > 0, mark < line.upperBound else { return number > 0 ? end : line.lowerBound }
      for back in 0..<256 where bytes[mark - back - 1] == 0x20 { return mark - back }
      var first = mark
      while bytes[first] & 0xC0 == 0x80 { first -= 1 }
      return first
    }
    let number = (min(place, line.upperBound - 1) - line.lowerBound) / size
    let next = boundary(number + 1)
    return place >= next && next < end ? next..<boundary(number + 2) : boundary(number)..<next
  }
}
