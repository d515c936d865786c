import CSystem
import Glibc
import ResultIndex
import Results
import Watching

extension Library {
  /// Lists everything once, then whatever the watcher tells of.
  func listAll() {
    cs_lower_thread_priority(5)
    cs_reserve_heap()
    for root in roots.indices { listRoot(root) }
    endListing()
    guard options.isLive else { return }
    var schedule = SweepSchedule(interval: options.sweepInterval)
    while let changes = nextChanges(before: schedule.next) {
      if changes.isEmpty {
        schedule.begin()
        sweep()
        schedule.end()
      }
      for change in changes { act(on: change) }
      endListing()
    }
  }

  /// Notes that all is listed, and has that told: a snapshot may have been made meanwhile.
  private func endListing() {
    monitor.change { state in
      state.isListing = false
      state.isDirty = true
    }
  }

  /// Waits for changes; none when a sweep is due, `nil` when the library stops.
  private func nextChanges(before due: Double) -> Set<Change>? {
    let changes: Set<Change>?? = monitor.wait(atMost: max(0, due - MonotonicTime.now)) { state in
      if state.isStopped { return .some(nil) }
      guard !state.changes.isEmpty else { return nil }
      defer { state.changes = [] }
      state.isListing = true
      return .some(state.changes)
    }
    return changes ?? []
  }

  /// Looks at every folder and at every file whose stamp is another, whatever the watcher told.
  private func sweep() {
    monitor.change { $0.isListing = true }
    for root in roots.indices { listRoot(root, isSweep: true) }
    let known = monitor.look { state in
      state.entries.compactMap { path, entry in
        entry.isQueued || entry.isBusy ? nil : (path: path, stamp: entry.stamp)
      }
    }
    for (path, stamp) in known where OpenFile.stamp(of: path) != stamp {
      if monitor.look(\.isStopped) { return }
      monitor.change { $0.enqueue(path, first: true) }
    }
  }

  private func listRoot(_ index: Int, isSweep: Bool = false) {
    let root = roots[index]
    readConfigurationsAbove(index)
    guard root.isFile else { return list(root.path, isSweep: isSweep) }
    watch(
      root.folder,
      names: .only([root.fileName, Sidecar.fileName, ConfigurationFile.name, MarksFile.name]))
    for name in [root.fileName, Sidecar.fileName] {
      let path = root.path(of: name)
      guard let stamp = OpenFile.stamp(of: path) else { continue }
      addFiles([(path, stamp)], root: index, isSweep: isSweep)
    }
  }

  private func act(on change: Change) {
    switch change {
    case .everything:
      for root in roots.indices { listRoot(root) }
      monitor.change { state in
        for path in Array(state.entries.keys) { state.enqueue(path, first: false) }
      }
    case .directory(let path): if place(of: path)?.isInFolder == true { list(path) }
    case .file(let path): look(at: path)
    }
  }

  /// Acts on a file that may be new, changed or gone.
  func look(at path: String) {
    let (folder, name) = LibraryState.split(path)
    if name == MarksFile.name { return loadMarks(path) }
    guard let place = place(of: path) else { return }
    if name == ConfigurationFile.name { return readConfigurations(for: place.root, in: folder) }
    if monitor.look({ $0.entries[path] != nil }) {
      monitor.change { $0.enqueue(path, first: true) }
    } else if place.isInFolder, FolderListing.isFolder(path) || isListed(path) {
      list(path)
    } else if !FolderListing.isNeverResults(name) {
      addFiles([(path, nil)], root: place.root, isUrgent: true)
    }
  }

  private func isListed(_ folder: String) -> Bool { monitor.look { $0.folders[folder] != nil } }

  /// Which opened path a file or a folder belongs to: the first that it lies below.
  ///
  /// Hidden files and those in hidden folders belong to none.
  func place(of path: String) -> (root: Int, isInFolder: Bool)? {
    for (index, root) in roots.enumerated() {
      guard let relative = root.relative(path) else { continue }
      let names = relative.utf8.split(separator: UInt8(ascii: "/"))
      if !root.isFile, names.contains(where: { FolderListing.isHidden($0) }) { continue }
      return (index, !root.isFile)
    }
    return nil
  }

  /// Has files looked at, with what the system knew of each when it was listed.
  func addFiles(
    _ found: [(path: String, stamp: FileStamp?)], root: Int, isUrgent: Bool = false,
    isSweep: Bool = false
  ) {
    let wanted = found.filter { file in
      guard !roots[root].isFile, !options.admitsAll else { return true }
      return roots[root].relative(file.path).map(options.admits) ?? false
    }
    guard !wanted.isEmpty else { return }
    let isDue = monitor.note { state in
      for (path, stamp) in wanted {
        // The listing of a folder has noted its files.
        if isUrgent { state.note(file: path) }
        if state.entries[path] == nil {
          state.add(path, root: root, stamp, first: isUrgent)
        } else if !isSweep {
          // A sweep asks after known files by their stamps.
          state.enqueue(path, first: isUrgent)
        }
      }
      return state.isAnnouncementDue
    }
    if isDue { monitor.wake() }
  }

  /// Reads these files before others that wait, and those beside them after them, which may be of
  /// the same runs.
  package func readFirst(_ paths: [String]) {
    monitor.change { state in
      guard !state.queue.isRead else { return }
      let folders = paths.map { LibraryState.split($0).folder }.uniqued()
      let beside = folders.flatMap { folder in
        (state.folders[folder]?.files.sorted() ?? []).map { folder + "/" + $0 }
      }
      state.queue.prefer((paths + beside).uniqued())
    }
  }
}

/// Decides when everything is looked at again: now and then, and never most of the time.
struct SweepSchedule {
  let interval: Double
  private(set) var next: Double
  private var began = 0.0

  init(interval: Double) {
    self.interval = interval
    next = MonotonicTime.now + interval
  }

  mutating func begin() { began = MonotonicTime.now }

  /// Sets the next sweep; slow file systems are left alone twenty times as long as one took.
  mutating func end() {
    let now = MonotonicTime.now
    next = now + max(interval, 20 * (now - began))
  }
}
