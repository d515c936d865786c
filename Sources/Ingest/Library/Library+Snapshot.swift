import Glibc
import Results

extension Library {
  /// What the library holds at the moment, as a value.
  func assemble() -> Snapshot {
    let copy = monitor.look { $0 }
    var snapshot = Snapshot()
    var sources: [SourceFile] = []
    var progress = Progress()
    progress.isListing = copy.isListing
    let superseded = Self.superseded(copy)
    for (path, entry) in copy.entries.sorted(by: { ($0.value.root, $0.value.relative) < ($1.value.root, $1.value.relative) }) {
      count(entry, in: &progress, isQueued: copy.queued.contains(path) || entry.isBusy)
      if case .ignored = entry.state {
        snapshot.foreignFiles += 1
        continue
      }
      if case .read = entry.state, entry.contents == nil { continue }
      var status = status(of: entry)
      if superseded.contains(path) {
        status.state = .ignored("graded in the results beside it")
      } else if let contents = entry.contents {
        sources.append(source(path, of: entry, contents))
        snapshot.rejects += Self.rejects(of: contents, file: entry.relative)
      } else if case .failed(let reason) = entry.state {
        snapshot.rejects.append(FileReject(file: entry.relative, line: 0, reason: reason))
      } else if case .reading(0) = entry.state, let size = entry.stamp?.size {
        snapshot.rejects.append(
          FileReject(file: entry.relative, line: 1, reason: Self.waiting(size)))
      }
      snapshot.files.append(status)
    }
    for refusal in copy.refusals.values.sorted(by: { $0.relative < $1.relative }) {
      snapshot.rejects.append(
        FileReject(
          file: refusal.relative, line: 0, reason: "the folder cannot be listed: \(refusal.reason)"))
    }
    snapshot.rejects += copy.configurationErrors.sorted { $0.key < $1.key }.flatMap(\.value)
    snapshot.runs = assembly(copy).runs(of: sources)
    snapshot.progress = progress
    snapshot.watching = watchMode
    snapshot.notices = copy.notices + notes.notices
    snapshot.today = ClockMinute(secondsSince1970: time(nil))
    return snapshot
  }

  private func assembly(_ state: LibraryState) -> Assembly {
    var assembly = Assembly()
    assembly.roleRules = options.roleRules
    assembly.edits = state.edits
    assembly.configurations = roots.indices.map { root in
      state.configurations.filter { $0.value.root == root }
        .sorted { $0.key.utf8.count > $1.key.utf8.count }.map(\.value.configuration)
    }
    return assembly
  }

  private func source(
    _ fullPath: String, of entry: LibraryState.Entry, _ contents: FileContents
  ) -> SourceFile {
    let root = roots[entry.root]
    let path = entry.relative.split(separator: "/").map(String.init)
    return SourceFile(
      path: entry.relative, fullPath: fullPath, root: entry.root, rootName: root.name, contents: contents,
      conventions: entry.format?.conventions(path: path, above: root.above) ?? Facts(),
      hasSamplingSeeds: entry.format?.hasSamplingSeeds ?? false,
      modified: entry.stamp.flatMap {
        ClockMinute(secondsSince1970: time_t($0.modified / 1_000_000_000))
      })
  }

  private func status(of entry: LibraryState.Entry) -> FileStatus {
    var status = FileStatus(
      path: entry.relative, state: entry.state, bytes: entry.stamp?.size ?? 0)
    guard let contents = entry.contents else { return status }
    status.format = contents.format
    status.kind = contents.kind
    status.records = contents.records
    status.rejects = contents.rejects.count + contents.furtherRejects
    status.waiting = contents.waiting
    status.mapping = contents.mapping
    return status
  }

  private func count(_ entry: LibraryState.Entry, in progress: inout Progress, isQueued: Bool) {
    progress.filesFound += 1
    let size = entry.stamp?.size ?? 0
    progress.bytesFound += size
    switch entry.state {
    case .queued: break
    case .reading(let bytes) where isQueued: progress.bytesDone += bytes
    default:
      progress.filesDone += 1
      progress.bytesDone += size
    }
  }

  /// Files whose samples lie graded beside them.
  private static func superseded(_ state: LibraryState) -> Set<String> {
    var found: Set<String> = []
    for (path, entry) in state.entries {
      guard let format = entry.format else { continue }
      let slash = path.lastIndex(of: "/")
      let name = slash.map { String(path[path.index(after: $0)...]) } ?? path
      guard let twin = format.betterTwin(of: name) else { continue }
      let other = slash.map { path[...$0] + twin } ?? twin
      if state.entries[String(other)]?.contents != nil { found.insert(path) }
    }
    return found
  }

  private static func rejects(of contents: FileContents, file: String) -> [FileReject] {
    var rejects = contents.rejects.map { FileReject(file: file, line: $0.line, reason: $0.reason) }
    if contents.furtherRejects > 0 {
      rejects.append(
        FileReject(file: file, line: 0, reason: "\(contents.furtherRejects) further lines rejected"))
    }
    if contents.waiting > 0 {
      rejects.append(
        FileReject(file: file, line: contents.waitingLine, reason: waiting(contents.waiting)))
    }
    return rejects
  }

  private static func waiting(_ bytes: Int) -> String {
    "the last line has no end yet; its \(bytes) bytes wait for the rest"
  }
}

extension ClockMinute {
  /// A moment on the local clock.
  init?(secondsSince1970 seconds: time_t) {
    var seconds = seconds
    var local = tm()
    guard localtime_r(&seconds, &local) != nil else { return nil }
    self.init(
      year: Int(local.tm_year) + 1900, month: Int(local.tm_mon) + 1, day: Int(local.tm_mday),
      hour: Int(local.tm_hour), minute: Int(local.tm_min))
  }
}
