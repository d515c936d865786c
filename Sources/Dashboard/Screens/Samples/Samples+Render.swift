import Reader
import Results
import TerminalUI

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
    if samples.queue != nil {
      let divider = rest.takeTop(1)
      return SamplesLayout(
        head: head, list: Rect(x: 0, y: divider.y, width: 0, height: 0), divider: divider,
        text: rest)
    }
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
    switch view {
    case .search: return drawSearch(into: &buffer, frame: body)
    case .marks: return drawMarks(into: &buffer, frame: body)
    default: break
    }
    guard let id = samples.run, let problem = samples.problem else {
      return drawEmpty(noSamplesText, into: &buffer, frame: body)
    }
    guard let run = snapshot.run(id) else {
      let text = "The run \(id) is gone. It comes back here if its files do; 5 opens another."
      return drawEmpty(text, into: &buffer, frame: body)
    }
    let layout = samplesLayout
    drawHead(run, problem, layout, into: &buffer)
    if samples.pair != nil { return drawPair(into: &buffer) }
    if samples.queue == nil { drawSampleList(into: &buffer, frame: layout.list) }
    drawDivider(layout.divider, into: &buffer)
    drawText(samples.pane, into: &buffer, frame: layout.text)
  }

  private var noSamplesText: String {
    snapshot.runs.isEmpty
      ? noChartText : "Choose a problem on Problems (5); Enter shows its samples here."
  }

  private func drawHead(
    _ run: Run, _ problem: String, _ layout: SamplesLayout, into buffer: inout Buffer
  ) {
    if let walk = samples.queue { return drawQueueHead(walk, layout, into: &buffer) }
    var rest = layout.head
    let result = run.problems.first { $0.problem.id == problem }
    let count = result.map { correctText($0.tally) } ?? "not in this run"
    let name = result?.problem.name ?? problem
    drawRule(
      "\(name): \(count) in \(shortName(of: run, among: snapshot.runs))", into: &buffer,
      row: rest.takeTop(1))
    let row = rest.takeTop(1)
    guard !row.isEmpty, let result else { return }
    let isSplit = layout.divider.width == 1 && samples.pair == nil
    let room = isSplit ? layout.list.width - 1 : row.width - 2
    buffer.write(
      samples.pair == nil ? listText(result) : pairText, x: 1, y: row.y, style: Style(.text),
      width: room)
    guard isSplit else { return }
    buffer.put(symbols.vertical, x: layout.divider.x, y: row.y, style: Style(.border))
    buffer.write(
      textTitle, x: layout.text.x + 1, y: row.y, style: Style(.dim), width: layout.text.width - 8)
  }

  private func correctText(_ tally: Tally) -> String {
    "\(Format.count(tally.c)) of \(Format.count(tally.n)) correct"
  }

  /// What the list shows: how many samples there are, and which of them.
  private func listText(_ result: ProblemResult) -> String {
    var words: [String] = []
    let all = samples.samples?.count ?? 0
    if let answer = samples.answer {
      words.append(
        "\(Format.count(samples.rows.count)) of \(Format.count(all)) with answer "
          + answerText(answer))
    } else if samples.showsAnswers {
      let waits = board.isWaiting(.answers) ? ", reading them" : ""
      words.append(Format.count(samples.groups.count, "answer") + waits)
    } else if !samples.filter.isEmpty {
      words.append("\(Format.count(samples.rows.count)) of \(Format.count(all)) samples fit")
    } else {
      words.append(countText(result))
    }
    if samples.follows { words.insert("following", at: 0) }
    return words.joined(separator: ", ")
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

  /// Which sample is read, and in which of its parts one is.
  private var textTitle: String {
    guard let sample = samples.sample, let place = samples.place else { return "" }
    if let token = tokenText(samples.pane) { return token }
    if let walk = samples.queue { return queueTitle(walk) }
    var title = "sample \(Format.count(place + 1))"
    if let marks = marksSentence(of: sample) { title += ", \(marks)" }
    if let matchesText { title += ", \(spelled(matchesText))" }
    let pane = samples.pane
    if let text = pane.text, let section = pane.sectionAtTop, text.sections.count > 1,
      pane.top.offset >= 0
    {
      title += ", \(text.sections[section].title)"
    }
    return title + ", \(sample.reference.shownPath)"
  }

  private func drawSampleList(into buffer: inout Buffer, frame: Rect) {
    guard let list = samples.samples else {
      return drawEmpty("Reading.", into: &buffer, frame: frame)
    }
    guard !list.isEmpty else {
      return drawEmpty("No sample of this problem has a text.", into: &buffer, frame: frame)
    }
    guard samples.rowCount > 0 else {
      return drawEmpty("No sample fits the filter; f changes it.", into: &buffer, frame: frame)
    }
    guard !samples.isListOfAnswers else { return drawAnswers(into: &buffer, frame: frame) }
    let table = Table(columns: sampleColumns, symbols: symbols)
    let rows = samples.rows
    table.draw(into: &buffer, frame: frame, rows: samplesWindow, selected: samples.row) {
      sampleCell(list[rows[$0]], number: rows[$0] + 1, $1)
    }
  }

  private var sampleColumns: [Table.Column] {
    var columns: [Table.Column] = [
      .init(title: "#", width: 5, alignment: .right), .init(title: "verdict", width: 9),
      .init(title: "tokens", width: 7, alignment: .right),
      .init(title: "end", width: 6),
      .init(title: "score", width: 6, alignment: .right, priority: 1),
      .init(title: "entropy", width: 8, alignment: .right, priority: 2),
    ]
    if samples.order == .logProbability {
      columns[5] = .init(title: "logprob", width: 8, alignment: .right, priority: 1)
    }
    if hasMarks { columns.append(.init(title: "mark", width: 7)) }
    if let place = columns.firstIndex(where: { $0.title == samples.order.title }) {
      columns[place].sorting = !samples.isReversed
    }
    return columns
  }

  private func sampleCell(_ sample: Sample, number: Int, _ column: Int) -> Table.CellText {
    func figure(_ value: Double?, _ digits: Int) -> Table.CellText {
      Table.CellText(value.map { Format.fixed($0, digits) } ?? symbols.dash, .dim)
    }
    switch column {
    case 0: return Table.CellText(String(number), .dim)
    case 1: return verdictCell(sample.verdict)
    case 2: return Table.CellText(sample.tokens.map(Format.count) ?? symbols.dash)
    case 3: return finishCell(sample.finish)
    case 4: return figure(sample.score, 2)
    case 6:
      let mark = markText(of: sample)
      return Table.CellText(mark ?? "", mark == "invalid" ? .incorrect : .mark)
    default:
      return samples.order == .logProbability
        ? figure(sample.logProbability, 1) : figure(sample.entropy, 2)
    }
  }

  func verdictCell(_ verdict: Verdict) -> Table.CellText {
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

  // Answers.

  private func drawAnswers(into buffer: inout Buffer, frame: Rect) {
    let groups = samples.groups
    let most = groups.map(\.samples.count).max() ?? 1
    let table = Table(
      columns: [
        .init(title: "answer", width: 12, isFlexible: true),
        .init(title: "verdict", width: 9),
        .init(title: "n", width: 5, alignment: .right),
        .init(title: "", width: 10, priority: 1),
      ], symbols: symbols)
    table.draw(into: &buffer, frame: frame, rows: samplesWindow, selected: samples.row) {
      answerCell(groups[$0], most: most, $1)
    }
  }

  private func answerCell(_ group: AnswerGroup, most: Int, _ column: Int) -> Table.CellText {
    switch column {
    case 0:
      return Table.CellText(answerText(group.key), group.key == .none ? .dim : .text)
    case 1:
      if group.correct > 0, group.incorrect > 0 {
        return Table.CellText("\(group.correct) right", .warning)
      }
      return verdictCell(
        group.correct > 0 ? .correct : group.incorrect > 0 ? .incorrect : .ungraded)
    case 2: return Table.CellText(Format.count(group.samples.count))
    default:
      let length = max(1, group.samples.count * 10 / max(1, most))
      let role: Role = group.correct > group.incorrect ? .correct : .incorrect
      return Table.CellText(String(repeating: glyphs.unicode ? "█" : "#", count: length), role)
    }
  }

  private func answerText(_ key: AnswerGroup.Key) -> String {
    switch key {
    case .text(let text): text
    case .hash: glyphs.unicode ? "…" : "..."
    case .none: "no answer"
    }
  }
}
