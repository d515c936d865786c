import Reader
import Results
import TerminalUI

extension App {
  /// Draws what of a text is on the screen.
  ///
  /// - Parameter difference: What is marked of it beside another text.
  func drawText(
    _ pane: ReaderPane, into buffer: inout Buffer, frame: Rect,
    difference: TextDifference? = nil
  ) {
    if let failure = pane.failure {
      return drawEmpty("The text cannot be shown: \(failure).", into: &buffer, frame: frame)
    }
    guard pane.reference != nil else { return }
    guard let text = pane.text else {
      return drawEmpty("Reading.", into: &buffer, frame: frame)
    }
    guard !text.sections.isEmpty else {
      return drawEmpty("This sample has no text.", into: &buffer, frame: frame)
    }
    let places = placesToMark(in: pane)
    for (row, line) in pane.lines.prefix(frame.height).enumerated() {
      let y = frame.y + row
      if line.isHeading {
        drawHeading(of: line.place.section, pane, text, into: &buffer, frame: frame, y: y)
      } else if line.isText {
        let styles = styles(of: line, text, pane, places, difference)
        draw(line, of: text, styles, into: &buffer, frame: frame, y: y)
      }
    }
    drawShare(pane, into: &buffer, frame: frame)
  }

  private func drawHeading(
    of number: Int, _ pane: ReaderPane, _ text: ReaderText, into buffer: inout Buffer, frame: Rect,
    y: Int
  ) {
    let section = text.sections[number]
    var title = section.title
    if pane.folded.contains(number) {
      title += ", \(Format.bytes(section.range.count)) folded"
    }
    if section.isResponse, let loops = findings(of: pane)?.loops(in: section.range).loopsText {
      title += ", " + loops
    }
    let sign = pane.folded.contains(number) ? symbols.right + " " : ""
    buffer.write(
      sign + title, x: frame.x + 1, y: y, style: Style(.heading), width: frame.width - 2)
  }

  /// Draws a line code point by code point, each in the style of its first byte.
  private func draw(
    _ line: ReaderLine, of text: ReaderText, _ styles: [Style], into buffer: inout Buffer,
    frame: Rect, y: Int
  ) {
    let (left, right) = (frame.x + 1, frame.maxX - 1)
    var column = line.indent
    var start = 0
    while start < styles.count {
      var end = start + 1
      while end < styles.count, styles[end] == styles[start] { end += 1 }
      let piece = text.string((line.range.lowerBound + start)..<(line.range.lowerBound + end))
      Sanitizer.glyphs(of: piece, unicode: glyphs.unicode, startingAt: column) { glyph, width in
        guard left + column + width <= right else { return false }
        buffer.put(glyph, width: width, x: left + column, y: y, style: styles[start])
        column += width
        return true
      }
      start = end
    }
    guard !samples.wraps else { return }
    drawCut(line, text, from: column, into: &buffer, right: right, left: left, y: y)
  }

  /// Says of a line that is not broken that there is more of it.
  private func drawCut(
    _ line: ReaderLine, _ text: ReaderText, from column: Int, into buffer: inout Buffer,
    right: Int, left: Int, y: Int
  ) {
    guard text.string(line.range).columns(unicode: glyphs.unicode) > right - left else { return }
    let sign = glyphs.unicode ? "…" : ".."
    buffer.write(sign, x: right - sign.count, y: y, style: Style(.dim))
  }

  /// The style of each byte of a line; continued characters have that of their first.
  private func styles(
    of line: ReaderLine, _ text: ReaderText, _ pane: ReaderPane, _ places: [Range<Int>],
    _ difference: TextDifference?
  ) -> [Style] {
    let range = line.range
    let section = text.sections[line.place.section]
    var styles = [Style](
      repeating: Style(section.kind == .prompt ? .dim : .text), count: range.count)
    func paint(_ part: Range<Int>, _ change: (inout Style) -> Void) {
      let part = part.clamped(to: range)
      for place in part { change(&styles[place - range.lowerBound]) }
    }
    if let difference { difference.paint(range, in: text, paint) }
    let spans = text.spans(
      around: range, in: line.place.section, marks: samples.marksRemarks ? findings(of: pane) : nil)
    for span in spans { paint(span.range) { span.meaning.change(&$0) } }
    text.forEachToken(in: range) { token in
      paint(token.range) { if let role = token.shade { $0 = Style(role, reversed: true) } }
    }
    if let token = pane.token.flatMap({ text.tokens[safe: $0] }) {
      paint(token.range) { $0 = Style(.selection, bold: true, underlined: true) }
    }
    let first = places.firstPlace { $0.upperBound > range.lowerBound }
    for match in places[first...].prefix(while: { $0.lowerBound < range.upperBound }) {
      let isFound = match == pane.found
      paint(match) { $0 = Style(.match, reversed: isFound) }
    }
    guard !places.isEmpty else { return styles }
    // A style never changes inside a character.
    for place in styles.indices.dropFirst()
    where text.bytes[range.lowerBound + place] & 0xC0 == 0x80 {
      styles[place] = styles[place - 1]
    }
    return styles
  }

  /// The places of what is sought, none while they are worked out.
  private func placesToMark(in pane: ReaderPane) -> [Range<Int>] {
    let isRight = pane.reference != samples.pane.reference
    guard case .success(let places) = foundPlaces(isRight: isRight) else { return [] }
    return places.ranges
  }

  /// Says in the line above the text how much of it has been seen.
  private func drawShare(_ pane: ReaderPane, into buffer: inout Buffer, frame: Rect) {
    guard let share = pane.share, frame.height > 0 else { return }
    let text = " \(Int(share * 100))% "
    buffer.writeRight(text, maxX: frame.maxX - 1, y: frame.y - 1, style: Style(.hint))
  }

  /// The numbers of the token under the cursor.
  func tokenText(_ pane: ReaderPane) -> String? {
    guard let token = pane.token.flatMap({ pane.text?.tokens[safe: $0] }), let text = pane.text
    else { return nil }
    let numbers = [
      token.logProbability.map { "logprob \(Format.fixed($0, 3))" },
      token.entropy.map { "entropy \(Format.fixed($0, 3))" },
    ].compactMap { $0 }
    return "token \(Format.count((pane.token ?? 0) + 1)) '\(text.string(token.range))': "
      + numbers.joined(separator: ", ")
  }
}

extension TextMeaning {
  /// How a piece of this meaning differs from the text around it.
  fileprivate func change(_ style: inout Style) {
    switch self {
    case .code: style.role = .code
    case .formula: style.role = .formula
    case .heading: style.isBold = true
    case .strong: style.isBold = true
    case .boxed, .answer: style = Style(.notice, bold: true, underlined: true)
    case .tag: style = Style(.hint)
    case .remark: style = Style(.remark, bold: true, underlined: true)
    case .loop: style = Style(.warning)
    }
  }
}

extension TokenMark {
  /// The less probable or the more open, the warmer; `nil` for what was all but certain.
  fileprivate var shade: Role? {
    let surprise = entropy ?? logProbability.map { -$0 } ?? 0
    switch surprise {
    case ..<0.1: return nil
    case ..<0.5: return .heat5
    case ..<1: return .heat4
    case ..<2: return .heat2
    case ..<4: return .heat1
    default: return .heat0
    }
  }
}
