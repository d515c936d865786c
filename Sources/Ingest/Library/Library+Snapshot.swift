import Glibc
import ResultIndex
import Results

extension Library {
  /// A file that is not foreign, as of one moment; shared, since thousands are sorted.
  private final class Listed: Sendable {
    let path: String
    let relative: String
    let root: Int
    let entry: LibraryState.Entry

    init(path: String, relative: String, root: Int, entry: LibraryState.Entry) {
      (self.path, self.relative, self.root, self.entry) = (path, relative, root, entry)
    }
  }

  /// What a snapshot is made of, taken in one hold of the lock.
  private struct View {
    var listed: [Listed] = []
    /// Foreign and empty files, where nothing is followed.
    var foreign: [Listed] = []
    var foreignFiles = 0
    var progress = Progress()
    var refusals: [LibraryState.Refusal] = []
    var configurations: [String: (root: Int, configuration: RunConfiguration)] = [:]
    var configurationErrors: [String: [FileReject]] = [:]
    var edits: [String: Facts] = [:]
    var marks = MarkBook()
    var notices: [String] = []
  }

  private func view() -> View {
    var view = monitor.look { state in
      var view = View()
      view.progress.isListing = state.isListing
      for (path, entry) in state.entries {
        Self.count(entry, in: &view.progress)
        switch entry.state {
        case .ignored:
          view.foreignFiles += 1
          if !options.isLive { view.foreign.append(listed(path, entry)) }
        case .read where entry.holding == nil:
          guard !options.isLive else { break }
          var empty = entry
          empty.state = .ignored("empty")
          view.foreign.append(listed(path, empty))
        default: view.listed.append(listed(path, entry))
        }
      }
      view.refusals = Array(state.refusals.values)
      (view.configurations, view.configurationErrors) =
        (state.configurations, state.configurationErrors)
      (view.edits, view.marks) = (state.edits, state.marks.book)
      view.notices = state.notices + state.marks.notices
      return view
    }
    view.listed = Self.sorted(view.listed)
    view.foreign = Self.sorted(view.foreign)
    view.refusals.sort { ($0.root, $0.relative, $0.reason) < ($1.root, $1.relative, $1.reason) }
    return view
  }

  private func listed(_ path: String, _ entry: LibraryState.Entry) -> Listed {
    let root = Int(entry.root)
    return Listed(
      path: path, relative: entry.reader?.relative ?? roots[root].relative(path) ?? path,
      root: root,
      entry: entry)
  }

  /// By what was opened, then by the bytes of the paths below.
  private static func sorted(_ files: [Listed]) -> [Listed] {
    var order = ByteOrder()
    order.reserve(files.count)
    for file in files { order.add(file.relative, group: file.root) }
    return order.order.map { files[$0] }
  }

  /// The folders whose `run.json` was found and not read yet: until it is, nobody knows what
  /// their runs are called.
  private static func unnamed(_ listed: [Listed]) -> Set<Substring> {
    Set(
      listed.filter { file in
        guard case .queued = file.entry.state else { return false }
        return file.path.lastComponent == Sidecar.fileName
      }.map(\.path.folder))
  }

  /// What the library holds at the moment, as a value.
  ///
  /// - Parameter searchesRepeats: Whether to look for repeats in samples that must be fetched first.
  func assemble(searchesRepeats: Bool = true) -> Snapshot {
    assemble(searchesRepeats: searchesRepeats) { $0 }
  }

  /// Hands on what the library holds before what that was made of is given back, which takes a while.
  func assemble<Result>(searchesRepeats: Bool, _ body: (Snapshot) -> Result) -> Result {
    let view = view()
    let assembly = assembly(view, searchesRepeats: searchesRepeats)
    var snapshot = Snapshot()
    snapshot.foreignFiles = view.foreignFiles
    let looks = looks(at: view.listed, by: assembly.workers)
    snapshot.files = looks.map(\.status)
    let sources = looks.compactMap(\.source)
    defer { withExtendedLifetime((view, looks, sources)) {} }
    for look in looks where !look.rejects.isEmpty { snapshot.rejects += look.rejects }
    snapshot.rejects += view.refusals.map {
      FileReject(file: $0.relative, line: 0, reason: $0.reason)
    }
    snapshot.rejects += view.configurationErrors.sorted { $0.key < $1.key }.flatMap(\.value)
      .uniqued()
    snapshot.runs = assembly.runs(of: sources)
    snapshot.training = assembly.training(of: sources)
    snapshot.scores = assembly.scores(of: sources)
    snapshot.references = ReferenceCurve.all(in: sources)
    if !options.isLive { describe(&snapshot, view, assembly, sources) }
    snapshot.progress = view.progress
    snapshot.watching = watchMode
    snapshot.keeping = options.index.map(Self.keeping) ?? ""
    (snapshot.marks, snapshot.reader) = (view.marks, reader)
    snapshot.notices = view.notices + notes.notices + marksLines.notices
    snapshot.today = ClockMinute(secondsSince1970: time(nil))
    return body(snapshot)
  }

  /// What a snapshot has of one file; shared, since thousands are handed on.
  private final class Look: Sendable {
    let status: FileStatus
    let rejects: [FileReject]
    /// `nil` where it adds nothing, or nobody knows yet what its run is called.
    let source: SourceFile?

    init(_ status: FileStatus, rejects: [FileReject] = [], source: SourceFile? = nil) {
      (self.status, self.rejects, self.source) = (status, rejects, source)
    }
  }

  private func looks(at files: [Listed], by workers: any Workers) -> [Look] {
    let ignored = Self.ignored(files, by: workers)
    let unnamed = Self.unnamed(files)
    return workers.map(files.count) { [self] number in
      let listed = files[number]
      let reason = ignored.isEmpty ? nil : ignored[listed.path]
      let known = status(of: listed, ignored: reason)
      guard reason == nil else { return Look(known) }
      let isNamed = unnamed.isEmpty || !unnamed.contains(listed.path.folder)
      return Look(
        known, rejects: Self.rejects(of: listed),
        source: listed.entry.holding.flatMap { isNamed ? source(listed, $0) : nil })
    }
  }

  /// Adds what a single reading is asked for and what a live one has no use for.
  private func describe(
    _ snapshot: inout Snapshot, _ view: View, _ assembly: Assembly, _ sources: [SourceFile]
  ) {
    let details = Assembly.details(of: sources, in: snapshot.runs)
    for (index, listed) in view.listed.enumerated() {
      snapshot.files[index].details = details[listed.path]
    }
    snapshot.conflicts = assembly.conflicts(in: sources, of: snapshot.runs)
    snapshot.foreign = view.foreign.map { status(of: $0) }
  }

  private func assembly(_ view: View, searchesRepeats: Bool) -> Assembly {
    var assembly = Assembly()
    assembly.roleRules = options.roleRules
    assembly.edits = view.edits
    assembly.defaults = options.defaults
    assembly.repeatMemory = options.index
    assembly.searchesRepeats = searchesRepeats
    assembly.workers = Helpers(threads: options.threads)
    assembly.configurations = roots.indices.map { root in
      view.configurations.values.filter { $0.root == root }.map(\.configuration)
        .sorted { ($0.folder?.utf8.count ?? -1) > ($1.folder?.utf8.count ?? -1) }
    }
    return assembly
  }

  private func source(_ listed: Listed, _ holding: Holding) -> SourceFile {
    SourceFile(
      path: listed.relative, fullPath: listed.path, root: listed.root,
      rootName: roots[listed.root].name, contents: holding.contents,
      conventions: holding.conventions, hasSamplingSeeds: holding.format.hasSamplingSeeds,
      modified: listed.entry.stamp.flatMap {
        ClockMinute(secondsSince1970: time_t($0.modified / 1_000_000_000))
      })
  }

  /// - Parameter reason: Why it adds nothing.
  private func status(of listed: Listed, ignored reason: String? = nil) -> FileStatus {
    var status = FileStatus(
      path: listed.relative, state: reason.map { .ignored($0) } ?? listed.entry.state,
      bytes: listed.entry.stamp?.size ?? 0)
    guard let holding = listed.entry.holding else { return status }
    status.format = holding.contents.format
    status.kind = holding.contents.kind
    status.records = holding.contents.records
    status.rejects = holding.contents.rejects.count + holding.contents.furtherRejects
    status.waiting = holding.contents.waiting
    status.unfinished = holding.contents.unfinished
    status.repaired = holding.contents.repairedRecords
    status.mapping = holding.contents.mapping
    return status
  }

  private static func count(_ entry: LibraryState.Entry, in progress: inout Progress) {
    progress.filesFound += 1
    let size = entry.stamp?.size ?? 0
    progress.bytesFound += size
    switch entry.state {
    case .queued: break
    case .reading(let bytes) where entry.isQueued || entry.isBusy: progress.bytesDone += bytes
    default:
      progress.filesDone += 1
      progress.bytesDone += size
    }
  }

  /// Files that add nothing, with the reason.
  private static func ignored(
    _ files: [Listed], by workers: any Workers
  ) -> [String: String] {
    var ignored: [String: String] = [:]
    let mayHaveTwins = workers.map(files.count) { mayHaveTwin(files[$0]) }
    let withContents = files.filter { $0.entry.holding != nil }
    // Of most folders nobody asks.
    lazy var present = Set(withContents.map(\.path))
    lazy var names = Set(present.map(PackedName.unpacked))
    for (listed, mayHaveTwin) in zip(files, mayHaveTwins) where mayHaveTwin {
      guard let holding = listed.entry.holding else { continue }
      let name = listed.path.lastComponent
      let unpacked = PackedName.unpacked(name)
      let twins = holding.format.betterTwins(of: unpacked)
      if twins.contains(where: { names.contains(listed.path.dropLast(name.count) + $0) }) {
        ignored[listed.path] = "graded in the results beside it"
      } else if unpacked != name, present.contains(PackedName.unpacked(listed.path)) {
        ignored[listed.path] = "it lies unpacked beside it"
      }
    }
    for (path, other) in repeated(withContents) { ignored[path] = "the same file as \(other)" }
    lazy var folders = Set(
      withContents.filter { $0.entry.holding?.contents.kind.mayHaveSidecar == true }
        .map { LibraryState.split($0.path).folder })
    for listed in withContents where listed.entry.holding?.contents.kind == .sidecar {
      if !folders.contains(LibraryState.split(listed.path).folder) {
        ignored[listed.path] = "no samples lie beside it"
      }
    }
    return ignored
  }

  /// Whether, by its name, another file may lie beside it that has the same.
  private static func mayHaveTwin(_ listed: Listed) -> Bool {
    guard let holding = listed.entry.holding else { return false }
    let name = listed.path.lastComponent
    let unpacked = PackedName.unpacked(name)
    return unpacked != name || !holding.format.betterTwins(of: unpacked).isEmpty
  }

  /// Second paths to files, as links are; a file's own path goes before a link.
  private static func repeated(_ files: [Listed]) -> [(path: String, other: String)] {
    var found: [(path: String, other: String)] = []
    func identity(_ file: Listed) -> FolderListing.Identity? {
      file.entry.stamp.map { FolderListing.Identity(device: $0.device, inode: $0.inode) }
    }
    var seen = Set<FolderListing.Identity>(minimumCapacity: files.count)
    let twice = Set(files.lazy.compactMap(identity).filter { !seen.insert($0).inserted })
    guard !twice.isEmpty else { return [] }
    let groups = Dictionary(grouping: files, by: identity)
    for (identity, group) in groups where identity.map(twice.contains) == true {
      let own = group.first { !OpenFile.isLink($0.path) } ?? group[0]
      found += group.filter { $0.path != own.path }.map { ($0.path, own.relative) }
    }
    return found
  }

  private static func rejects(of listed: Listed) -> [FileReject] {
    let file = listed.relative
    if let contents = listed.entry.holding?.contents {
      let hasNone = contents.rejects.isEmpty && contents.waiting == 0
      return hasNone ? [] : rejects(of: contents, file: file)
    }
    // Nothing was read of it.
    switch listed.entry.state {
    case .failed(let reason): return [FileReject(file: file, line: 0, reason: reason)]
    case .reading(0):
      guard let size = listed.entry.stamp?.size, size > 0 else { return [] }
      guard PackedName.unpacked(file) == file else {
        return [FileReject(file: file, line: 0, reason: unpackable(size))]
      }
      return [FileReject(file: file, line: 1, reason: waiting(size))]
    default: return []
    }
  }

  private static func rejects(of contents: FileContents, file: String) -> [FileReject] {
    var rejects = contents.rejects.map { FileReject(file: file, line: $0.line, reason: $0.reason) }
    if contents.furtherRejects > 0 {
      rejects.append(
        FileReject(file: file, line: 0, reason: "\(contents.furtherRejects) further lines rejected")
      )
    }
    if contents.waiting > 0 {
      rejects.append(
        FileReject(file: file, line: contents.waitingLine, reason: waiting(contents.waiting)))
    }
    return rejects
  }

  private static func unpackable(_ bytes: Int) -> String {
    "no whole line can be unpacked yet; its \(bytes) bytes wait for the rest"
  }

  private static func waiting(_ bytes: Int) -> String {
    "the last line has no end yet; its \(bytes) bytes wait for the rest"
  }
}

extension FileKind {
  /// Whether a `run.json` beside such a file tells of its run.
  fileprivate var mayHaveSidecar: Bool {
    self == .samples || self == .counts || self == .trainingLog || self == .scores
  }
}

extension String {
  /// The path of the folder that a file lies in.
  fileprivate var folder: Substring {
    self[..<(utf8.lastIndex(of: UInt8(ascii: "/")) ?? startIndex)]
  }
}
