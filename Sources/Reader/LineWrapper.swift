import TerminalUI

/// Breaks a paragraph into lines that fit, at spaces or between wide characters where it can.
struct LineWrapper {
  private let bytes: UnsafeBufferPointer<UInt8>
  /// Without its line end.
  private let paragraph: Range<Int>
  private let width: Int
  private let unicode: Bool
  private let section: Int
  /// The columns that lines after the first are moved to the right by.
  private let indent: Int

  init(
    bytes: UnsafeBufferPointer<UInt8>, paragraph: Range<Int>, width: Int, unicode: Bool,
    section: Int
  ) {
    self.bytes = bytes
    var paragraph = paragraph
    if let last = paragraph.last, bytes[last] == 0x0D {
      paragraph = paragraph.lowerBound..<last
    }
    self.paragraph = paragraph
    self.width = width
    self.unicode = unicode
    self.section = section
    indent = Self.hangingIndent(bytes, paragraph, width: width)
  }

  /// The paragraph as one line, of which as much is kept as can be seen.
  var cutLine: ReaderLine {
    var end = min(paragraph.upperBound, paragraph.lowerBound + width * 16)
    while end > paragraph.lowerBound, end < paragraph.upperBound, bytes[end] & 0xC0 == 0x80 {
      end -= 1
    }
    return line(paragraph.lowerBound..<end, indent: 0)
  }

  /// The lines of a piece of the paragraph, at least one.
  mutating func lines(of piece: Range<Int>) -> [ReaderLine] {
    let piece = piece.clamped(
      to: paragraph.lowerBound..<max(paragraph.lowerBound, paragraph.upperBound))
    var lines: [ReaderLine] = []
    var start = piece.lowerBound
    repeat {
      let indent = start == paragraph.lowerBound ? 0 : self.indent
      let end = endOfLine(from: start, to: piece.upperBound, indent: indent)
      lines.append(line(start..<end, indent: indent))
      start = end
    } while start < piece.upperBound
    return lines
  }

  private func line(_ range: Range<Int>, indent: Int) -> ReaderLine {
    ReaderLine(
      place: ReaderPlace(section: section, offset: range.lowerBound), range: range,
      indent: indent, isFirst: range.lowerBound == paragraph.lowerBound)
  }

  /// Where a line that begins at a byte ends; spaces that do not fit hang over its end.
  private func endOfLine(from start: Int, to limit: Int, indent: Int) -> Int {
    var measure = Sanitizer.Measure(unicode: unicode, startingAt: indent)
    var place = start
    var lastBreak: Int?
    var wasWide = false
    while place < limit {
      let byte = bytes[place]
      if byte == 0x20 {
        _ = measure.add(" ")
        place += 1
        (lastBreak, wasWide) = (place, false)
        continue
      }
      let (scalar, length) = Self.scalar(in: bytes, at: place, limit)
      let columns = measure.add(scalar)
      // Marks stay with what they are on.
      let isWide = columns == 2 && byte >= 0xE0
      if columns > 0, isWide || wasWide, place > start { lastBreak = place }
      if measure.column > width, place > start, columns > 0 {
        return lastBreak.flatMap { $0 > start ? $0 : nil } ?? place
      }
      if columns > 0 { wasWide = isWide }
      place += length
    }
    return limit
  }

  /// The code point at a byte; the bytes are valid UTF-8, and one that is not counts alone.
  @inline(__always)
  static func scalar(
    in bytes: UnsafeBufferPointer<UInt8>, at place: Int, _ limit: Int
  ) -> (Unicode.Scalar, Int) {
    let first = UInt32(bytes[place])
    let length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    guard length > 1, place + length <= limit else {
      return (
        Unicode.Scalar(UInt8(first < 0x80 ? first : 0xFF)), first < 0x80 ? 1 : max(1, limit - place)
      )
    }
    var value = first & (0x7F >> UInt32(length))
    for index in 1..<length { value = value << 6 | UInt32(bytes[place + index] & 0x3F) }
    return (Unicode.Scalar(value) ?? "\u{FFFD}", length)
  }

  /// The columns of leading space and of the mark of a list, up to a third of the width.
  private static func hangingIndent(
    _ bytes: UnsafeBufferPointer<UInt8>, _ paragraph: Range<Int>, width: Int
  ) -> Int {
    var place = paragraph.lowerBound
    func byte(_ place: Int) -> UInt8 { place < paragraph.upperBound ? bytes[place] : 0x0A }
    while byte(place) == 0x20 || byte(place) == UInt8(ascii: ">") { place += 1 }
    let mark = place
    if [UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "+")].contains(byte(place)) {
      place += 1
    } else {
      while (0x30...0x39).contains(byte(place)), place < mark + 4 { place += 1 }
      if place > mark, [UInt8(ascii: "."), UInt8(ascii: ")")].contains(byte(place)) {
        place += 1
      } else {
        place = mark
      }
    }
    if place > mark { place = byte(place) == 0x20 ? place + 1 : mark }
    let columns = place - paragraph.lowerBound
    return columns <= width / 3 ? columns : 0
  }
}
