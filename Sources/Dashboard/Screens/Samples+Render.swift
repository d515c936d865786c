import Results
import TerminalUI

/// One line of an open sample.
struct TextLine: Equatable, Sendable {
  let text: String
  let role: Role
  /// Whether it is of the sample, and not a heading.
  var isText = true

  /// The parts of a text, each under its heading.
  static func lines(of text: SampleText?, _ key: SamplesState.LinesKey) -> [TextLine] {
    guard let text else { return [] }
    let sections: [(title: String, text: String?, role: Role)] = [
      ("prompt", text.prompt, .dim), ("gold answer", text.gold, .text),
      ("answer", text.answer, .text), ("response", text.response, .text),
    ]
    var lines: [TextLine] = []
    for section in sections {
      guard let content = section.text else { continue }
      if !lines.isEmpty { lines.append(TextLine(text: "", role: .text)) }
      lines.append(TextLine(text: section.title, role: .heading, isText: false))
      let broken =
        key.wraps
        ? Wrapping.lines(of: content, width: key.width, unicode: key.unicode)
        : content.split(separator: "\n", omittingEmptySubsequences: false)
      lines += broken.map { TextLine(text: String($0), role: section.role) }
    }
    return lines
  }
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
    let head = rest.takeTop(2)
    if rest.width >= 100 {
      let list = rest.takeLeft(48)
      let divider = rest.takeLeft(1)
      return SamplesLayout(head: head, list: list, divider: divider, text: rest)
    }
    let list = rest.takeTop(max(3, samples.isReading ? 3 : rest.height / 3 + 1))
    let divider = rest.takeTop(1)
    return SamplesLayout(head: head, list: list, divider: divider, text: rest)
  }

  func drawSamples(into buffer: inout Buffer) {
    guard let id = samples.run, let problem = samples.problem else {
      return drawEmpty(noSamplesText, into: &buffer, frame: body)
    }
    guard let run = snapshot.run(id) else {
      let text = "The run \(id) is gone. It comes back here if its files do; 5 opens another."
      return drawEmpty(text, into: &buffer, frame: body)
    }
    let layout = samplesLayout
    drawHead(run, problem, layout, into: &buffer)
    drawSampleList(into: &buffer, frame: layout.list)
    drawDivider(layout.divider, into: &buffer)
    drawText(into: &buffer, frame: layout.text)
  }

  private var noSamplesText: String {
    snapshot.runs.isEmpty
      ? noChartText : "Choose a problem on Problems (5); Enter shows its samples here."
  }

  private func drawHead(
    _ run: Run, _ problem: String, _ layout: SamplesLayout, into buffer: inout Buffer
  ) {
    var rest = layout.head
    let result = run.problems.first { $0.problem.id == problem }
    let count = result.map { correctText($0.tally) } ?? "not in this run"
    let name = result?.problem.name ?? problem
    drawRule(
      "\(name): \(count) in \(shortName(of: run, among: snapshot.runs))", into: &buffer,
      row: rest.takeTop(1))
    let row = rest.takeTop(1)
    guard !row.isEmpty, let result else { return }
    let room = layout.divider.width == 1 ? layout.list.width - 1 : row.width - 2
    buffer.write(countText(result), x: 1, y: row.y, style: Style(.text), width: room)
    guard layout.divider.width == 1 else { return }
    buffer.put(symbols.vertical, x: layout.divider.x, y: row.y, style: Style(.border))
    buffer.write(
      textTitle, x: layout.text.x + 1, y: row.y, style: Style(.dim), width: layout.text.width - 8)
  }

  private func correctText(_ tally: Tally) -> String {
    "\(Format.count(tally.c)) of \(Format.count(tally.n)) correct"
  }

  /// How many samples there are, and how many of them can be read.
  private func countText(_ result: ProblemResult) -> String {
    let tally = result.tally
    let ungraded = tally.ungraded > 0 ? ", \(Format.count(tally.ungraded)) ungraded" : ""
    return "\(Format.count(tally.samples)) samples, "
      + "\(Format.count(result.samplesWithText)) with text" + ungraded
  }

  private func drawDivider(_ frame: Rect, into buffer: inout Buffer) {
    guard frame.width == 1 else {
      let sign = samples.isReading ? symbols.right + " " : ""
      return drawRule(sign + textTitle, into: &buffer, row: frame)
    }
    buffer.fill(frame, symbols.vertical, style: Style(.border))
    guard samples.isReading else { return }
    buffer.write(symbols.right, x: frame.x, y: frame.y, style: Style(.notice, bold: true))
  }

  private var textTitle: String {
    guard let sample = samples.sample else { return "" }
    return "sample \(Format.count(samples.index + 1)), \(sample.reference.shownPath)"
  }

  private func drawSampleList(into buffer: inout Buffer, frame: Rect) {
    guard let list = samples.samples else {
      return drawEmpty("Reading.", into: &buffer, frame: frame)
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
        .init(title: "entropy", width: 7, alignment: .right, priority: 2),
      ], symbols: symbols)
    table.draw(into: &buffer, frame: frame, rows: samplesWindow, selected: samples.index) {
      sampleCell(list[$0], number: $0 + 1, $1)
    }
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

  private func drawText(into buffer: inout Buffer, frame: Rect) {
    if let failure = samples.textFailure {
      return drawEmpty("The text cannot be shown: \(failure).", into: &buffer, frame: frame)
    }
    guard samples.sample != nil else { return }
    guard samples.text != nil else {
      return drawEmpty("Reading.", into: &buffer, frame: frame)
    }
    let lines = textLines
    let top = max(0, min(samples.top, lines.count - 1))
    for (row, line) in lines[top...].prefix(frame.height).enumerated() {
      let y = frame.y + row
      buffer.write(
        line.text, x: frame.x + 1, y: y, style: Style(line.role), width: frame.width - 2)
      if line.isText { markMatches(in: line.text, into: &buffer, frame: frame, y: y) }
    }
    drawScrollMark(lines.count, top: top, into: &buffer, frame: frame)
  }

  /// Shows what is sought in another style.
  private func markMatches(in text: String, into buffer: inout Buffer, frame: Rect, y: Int) {
    guard !samples.find.isEmpty else { return }
    let lower = text.lowercased()
    let sought = samples.find.lowercased()
    let row = Rect(x: frame.x + 1, y: y, width: frame.width - 2, height: 1)
    var start = lower.startIndex
    while let range = lower[start...].firstRange(of: sought) {
      let column = lower[..<range.lowerBound].columns(unicode: glyphs.unicode)
      let width = lower[range].columns(unicode: glyphs.unicode)
      let match = Rect(x: row.x + column, y: y, width: width, height: 1)
      buffer.restyle(match.intersection(row)) { $0 = Style(.match, reversed: true) }
      start = range.upperBound
    }
  }

  /// Says in the line above the text how much of it has been seen.
  private func drawScrollMark(_ count: Int, top: Int, into buffer: inout Buffer, frame: Rect) {
    guard count > frame.height, frame.height > 0 else { return }
    let last = min(count, top + frame.height)
    let text = " \(last * 100 / count)% "
    buffer.writeRight(text, maxX: frame.maxX - 1, y: frame.y - 1, style: Style(.hint))
  }
}
