import Glibc
import Results
import Watching

extension Library {
  /// Lists a folder and those below it; what is gone since the last time is forgotten.
  func list(_ start: String, isSweep: Bool = false) {
    var pending = [start]
    while let path = pending.popLast() {
      if monitor.look(\.isStopped) { return }
      pending += listOne(path, isSweep: isSweep)
    }
  }

  /// Lists one folder; returns the folders in it.
  private func listOne(_ path: String, isSweep: Bool) -> [String] {
    guard let root = place(of: path)?.root else { return [] }
    do throws(SystemFailure) {
      guard claim(path, try FolderListing.identity(of: path), root: root) else { return [] }
      watch(path)
      let listing = try FolderListing(path)
      // What is found wakes those who wait; that a folder was looked at need not.
      monitor.note { state in
        state.note(folder: path)
        if state.refusals.removeValue(forKey: path) != nil { state.isDirty = true }
      }
      update(path, root: root, listing, isSweep: isSweep)
      return listing.folders.map { path + "/" + $0 }
    } catch {
      refuse(path, root: root, error)
      return []
    }
  }

  private func refuse(_ path: String, root: Int, _ failure: SystemFailure) {
    dropFolder(path)
    guard failure.code != ENOENT, failure.code != ENOTDIR else {
      // What was opened is waited for.
      if path == roots[root].path { watch(path) }
      return
    }
    watch(path)
    let relative = roots[root].relative(path) ?? path
    monitor.change { state in
      state.refusals[path] = LibraryState.Refusal(
        root: root, relative: relative.isEmpty ? "." : relative,
        reason: "the folder cannot be listed: " + Advice.sentence(failure.code))
      state.isDirty = true
    }
  }

  /// Decides by which path a folder is listed that several lead to.
  ///
  /// The one without links has it, then the first by name: not the first that
  /// was found, which would depend on what happened before.
  private func claim(_ path: String, _ identity: FolderListing.Identity, root: Int) -> Bool {
    let owner = monitor.look { state in
      state.identities[identity].filter { $0 != path && state.folders[$0] != nil }
    }
    if let owner, (try? FolderListing.identity(of: owner)) != identity {
      // It was renamed, and another may have taken its name.
      dropFolder(owner)
      if FolderListing.isFolder(owner) { list(owner) }
    } else if let owner {
      guard rank(path) < rank(owner) else {
        monitor.change { _ = $0.twins[identity, default: []].insert(path) }
        return false
      }
      dropFolder(owner, isOusted: true)
      monitor.change { _ = $0.twins[identity, default: []].insert(owner) }
    }
    monitor.note { state in
      if let old = state.folders[path]?.identity, old != identity { state.identities[old] = nil }
      state.identities[identity] = path
      state.folders[path, default: LibraryState.Folder()].identity = identity
    }
    return true
  }

  private func rank(_ path: String) -> (Int, String) {
    guard let root = place(of: path)?.root else { return (2, path) }
    let relative = roots[root].relative(path) ?? ""
    let plain = Root.realPath(roots[root].path) + (relative.isEmpty ? "" : "/" + relative)
    return (Root.realPath(path) == plain ? 0 : 1, path)
  }

  private func update(_ path: String, root: Int, _ listing: FolderListing, isSweep: Bool) {
    let files = Set(listing.files)
    let folders = Set(listing.folders)
    let gone = monitor.note { state -> (files: Set<String>, folders: Set<String>) in
      let before = state.folders[path] ?? LibraryState.Folder()
      state.folders[path] = LibraryState.Folder(
        files: files, folders: folders, identity: listing.identity)
      noteUnreadable(listing.unreadableNames, in: path, root: root, &state)
      return (before.files.subtracting(files), before.folders.subtracting(folders))
    }
    for name in gone.files { look(at: path + "/" + name) }
    for name in gone.folders { dropFolder(path + "/" + name) }
    if files.contains(ConfigurationFile.name) { readConfigurations(for: root, in: path) }
    if files.contains(MarksFile.name) { loadMarks(path + "/" + MarksFile.name) }
    let found = zip(listing.files, listing.stamps).lazy.filter {
      $0.0 != ConfigurationFile.name && $0.0 != MarksFile.name
    }
    addFiles(found.map { (path + "/" + $0, $1) }, root: root, isSweep: isSweep)
  }

  private func noteUnreadable(
    _ names: [String], in path: String, root: Int, _ state: inout LibraryState
  ) {
    let relative = roots[root].relative(path) ?? path
    for name in names {
      state.refusals[path + "/" + name] = LibraryState.Refusal(
        root: root, relative: relative.isEmpty ? name : relative + "/" + name,
        reason: "the name is not UTF-8, so the file cannot be opened; rename it")
    }
  }

  /// Forgets a folder that is gone, and all below it.
  private func dropFolder(_ path: String, isOusted: Bool = false) {
    forget(path)
    let heirs = monitor.change { state -> [String] in
      let below = path + "/"
      state.refusals = state.refusals.filter { $0.key != path && !$0.key.hasPrefix(below) }
      state.isDirty = true
      return state.drop(folder: path)
    }
    guard !isOusted else { return }
    for heir in heirs.sorted() where FolderListing.isFolder(heir) { list(heir) }
  }
}

extension LibraryState {
  /// Forgets a folder and all below it; returns other paths to the folders that it held.
  fileprivate mutating func drop(folder path: String) -> [String] {
    var heirs: [String] = []
    var pending = [path]
    while let path = pending.popLast() {
      guard let folder = folders.removeValue(forKey: path) else { continue }
      pending += folder.folders.map { path + "/" + $0 }
      for name in folder.files { remove(path + "/" + name) }
      configurations[path] = nil
      configurationErrors[path] = nil
      guard let identity = folder.identity, identities[identity] == path else { continue }
      identities[identity] = nil
      heirs += twins.removeValue(forKey: identity) ?? []
    }
    return heirs
  }
}
