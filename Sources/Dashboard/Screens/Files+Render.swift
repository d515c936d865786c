import Charts
import Results
import TerminalUI

extension App {
  struct FilesLayout {
    let summary: Rect
    let table: Rect
    let lines: Rect
  }

  func filesLayout(_ frame: Rect) -> FilesLayout {
    var rest = frame
    let lines =
      (snapshot.keeping.isEmpty ? 2 : 3) + min(3, snapshot.notices.count)
      + (snapshot.progress.isDone ? 0 : 1)
    let summary = rest.takeTop(min(lines + (isRoomy ? 1 : 0), frame.height / 3))
    let wanted = files.lines.value.count + 1
    let below = rest.takeBottom(wanted > 1 ? min(wanted, max(3, rest.height / 2)) : 0)
    return FilesLayout(summary: summary, table: rest, lines: below)
  }

  func drawFiles(into buffer: inout Buffer, frame: Rect) {
    let layout = filesLayout(frame)
    drawSummary(into: &buffer, frame: layout.summary)
    let shown = shownFiles
    if shown.isEmpty {
      drawEmpty(noFilesText, into: &buffer, frame: layout.table)
    } else {
      drawFileTable(shown, into: &buffer, frame: layout.table)
    }
    drawLines(into: &buffer, frame: layout.lines)
  }

  private var noFilesText: String {
    if !files.filter.filter.isEmpty {
      return "No file fits the filter '\(files.filter.usedText)'. Esc shows all."
    }
    return snapshot.progress.isDone ? "No file here holds results." : "Looking for results."
  }

  private func drawSummary(into buffer: inout Buffer, frame: Rect) {
    var rest = frame
    let progress = snapshot.progress
    let results = snapshot.files.filter { $0.kind == .samples || $0.kind == .counts }.count
    let lines = [
      "\(Format.count(progress.filesFound)) files, \(Format.bytes(progress.bytesFound)): "
        + "\(Format.count(results)) with results, "
        + "\(Format.count(snapshot.files.count - results)) beside them, "
        + "\(Format.count(snapshot.foreignFiles)) foreign",
      "changes are noticed by "
        + (snapshot.watching.isEmpty ? "nothing: this is one reading" : snapshot.watching),
    ]
    let keeping = snapshot.keeping.isEmpty ? [] : ["index: " + snapshot.keeping]
    for line in lines + keeping + snapshot.notices.prefix(3) {
      let row = rest.takeTop(1)
      guard row.height == 1, rest.height > 0 || progress.isDone else { break }
      buffer.write(line, x: 1, y: row.y, style: Style(.text), width: row.width - 2)
    }
    guard !progress.isDone else { return }
    let row = rest.takeTop(1)
    guard !row.isEmpty else { return }
    let share =
      progress.bytesFound > 0 ? Double(progress.bytesDone) / Double(progress.bytesFound) : 0
    ProgressBar(share: share, role: .notice).draw(
      into: &buffer, x: 1, y: row.y, width: min(40, row.width - 2), level: glyphs)
  }

  private func drawFileTable(_ shown: [FileStatus], into buffer: inout Buffer, frame: Rect) {
    let ids = shown.map(\.path)
    let table = Table(
      columns: [
        .init(title: "file", width: 22, isFlexible: true),
        .init(title: "what it is", width: 18), .init(title: "format", width: 10, priority: 3),
        .init(title: "records", width: 9, alignment: .right, priority: 1),
        .init(title: "rejects", width: 7, alignment: .right),
        .init(title: "size", width: 9, alignment: .right, priority: 2),
      ], symbols: symbols)
    table.draw(
      into: &buffer, frame: frame, rows: files.list.window(of: ids, height: frame.height - 1),
      selected: files.list.position(in: ids)
    ) { fileCell(shown[$0], $1) }
  }

  private func fileCell(_ file: FileStatus, _ column: Int) -> Table.CellText {
    switch column {
    case 0: pathCell(file)
    case 1: Table.CellText(file.stateText, stateRole(file))
    case 2: Table.CellText(file.format ?? symbols.dash, .dim)
    case 3: Table.CellText(file.records > 0 ? Format.count(file.records) : symbols.dash)
    case 4: Table.CellText(Format.count(file.rejects), file.rejects > 0 ? .warning : .dim)
    default: Table.CellText(Format.bytes(file.bytes), .dim)
    }
  }

  private func pathCell(_ file: FileStatus) -> Table.CellText {
    var cell = Table.CellText(file.path)
    cell.isPath = true
    return cell
  }

  private func stateRole(_ file: FileStatus) -> Role {
    switch file.state {
    case .failed: .failure
    case .reading: .notice
    case .queued, .ignored: .dim
    case .read: .text
    }
  }

  private func drawLines(into buffer: inout Buffer, frame: Rect) {
    guard !frame.isEmpty else { return }
    var rest = frame
    let lines = files.lines.value
    let role: Role = snapshot.rejects.isEmpty ? .title : .warning
    drawRule(linesTitle, into: &buffer, row: rest.takeTop(1), role: role)
    let top = max(0, min(files.top, lines.count - rest.height))
    let last = min(lines.count, top + rest.height)
    for line in lines[top..<last] {
      let row = rest.takeTop(1)
      let width = min(line.place.columns(unicode: glyphs.unicode), row.width * 2 / 5)
      let x = buffer.write(line.place, x: 1, y: row.y, style: Style(.heading), width: width)
      buffer.write(line.text, x: x + 2, y: row.y, style: Style(.text), width: row.width - x - 3)
    }
    guard last < lines.count else { return }
    buffer.writeRight(
      " \(symbols.down) \(Format.count(lines.count - last)) more ", maxX: frame.maxX - 1,
      y: frame.y,
      style: Style(.hint))
  }

  private var linesTitle: String {
    let sign = files.isReading ? symbols.right + " " : ""
    let ids = fileIDs
    let file = files.list.position(in: ids).map { shownFiles[$0] }
    guard !snapshot.rejects.isEmpty else { return sign + "how it was read" }
    let own = file.map { ", \(Format.count($0.rejects)) of this file" } ?? ""
    return sign + "rejects: \(Format.count(snapshot.files.reduce(0) { $0 + $1.rejects }))" + own
  }
}
