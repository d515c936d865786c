import CSystem
import Glibc
import Results
import Watching

extension Library {
  /// Lists everything once, then whatever the watcher tells of.
  func listAll() {
    cs_lower_thread_priority(5)
    for root in roots.indices { listRoot(root) }
    monitor.change { $0.isListing = false }
    guard options.isLive else { return }
    while true {
      let changes: Set<Change>? = monitor.wait { state in
        if state.isStopped { return [] }
        guard !state.changes.isEmpty else { return nil }
        defer { state.changes = [] }
        state.isListing = true
        return state.changes
      }
      guard let changes, !changes.isEmpty else { return }
      for change in changes { act(on: change) }
      monitor.change { $0.isListing = false }
    }
  }

  private func listRoot(_ index: Int) {
    let root = roots[index]
    readConfigurationsAbove(index)
    guard root.isFile else { return list(root.path, root: index) }
    watch(root.folder, names: .only([root.fileName, ConfigurationFile.name]))
    addFile(root.path, root: index, relative: root.fileName)
  }

  private func act(on change: Change) {
    switch change {
    case .everything:
      for root in roots.indices { listRoot(root) }
      monitor.change { state in
        for path in Array(state.entries.keys) { state.enqueue(path, first: false) }
      }
    case .directory(let path):
      if let folder = monitor.look({ $0.folders[path] }) {
        list(path, root: folder.root)
      } else if let place = place(of: path) {
        list(path, root: place.root)
      }
    case .file(let path): look(at: path)
    }
  }

  /// Acts on a file that may be new, changed or gone.
  private func look(at path: String) {
    guard let place = place(of: path) else { return }
    let name = path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
    if name == ConfigurationFile.name { return readConfigurationsAbove(place.root, also: path) }
    if monitor.look({ $0.entries[path] != nil }) {
      monitor.change { $0.enqueue(path, first: true) }
    } else if isFolder(path) {
      list(path, root: place.root)
    } else if !name.hasPrefix("."), !FolderListing.isNeverResults(name) {
      addFile(path, root: place.root, relative: place.relative)
    }
  }

  private func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  private func place(of path: String) -> (root: Int, relative: String)? {
    for (index, root) in roots.enumerated() {
      if let relative = root.relative(path) { return (index, relative) }
    }
    return nil
  }

  /// Lists a folder and those below it; what is gone since the last time is forgotten.
  private func list(_ start: String, root: Int) {
    var pending = [start]
    while let path = pending.popLast() {
      if monitor.look(\.isStopped) { return }
      pending += listOne(path, root: root)
    }
  }

  /// Lists one folder; returns the folders in it.
  private func listOne(_ path: String, root: Int) -> [String] {
    watch(path)
    let relative = roots[root].relative(path) ?? path
    do throws(SystemFailure) {
      let listing = try FolderListing(path)
      let isLoop = monitor.change { state -> Bool in
        state.refusals[path] = nil
        let other = state.identities[listing.identity]
        if let other, other != path, state.folders[other] != nil { return true }
        state.identities[listing.identity] = path
        return false
      }
      if isLoop { return [] }
      update(path, root: root, relative: relative, listing)
      return listing.folders.map { path + "/" + $0 }
    } catch {
      if error.code == ENOENT || error.code == ENOTDIR {
        dropFolder(path)
      } else {
        let reason = String(cString: strerror(error.code))
        monitor.change { state in
          state.refusals[path] = (root, relative.isEmpty ? "." : relative, reason)
          state.isDirty = true
        }
      }
      return []
    }
  }

  private func update(_ path: String, root: Int, relative: String, _ listing: FolderListing) {
    let files = Set(listing.files)
    let folders = Set(listing.folders)
    let gone = monitor.change { state -> (files: Set<String>, folders: Set<String>) in
      let before = state.folders[path] ?? LibraryState.Folder(root: root)
      state.folders[path] = LibraryState.Folder(
        root: root, files: files, folders: folders, identity: listing.identity)
      return (before.files.subtracting(files), before.folders.subtracting(folders))
    }
    for name in gone.files { look(at: path + "/" + name) }
    for name in gone.folders { dropFolder(path + "/" + name) }
    if files.contains(ConfigurationFile.name) {
      readConfiguration(in: path, root: root, folder: relative, descent: "")
    }
    for name in listing.files where name != ConfigurationFile.name {
      addFile(path + "/" + name, root: root, relative: relative.isEmpty ? name : relative + "/" + name)
    }
  }

  private func addFile(_ path: String, root: Int, relative: String) {
    guard roots[root].isFile || options.admits(relative) else { return }
    monitor.change { state in
      if state.entries[path] == nil {
        state.entries[path] = LibraryState.Entry(root: root, relative: relative)
      }
      state.enqueue(path, first: false)
      state.isDirty = true
    }
  }

  /// Forgets a folder that is gone, and all below it.
  private func dropFolder(_ path: String) {
    forget(path)
    monitor.change { state in
      let below = path + "/"
      for folder in Array(state.folders.keys) where folder == path || folder.hasPrefix(below) {
        if let identity = state.folders[folder]?.identity { state.identities[identity] = nil }
        state.folders[folder] = nil
        state.configurations[folder] = nil
        state.configurationErrors[folder] = nil
      }
      state.refusals = state.refusals.filter { $0.key != path && !$0.key.hasPrefix(below) }
      for file in Array(state.entries.keys) where file.hasPrefix(below) { state.remove(file) }
      state.isDirty = true
    }
  }

  /// Reads the `kscope.toml` above what was opened, the nearest; and the one at `also`.
  private func readConfigurationsAbove(_ root: Int, also changed: String? = nil) {
    if let changed, let folder = changed.lastIndex(of: "/").map({ String(changed[..<$0]) }) {
      readConfiguration(
        in: folder, root: root, folder: roots[root].relative(folder), descent: "")
      if !roots[root].isFile { return }
    }
    var names = roots[root].above
    var descent: [String] = []
    if !roots[root].isFile, let own = names.popLast() { descent.insert(own, at: 0) }
    while !names.isEmpty {
      let folder = "/" + names.joined(separator: "/")
      if access(folder + "/" + ConfigurationFile.name, R_OK) == 0 {
        readConfiguration(
          in: folder, root: root, folder: nil, descent: descent.joined(separator: "/"))
        return
      }
      descent.insert(names.removeLast(), at: 0)
    }
  }

  private func readConfiguration(in path: String, root: Int, folder: String?, descent: String) {
    let file = path + "/" + ConfigurationFile.name
    var configuration = RunConfiguration(folder: folder, descent: descent)
    var rejects: [FileReject] = []
    if let bytes = try? OpenFile(file).bytes(at: 0, count: 1 << 20) {
      let text = String(decoding: bytes, as: UTF8.self)
      let name = folder.map { $0.isEmpty ? ConfigurationFile.name : $0 + "/" + ConfigurationFile.name }
      rejects = ConfigurationFile.read(text, into: &configuration).map {
        FileReject(file: name ?? file, line: $0.line, reason: $0.message)
      }
      monitor.change { state in
        state.configurations[path] = (root, configuration)
        state.configurationErrors[path] = rejects
        state.isDirty = true
      }
    } else {
      monitor.change { state in
        state.configurations[path] = nil
        state.configurationErrors[path] = nil
        state.isDirty = true
      }
    }
  }
}
