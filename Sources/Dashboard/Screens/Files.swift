import Results
import TerminalUI

/// The state of the screen *Files*.
struct FilesState: Sendable {
  var list = ListState()
  var filter = ListFilter()
  /// Whether keys move the lines about the file rather than the list, and how far these are.
  var isReading = false
  var top = 0
  /// The files that the filter lets through; those with rejects and failures first.
  var rows = Derived<RowsKey, [FileStatus]>([])
  /// What there is to say of the file under the cursor, and of what was rejected elsewhere.
  var lines = Derived<LinesKey, [FileLine]>([])

  struct RowsKey: Equatable, Sendable {
    let revision: Int
    let filter: Filter
  }

  struct LinesKey: Equatable, Sendable {
    let revision: Int
    let file: String?
  }
}

/// A line below the files: a place in a file, and what is to be said of it.
struct FileLine: Equatable, Sendable {
  let place: String
  let text: String
}

extension App {
  var shownFiles: [FileStatus] { files.rows.value }
  var fileIDs: [String] { shownFiles.map(\.path) }

  /// Works out the rows anew if anything they depend on has changed.
  mutating func refreshFiles() {
    let key = FilesState.RowsKey(revision: revision, filter: files.filter.filter)
    if !files.rows.isCurrent(for: key) { files.rows.set(sortedFiles(), for: key) }
    let ids = fileIDs
    // The lines say how much room is left for the list, and the list which lines these are.
    files.list.settle(in: ids, height: 0)
    let file = files.list.position(in: ids).map { ids[$0] }
    let lines = FilesState.LinesKey(revision: revision, file: file)
    if !files.lines.isCurrent(for: lines) {
      if files.lines.value.isEmpty || !files.isReading { files.top = 0 }
      files.lines.set(fileLines(of: file), for: lines)
    }
    files.list.settle(in: ids, height: listHeight(of: .files))
  }

  private func sortedFiles() -> [FileStatus] {
    let found = snapshot.files.filter(files.filter.filter.test(.files))
    return found.filter(\.needsAttention) + found.filter { !$0.needsAttention }
  }

  /// What a file lacks, how its keys were read and its rejects, then the rejects of others.
  private func fileLines(of file: String?) -> [FileLine] {
    var lines: [FileLine] = []
    let status = snapshot.files.first { $0.path == file }
    if let unfinished = status?.unfinished, status?.state == .read {
      lines.append(FileLine(place: unfinished.label, text: unfinished.meaning))
      lines.append(FileLine(place: "way out", text: unfinished.cure))
    }
    if let mapping = status?.mapping, !mapping.isEmpty {
      let fields = mapping.sorted { $0.key < $1.key }.map { "\($0.key) = \($0.value)" }
      lines.append(FileLine(place: "fields", text: fields.joined(separator: ", ")))
    }
    let own = snapshot.rejects.filter { $0.file == file }
    let others = snapshot.rejects.filter { $0.file != file }
    return lines
      + (own + others).map { reject in
        FileLine(
          place: reject.line == 0 ? reject.file : "\(reject.file):\(reject.line)",
          text: reject.reason)
      }
  }

  mutating func performInFiles(_ command: Command) {
    let height = filesLayout(body).lines.height - 1
    if files.isReading, let rows = command.rows(page: height, count: files.lines.value.count) {
      files.top = max(0, min(files.lines.value.count - height, files.top + rows))
      return
    }
    if files.list.move(command, page: listHeight(of: .files), in: fileIDs) {
      files.top = 0
      return
    }
    switch command {
    case .deeper: files.isReading = !files.lines.value.isEmpty
    case .back: goBackInFiles()
    default: break
    }
  }

  private mutating func goBackInFiles() {
    if files.isReading {
      files.isReading = false
    } else if files.filter.isEmpty {
      screen = .runs
    } else {
      files.filter = ListFilter()
    }
  }
}

extension FileStatus {
  /// Whether something of the file was rejected, or it could not be read.
  var needsAttention: Bool {
    if case .failed = state { return true }
    return rejects > 0
  }

  /// What became of the file, in a few words.
  var stateText: String {
    switch state {
    case .queued: "queued"
    case .reading(let done): bytes > 0 && done > 0 ? "reading \(done * 100 / bytes)%" : "waiting"
    case .read:
      waiting > 0
        ? "waiting for a line's end"
        : unfinished?.label
          ?? (repaired > 0 ? "\(Format.count(repaired)) not UTF-8" : kind?.label ?? "read")
    case .ignored(let what): what
    case .failed(let reason): reason
    }
  }
}
