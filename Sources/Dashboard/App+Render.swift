import Charts
import Results
import TerminalUI

extension App {
  /// The smallest size that everything fits into.
  static let smallest = Size(columns: 40, rows: 12)

  /// Draws the screen from the state alone.
  package func render() -> Buffer {
    var buffer = Buffer(size: size, unicode: glyphs.unicode)
    guard size.columns >= Self.smallest.columns, size.rows >= Self.smallest.rows else {
      drawTooSmall(into: &buffer)
      return buffer
    }
    drawTabs(into: &buffer)
    switch screen {
    case .runs: drawRuns(into: &buffer, frame: body)
    case .curves: drawCurves(into: &buffer, frame: body)
    case .histogram: drawHistogram(into: &buffer, frame: body)
    case .coverage: drawCoverage(into: &buffer, frame: body)
    case .problems: drawProblems(into: &buffer, frame: body)
    case .samples: drawSamples(into: &buffer)
    case .sweeps: drawSweeps(into: &buffer, frame: body)
    case .training: drawTraining(into: &buffer, frame: body)
    case .perplexity: drawPerplexity(into: &buffer, frame: body)
    case .files: drawFiles(into: &buffer, frame: body)
    }
    drawLastRow(into: &buffer)
    if help != nil { drawHelp(into: &buffer) }
    return buffer
  }

  var symbols: Symbols { Symbols(glyphs) }

  /// What is left of the screen between the tabs and the last row.
  var body: Rect {
    var rest = Rect(size)
    _ = rest.takeTop(isRoomy ? 2 : 1)
    _ = rest.takeBottom(1)
    return rest
  }

  /// Whether there is room for empty rows.
  var isRoomy: Bool { size.rows >= 20 }

  private func drawTooSmall(into buffer: inout Buffer) {
    let text =
      "too small: \(size.columns)x\(size.rows), need \(Self.smallest.columns)x\(Self.smallest.rows)"
    for (row, line) in Wrapping.lines(of: text, width: max(1, size.columns)).enumerated() {
      buffer.write(line, x: 0, y: row, style: Style(.warning))
    }
  }

  struct Tab {
    let screen: ScreenName
    let label: String
    let x: Int
    var width: Int { label.utf8.count }
  }

  /// The screens' names in the first row, shortened where the row is short.
  var tabs: [Tab] {
    let all = [(8, Int.max), (0, Int.max), (0, 3), (0, 0)].map { tabs(at: $0.0, nameLength: $0.1) }
    // What is left is for the status.
    let room = size.columns - 9
    return all.first { ($0.last.map { $0.x + $0.width } ?? 0) <= room } ?? all[3]
  }

  private func tabs(at start: Int, nameLength: Int) -> [Tab] {
    var x = start
    return ScreenName.allCases.map { name in
      let title = name == screen ? name.title : String(name.title.prefix(nameLength))
      // Where names are cut, the room between them is, too.
      let end = nameLength < .max && name != screen ? "" : " "
      let label = " \(name.rawValue)" + (title.isEmpty ? "" : " \(title)") + end
      defer { x += label.utf8.count }
      return Tab(screen: name, label: label, x: x)
    }
  }

  private func drawTabs(into buffer: inout Buffer) {
    let tabs = tabs
    if let first = tabs.first, first.x > 0 {
      buffer.write("kscope", x: 1, y: 0, style: Style(.title, bold: true))
    }
    for tab in tabs {
      let isOpen = tab.screen == screen
      buffer.write(
        tab.label, x: tab.x, y: 0, style: Style(isOpen ? .activeTab : .tab, bold: isOpen))
    }
    let end = tabs.last.map { $0.x + $0.width } ?? 0
    if isRoomy, !snapshot.progress.isDone {
      return drawProgress(into: &buffer, y: 1)
    }
    drawStatus(into: &buffer, from: end)
    if isRoomy { drawSelection(into: &buffer, y: 1) }
  }

  /// How far the reading is, in a row of its own.
  private func drawProgress(into buffer: inout Buffer, y: Int) {
    let progress = snapshot.progress
    let width = min(24, size.columns / 4)
    let share =
      progress.bytesFound > 0 ? Double(progress.bytesDone) / Double(progress.bytesFound) : 0
    ProgressBar(share: share, role: .notice).draw(
      into: &buffer, x: 1, y: y, width: width, level: glyphs)
    let room = size.columns - width - 4
    let text = statusTexts.first { $0.columns() <= room } ?? ""
    buffer.write(text, x: width + 3, y: y, style: Style(.notice), width: room)
  }

  /// How far the reading is, or how much there is.
  private func drawStatus(into buffer: inout Buffer, from start: Int) {
    let room = size.columns - start - 2
    guard let text = statusTexts.first(where: { $0.columns() <= room }) else { return }
    let role: Role = snapshot.progress.isDone ? .dim : .notice
    buffer.writeRight(text, maxX: size.columns - 1, y: 0, style: Style(role), width: room)
  }

  /// What to say of the reading, the longest first.
  private var statusTexts: [String] {
    let progress = snapshot.progress
    guard progress.isDone else { return progressTexts(progress) }
    let samples = snapshot.runs.reduce(0) { $0 + $1.totals.samples }
    let runs = Format.count(snapshot.runs.count, "run")
    let long = "\(runs), " + Format.count(samples, "sample")
    return (snapshot.watching.isEmpty ? [] : [long + ", " + snapshot.watching]) + [long, runs]
  }

  private func progressTexts(_ progress: Progress) -> [String] {
    let share = progress.bytesFound > 0 ? progress.bytesDone * 100 / progress.bytesFound : 0
    let files = "\(Format.count(progress.filesDone))/\(Format.count(progress.filesFound)) files"
    let left = progress.secondsLeft.map { ", \(Format.seconds($0)) left" } ?? ""
    let bytes = "\(Format.bytes(progress.bytesDone)) of \(Format.bytes(progress.bytesFound))"
    return [
      "reading \(files), \(bytes)\(left)", "reading \(files), \(share)%\(left)",
      "reading \(share)%", "\(share)%",
    ]
  }

  /// The last row: a prompt, a notice, or what the keys do.
  private func drawLastRow(into buffer: inout Buffer) {
    let y = size.rows - 1
    if let prompt { return drawPrompt(prompt, into: &buffer, y: y) }
    if let notice {
      buffer.write(notice, x: 1, y: y, style: Style(.notice), width: size.columns - 2)
      return
    }
    let end = size.columns - drawFilterNote(into: &buffer, y: y)
    var x = 1
    let all = keymap.bindings.filter { $0.hint != nil && $0.holds(in: view) }
    let ends = all.suffix(2)
    for binding in ends + all.dropLast(2) {
      guard let hint = binding.hint, let key = binding.keys.first else { continue }
      let label = keyLabel(key)
      let width = label.columns() + 1 + hint.columns()
      guard x + width < end else { continue }
      x = buffer.write(label, x: x, y: y, style: Style(.key, bold: true))
      x = buffer.write(hint, x: x + 1, y: y, style: Style(.hint)) + 2
    }
  }

  /// Says at the right end what rows are filtered by; returns the columns that takes.
  private func drawFilterNote(into buffer: inout Buffer, y: Int) -> Int {
    let filter = filter(of: screen).text
    guard !filter.isEmpty, view != .search else { return 0 }
    let text = "filter: \(filter)"
    let width = min(text.columns(unicode: glyphs.unicode), size.columns / 2)
    buffer.writeRight(text, maxX: size.columns - 1, y: y, style: Style(.match), width: width)
    return width + 2
  }

  private func drawPrompt(_ prompt: Prompt, into buffer: inout Buffer, y: Int) {
    let isShort = prompt.label.columns() + 12 > size.columns
    let label = isShort ? prompt.shortLabel : prompt.label
    let x = buffer.write(label, x: 1, y: y, style: Style(.key, bold: true))
    let room = max(1, size.columns - x - 2)
    // The end of a long text is where the typing goes on.
    var shown = prompt.text[...]
    while shown.columns(unicode: glyphs.unicode) > room { shown = shown.dropFirst() }
    let end = buffer.write(shown, x: x, y: y, style: Style(.text), width: room)
    buffer.cursor = Buffer.Cursor(x: end, y: y, isVisible: true)
    drawFilterWarning(into: &buffer, bottom: y)
  }

  /// Says above the prompt, in place of what is there, why the filter in it is not in use.
  private func drawFilterWarning(into buffer: inout Buffer, bottom: Int) {
    guard let warning = typedFilter?.warning ?? findWarning else { return }
    let lines = Wrapping.lines(
      of: warning, width: size.columns - 2, unicode: glyphs.unicode
    ).prefix(3)
    for (row, line) in lines.enumerated() {
      let y = bottom - lines.count + row
      buffer.fill(Rect(x: 0, y: y, width: size.columns, height: 1), style: Style(.warning))
      buffer.write(line, x: 1, y: y, style: Style(.warning))
    }
  }

  /// Draws a sentence in the middle of an empty screen, wrapped.
  func drawEmpty(_ text: String, into buffer: inout Buffer, frame: Rect) {
    let lines = Wrapping.lines(
      of: text, width: min(64, frame.width - 4), unicode: glyphs.unicode)
    let top = frame.y + max(0, (frame.height - lines.count) / 3)
    for (row, line) in lines.enumerated() where row < frame.height {
      let x = frame.x + max(0, (frame.width - line.columns(unicode: glyphs.unicode)) / 2)
      buffer.write(line, x: x, y: top + row, style: Style(.dim))
    }
  }

  /// A rule across the screen with a title, and at the right the views of the screen.
  func drawHead(_ title: String, into buffer: inout Buffer, row: Rect) {
    drawRule(title, into: &buffer, row: row)
    let all = ViewName.all(of: screen)
    guard all.count > 1, !row.isEmpty else { return }
    let titles = all.map { glyphs.unicode ? $0.title : $0.title.replacingTimes }
    let room = row.width - spelled(title).columns(unicode: glyphs.unicode) - 8
    let needed = titles.reduce(4) { $0 + $1.count + 1 }
    let isWhole = needed <= room
    let shown = isWhole ? Array(all.indices) : all.indices.filter { all[$0] == view }
    let width = shown.reduce(4) { $0 + titles[$1].count + 1 }
    guard width <= room else { return }
    var x = buffer.write(
      " v ", x: row.maxX - width - 1, y: row.y, style: Style(.key, bold: true))
    for place in shown {
      let isOpen = all[place] == view
      x = buffer.write(
        titles[place], x: x, y: row.y,
        style: Style(isOpen ? .activeTab : .dim, bold: isOpen, underlined: isOpen && isWhole))
      x = buffer.write(" ", x: x, y: row.y, style: Style(.border))
    }
  }

  /// Sentences below a chart, as lines that fit.
  func sentenceLines(_ sentences: [String], width: Int) -> [String] {
    sentences.flatMap {
      Wrapping.lines(of: spelled($0), width: max(20, width - 2), unicode: glyphs.unicode)
        .map(String.init)
    }
  }

  /// A text with the signs of its numbers as ASCII has them, where that is what is drawn.
  func spelled(_ text: String) -> String {
    guard !glyphs.unicode else { return text }
    return text.map {
      ["±": "+-", "Δ": "d", "≠": "!=", "²": "2", "∞": "inf", "κ": "kappa", "×": "x"][$0]
        ?? String($0)
    }
    .joined()
  }

  /// Draws lines of sentences as far as they fit.
  func drawSentences(_ lines: [String], into buffer: inout Buffer, frame: Rect) {
    for (row, line) in lines.prefix(frame.height).enumerated() {
      buffer.write(
        line, x: frame.x + 1, y: frame.y + row, style: Style(.text), width: frame.width - 2)
    }
  }

  /// A rule across the screen with a title in it.
  func drawRule(_ title: String, into buffer: inout Buffer, row: Rect, role: Role = .title) {
    guard !row.isEmpty else { return }
    buffer.fill(row, symbols.horizontal, style: Style(.border))
    guard !title.isEmpty else { return }
    buffer.write(
      " \(spelled(title)) ", x: row.x + 2, y: row.y, style: Style(role, bold: true),
      width: row.width - 4)
  }
}

extension String {
  /// The text with the sign of multiplication as ASCII has it.
  fileprivate var replacingTimes: String { split(separator: "×").joined(separator: "x") }
}
