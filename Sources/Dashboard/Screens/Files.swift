import Results

/// The state of the screen *Files*.
struct FilesState: Equatable, Sendable {
  var list = ListState()
  var filter = ""
}

extension App {
  /// The files that the filter lets through; those with rejects and failures first.
  var shownFiles: [FileStatus] {
    let found = snapshot.files.filter { file in
      files.filter.split(separator: " ").allSatisfy { word in
        [file.path, file.format ?? "", file.stateText].contains { $0.holds(String(word)) }
      }
    }
    return found.filter(\.needsAttention) + found.filter { !$0.needsAttention }
  }

  var fileIDs: [String] { shownFiles.map(\.path) }

  mutating func performInFiles(_ command: Command) {
    let ids = fileIDs
    if files.list.move(command, page: listHeight, in: ids) { return }
    guard command == .back else { return }
    if files.filter.isEmpty { screen = .runs } else { setFilter("", of: .files) }
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
    case .read: waiting > 0 ? "waiting for a line's end" : kindText
    case .ignored(let what): what
    case .failed(let reason): reason
    }
  }

  private var kindText: String {
    switch kind {
    case .samples: "samples"
    case .counts: "tallies"
    case .sidecar: "facts of a run"
    case .trainingLog: "training log"
    case .scores: "log-probabilities"
    case .problems: "problems"
    case .summary: "summary"
    case nil: "read"
    }
  }
}
