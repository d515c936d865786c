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
    case .problems: drawProblems(into: &buffer, frame: body)
    case .samples: drawSamples(into: &buffer)
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

  /// How many rows a list on the screen that is open shows.
  var listHeight: Int {
    switch screen {
    case .runs: runsLayout(body).table.height - 1
    case .problems: problemsLayout(body).table.height - 1
    case .files: filesLayout(body).table.height - 1
    default: body.height
    }
  }

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
    let isShort = size.columns < 72
    var x = isShort ? 0 : 8
    return ScreenName.allCases.map { name in
      let title = isShort && name != screen ? String(name.title.prefix(3)) : name.title
      let tab = Tab(screen: name, label: " \(name.rawValue) \(title) ", x: x)
      x += tab.width
      return tab
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
    let end = (tabs.last.map { $0.x + $0.width } ?? 0) + 1
    drawStatus(into: &buffer, from: end)
  }

  /// How far the reading is, or how much there is.
  private func drawStatus(into buffer: inout Buffer, from start: Int) {
    let room = size.columns - start - 1
    guard room >= 8 else { return }
    let text = statusText(width: room)
    let role: Role = snapshot.progress.isDone ? .dim : .notice
    buffer.writeRight(text, maxX: size.columns - 1, y: 0, style: Style(role), width: room)
  }

  private func statusText(width: Int) -> String {
    let progress = snapshot.progress
    if progress.isDone {
      let samples = snapshot.runs.reduce(0) { $0 + $1.totals.samples }
      let runs = "\(Format.count(snapshot.runs.count)) runs"
      let long = "\(runs), \(Format.count(samples)) samples"
      let watched = snapshot.watching.isEmpty ? long : long + ", " + snapshot.watching
      return [watched, long, runs].first { $0.columns() <= width } ?? runs
    }
    let share = progress.bytesFound > 0 ? progress.bytesDone * 100 / progress.bytesFound : 0
    let files = "\(Format.count(progress.filesDone))/\(Format.count(progress.filesFound)) files"
    let left = progress.secondsLeft.map { ", \(Format.seconds($0)) left" } ?? ""
    let bytes = "\(Format.bytes(progress.bytesDone)) of \(Format.bytes(progress.bytesFound))"
    let texts = [
      "reading \(files), \(bytes)\(left)", "reading \(files), \(share)%\(left)",
      "reading \(share)%",
    ]
    return texts.first { $0.columns() <= width } ?? texts[2]
  }

  /// The last row: a prompt, a notice, or what the keys do.
  private func drawLastRow(into buffer: inout Buffer) {
    let y = size.rows - 1
    if let prompt { return drawPrompt(prompt, into: &buffer, y: y) }
    if let notice {
      buffer.write(notice, x: 1, y: y, style: Style(.notice), width: size.columns - 2)
      return
    }
    var x = 1
    let all = keymap.bindings.filter { $0.hint != nil && $0.holds(on: screen) }
    let ends = all.suffix(2)
    for binding in ends + all.dropLast(2) {
      guard let hint = binding.hint, let key = binding.keys.first else { continue }
      let width = key.label.columns() + 1 + hint.columns()
      guard x + width < size.columns else { continue }
      x = buffer.write(key.label, x: x, y: y, style: Style(.key, bold: true))
      x = buffer.write(hint, x: x + 1, y: y, style: Style(.hint)) + 2
    }
    drawFilterNote(into: &buffer, y: y, from: x)
  }

  private func drawFilterNote(into buffer: inout Buffer, y: Int, from x: Int) {
    let filter = filter(of: screen)
    guard !filter.isEmpty else { return }
    let text = "filter: \(filter)"
    let room = size.columns - x - 2
    guard room > 10 else { return }
    buffer.writeRight(text, maxX: size.columns - 1, y: y, style: Style(.match), width: room)
  }

  private func drawPrompt(_ prompt: Prompt, into buffer: inout Buffer, y: Int) {
    let label = prompt.label.columns() + 12 > size.columns ? "role: " : prompt.label
    let x = buffer.write(label, x: 1, y: y, style: Style(.key, bold: true))
    let room = max(1, size.columns - x - 2)
    // The end of a long text is where the typing goes on.
    let shown = prompt.text.count > room ? String(prompt.text.suffix(room)) : prompt.text
    let end = buffer.write(shown, x: x, y: y, style: Style(.text), width: room)
    buffer.cursor = Buffer.Cursor(x: end, y: y, isVisible: true)
  }

  /// Draws a sentence in the middle of an empty screen, wrapped.
  func drawEmpty(_ text: String, into buffer: inout Buffer, frame: Rect) {
    let lines = Wrapping.lines(of: text, width: min(64, frame.width - 4))
    let top = frame.y + max(0, (frame.height - lines.count) / 3)
    for (row, line) in lines.enumerated() where row < frame.height {
      let x = frame.x + max(0, (frame.width - line.columns()) / 2)
      buffer.write(line, x: x, y: top + row, style: Style(.dim))
    }
  }

  /// A rule across the screen with a title in it.
  func drawRule(_ title: String, into buffer: inout Buffer, row: Rect, role: Role = .title) {
    guard !row.isEmpty else { return }
    buffer.fill(row, symbols.horizontal, style: Style(.border))
    guard !title.isEmpty else { return }
    buffer.write(
      " \(title) ", x: row.x + 2, y: row.y, style: Style(role, bold: true), width: row.width - 4)
  }

  /// How a run is told from others in charts: its letter and its color.
  func look(of run: Run, at index: Int) -> (letter: Character, role: Role) {
    let letter = Character(Unicode.Scalar(UInt8(65 + index % 26)))
    if run.id == selection.baseline { return (letter, .baseline) }
    if run.id == selection.candidate { return (letter, .candidate) }
    return (letter, Role.series[index % Role.series.count])
  }

  /// The shortest name that tells a run from the others shown with it.
  func shortName(of run: Run, among runs: [Run]) -> String {
    let parts: [(Run) -> String?] = [
      { label(of: $0) }, { $0.benchmark }, { $0.facts[.step].map { "step \($0)" } },
      { $0.facts[.temperature].map { "T=\($0)" } },
    ]
    let isTold = Set(runs.map { label(of: $0) }).count == runs.count
    let telling = parts.enumerated().filter { index, part in
      index == 0 || (!isTold && Set(runs.map { part($0) ?? "" }).count > 1)
    }
    return telling.compactMap { $0.element(run) }.joined(separator: " ")
  }

  /// A run's model without what all models begin with; its own name where another run
  /// has the same model, benchmark, step and temperature.
  func label(of run: Run) -> String { labels.names[run.id] ?? run.facts[.model] ?? run.name }
}

/// What runs are called in lists, worked out once a snapshot.
struct RunLabels: Equatable, Sendable {
  private(set) var names: [String: String] = [:]

  init() {}

  init(_ runs: [Run]) {
    let models = Set(runs.map { $0.facts[.model] ?? $0.name })
    let prefix = Self.commonStart(of: models)
    let alike = Dictionary(grouping: runs) { run in
      [FactName.model, .benchmark, .step, .temperature].map { run.facts[$0] ?? "" }
    }
    for group in alike.values {
      let own = group.map { $0.facts[.run] ?? $0.id }
      let ending = group.count > 1 ? Self.commonEnd(of: own) : 0
      for (run, name) in zip(group, own) {
        let model = String((run.facts[.model] ?? run.name).dropFirst(prefix))
        names[run.id] = group.count > 1 ? String(name.dropLast(ending)) : model
      }
    }
  }

  /// How many characters all names share at their end, from a separator on.
  private static func commonEnd(of names: [String]) -> Int {
    guard let first = names.first else { return 0 }
    let shared = names.map { String($0.reversed()) }
      .reduce(String(first.reversed())) { $0.commonPrefix(with: $1) }
    guard let end = shared.lastIndex(where: { "-_/ ".contains($0) }) else { return 0 }
    let length = shared.distance(from: shared.startIndex, to: end) + 1
    return names.allSatisfy { $0.count > length } ? length : 0
  }

  /// How many characters all names share up to a separator, where that is long enough to be in the way.
  private static func commonStart(of names: Set<String>) -> Int {
    guard names.count > 1, let first = names.first else { return 0 }
    let shared = names.reduce(first) { $0.commonPrefix(with: $1) }
    guard let end = shared.lastIndex(where: { "-_/ ".contains($0) }) else { return 0 }
    let length = shared.distance(from: shared.startIndex, to: end) + 1
    return length >= 8 ? length : 0
  }
}

extension String {
  fileprivate func commonPrefix(with other: String) -> String {
    String(zip(self, other).prefix { $0 == $1 }.map(\.0))
  }
}
