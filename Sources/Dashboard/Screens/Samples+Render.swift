import Results
import TerminalUI

/// One line of an open sample.
struct TextLine: Equatable {
  let text: String
  let role: Role
}

extension App {
  struct SamplesLayout {
    let head: Rect
    let list: Rect
    let divider: Rect
    let text: Rect
  }

  /// The list beside the text where there is room, above it where not.
  var samplesLayout: SamplesLayout {
    var rest = body
    let head = rest.takeTop(1)
    if rest.width >= 100 {
      let list = rest.takeLeft(46)
      let divider = rest.takeLeft(1)
      return SamplesLayout(head: head, list: list, divider: divider, text: rest)
    }
    let list = rest.takeTop(max(3, samples.isReading ? 3 : rest.height / 3))
    let divider = rest.takeTop(1)
    return SamplesLayout(head: head, list: list, divider: divider, text: rest)
  }

  func drawSamples(into buffer: inout Buffer) {
    let layout = samplesLayout
    guard let id = samples.run, let run = snapshot.run(id), let problem = samples.problem else {
      return drawEmpty(noSamplesText, into: &buffer, frame: body)
    }
    drawRule(samplesTitle(run, problem), into: &buffer, row: layout.head)
    drawSampleList(run, problem, into: &buffer, frame: layout.list)
    drawDivider(layout.divider, into: &buffer)
    drawText(into: &buffer, frame: layout.text)
  }

  private var noSamplesText: String {
    snapshot.runs.isEmpty
      ? noChartText : "Choose a problem on Problems (5); Enter shows its samples here."
  }

  private func samplesTitle(_ run: Run, _ problem: String) -> String {
    let result = run.problems.first { $0.problem.id == problem }
    var title = "\(problem) in \(shortName(of: run, among: snapshot.runs))"
    guard let result else { return title }
    let tally = result.tally
    title += ": \(Format.count(tally.c)) of \(Format.count(tally.n)) correct"
    if tally.ungraded > 0 { title += ", \(Format.count(tally.ungraded)) ungraded" }
    if result.samplesWithText < tally.samples {
      title +=
        " (\(Format.count(tally.samples)) samples, \(Format.count(result.samplesWithText)) with text)"
    }
    return title
  }

  private func drawDivider(_ frame: Rect, into buffer: inout Buffer) {
    guard frame.width == 1 else { return drawRule(textTitle, into: &buffer, row: frame) }
    buffer.fill(frame, symbols.vertical, style: Style(samples.isReading ? .notice : .border))
  }

  private var textTitle: String {
    guard let sample = samples.sample else { return "" }
    return "sample \(samples.index + 1), \(sample.reference.shownPath)"
  }

  private func drawSampleList(
    _ run: Run, _ problem: String, into buffer: inout Buffer, frame: Rect
  ) {
    guard let list = samples.samples else {
      return drawEmpty("Reading…", into: &buffer, frame: frame)
    }
    guard !list.isEmpty else {
      return drawEmpty("No sample of this problem has a text.", into: &buffer, frame: frame)
    }
    let table = Table(
      columns: [
        .init(title: "#", width: 5, alignment: .right), .init(title: "verdict", width: 9),
        .init(title: "tokens", width: 7, alignment: .right),
        .init(title: "end", width: 6),
        .init(title: "score", width: 6, alignment: .right, priority: 1),
        .init(title: "H", width: 5, alignment: .right, priority: 2),
      ], symbols: symbols)
    let height = frame.height - 1
    let start = max(0, min(samples.index - height / 2, list.count - height))
    table.draw(
      into: &buffer, frame: frame, rows: start..<min(list.count, start + max(0, height)),
      selected: samples.index
    ) { sampleCell(list[$0], number: $0 + 1, $1) }
  }

  private func sampleCell(_ sample: Sample, number: Int, _ column: Int) -> Table.CellText {
    switch column {
    case 0: return Table.CellText(String(number), .dim)
    case 1: return verdictCell(sample.verdict)
    case 2: return Table.CellText(sample.tokens.map(Format.count) ?? symbols.dash)
    case 3: return finishCell(sample.finish)
    case 4: return Table.CellText(sample.score.map { Format.fixed($0, 2) } ?? symbols.dash, .dim)
    default: return Table.CellText(sample.entropy.map { Format.fixed($0, 2) } ?? symbols.dash, .dim)
    }
  }

  private func verdictCell(_ verdict: Verdict) -> Table.CellText {
    let isUnicode = glyphs.unicode
    return switch verdict {
    case .correct: Table.CellText(isUnicode ? "✓ right" : "+ right", .correct)
    case .incorrect: Table.CellText(isUnicode ? "✗ wrong" : "x wrong", .incorrect)
    case .ungraded: Table.CellText("? none", .ungraded)
    }
  }

  private func finishCell(_ finish: FinishReason) -> Table.CellText {
    switch finish {
    case .unknown: Table.CellText(symbols.dash, .dim)
    case .stop: Table.CellText("stop", .dim)
    case .length: Table.CellText("length", .warning)
    case .other: Table.CellText("other", .dim)
    }
  }

  /// The open sample as lines that fit, or are cut where wrapping is off.
  var textLines: [TextLine] {
    guard let text = samples.text else { return [] }
    let width = max(10, samplesLayout.text.width - 2)
    let sections: [(title: String, text: String?, role: Role)] = [
      ("prompt", text.prompt, .dim), ("gold answer", text.gold, .text),
      ("answer", text.answer, .text), ("response", text.response, .text),
    ]
    var lines: [TextLine] = []
    for section in sections {
      guard let content = section.text else { continue }
      lines.append(TextLine(text: section.title, role: .heading))
      let broken =
        samples.wraps
        ? Wrapping.lines(of: content, width: width, unicode: glyphs.unicode)
        : content.split(separator: "\n", omittingEmptySubsequences: false)
      lines += broken.map { TextLine(text: String($0), role: section.role) }
      lines.append(TextLine(text: "", role: .text))
    }
    return lines
  }

  private func drawText(into buffer: inout Buffer, frame: Rect) {
    if let failure = samples.textFailure {
      return drawEmpty("The text cannot be shown: \(failure).", into: &buffer, frame: frame)
    }
    guard samples.sample != nil else { return }
    guard samples.text != nil else {
      return drawEmpty("Reading…", into: &buffer, frame: frame)
    }
    let lines = textLines
    let top = max(0, min(samples.top, lines.count - 1))
    for (row, line) in lines[top...].prefix(frame.height).enumerated() {
      let y = frame.y + row
      buffer.write(
        line.text, x: frame.x + 1, y: y, style: Style(line.role), width: frame.width - 2)
      if line.role != .heading { markMatches(in: line.text, into: &buffer, x: frame.x + 1, y: y) }
    }
    drawScrollMark(lines.count, top: top, into: &buffer, frame: frame)
  }

  /// Shows what is sought in another style.
  private func markMatches(in text: String, into buffer: inout Buffer, x: Int, y: Int) {
    guard !samples.find.isEmpty else { return }
    let lower = text.lowercased()
    var start = lower.startIndex
    let sought = samples.find.lowercased()
    while let range = lower[start...].firstRange(of: sought) {
      let column = lower[..<range.lowerBound].columns(unicode: glyphs.unicode)
      let width = lower[range].columns(unicode: glyphs.unicode)
      buffer.restyle(Rect(x: x + column, y: y, width: width, height: 1)) {
        $0 = Style(.match, reversed: true)
      }
      start = range.upperBound
    }
  }

  /// Says how much text lies below.
  private func drawScrollMark(_ count: Int, top: Int, into buffer: inout Buffer, frame: Rect) {
    guard count > frame.height, frame.height > 1 else { return }
    let last = min(count, top + frame.height)
    let text = " \(last * 100 / count)% "
    buffer.writeRight(text, maxX: frame.maxX, y: frame.maxY - 1, style: Style(.hint))
  }
}
