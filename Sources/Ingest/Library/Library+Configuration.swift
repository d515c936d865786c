import Glibc
import Results
import Watching

extension Library {
  /// Reads the `kscope.toml` of a folder that changed, and those above what was opened.
  func readConfigurations(for root: Int, in folder: String) {
    if !roots[root].isFile {
      readConfiguration(in: folder, root: root, folder: roots[root].relative(folder), descent: "")
    }
    readConfigurationsAbove(root)
  }

  /// Reads the nearest `kscope.toml` above what was opened, and forgets others.
  func readConfigurationsAbove(_ root: Int) {
    var names = roots[root].above
    var descent: [String] = []
    if !roots[root].isFile, let own = names.popLast() { descent.insert(own, at: 0) }
    var isFound = false
    while !names.isEmpty {
      let folder = "/" + names.joined(separator: "/")
      if !isFound, access(folder + "/" + ConfigurationFile.name, F_OK) == 0 {
        readConfiguration(
          in: folder, root: root, folder: nil, descent: descent.joined(separator: "/"))
        isFound = true
      } else {
        forgetConfiguration(Self.key(folder, root))
      }
      descent.insert(names.removeLast(), at: 0)
    }
  }

  private func readConfiguration(in path: String, root: Int, folder: String?, descent: String) {
    let file = path + "/" + ConfigurationFile.name
    let key = folder == nil ? Self.key(path, root) : path
    let name = folder.map {
      $0.isEmpty ? ConfigurationFile.name : $0 + "/" + ConfigurationFile.name
    }
    var configuration = RunConfiguration(folder: folder, descent: descent)
    do throws(SystemFailure) {
      let bytes = try OpenFile(file).bytes(at: 0, count: 1 << 20)
      let errors = ConfigurationFile.read(
        String(decoding: bytes, as: UTF8.self), into: &configuration)
      let rejects = errors.map {
        FileReject(file: name ?? file, line: $0.line, reason: $0.message)
      }
      keep(key, root, configuration, rejects)
    } catch {
      guard error.code != ENOENT else { return forgetConfiguration(key) }
      keep(
        key, root, configuration,
        [FileReject(file: name ?? file, line: 0, reason: Advice.sentence(error.code))])
    }
  }

  private func keep(
    _ key: String, _ root: Int, _ configuration: RunConfiguration, _ rejects: [FileReject]
  ) {
    monitor.change { state in
      guard
        state.configurations[key]?.configuration != configuration
          || state.configurationErrors[key] != rejects
      else { return }
      let before = state.configurations[key]?.configuration
      state.configurations[key] = (root, configuration)
      if before?.mapsFields == true || configuration.mapsFields { state.lookAgain(at: root) }
      state.configurationErrors[key] = rejects
      state.isDirty = true
    }
  }

  private func forgetConfiguration(_ key: String) {
    monitor.change { state in
      guard let before = state.configurations.removeValue(forKey: key) else { return }
      if before.configuration.mapsFields { state.lookAgain(at: before.root) }
      state.configurationErrors[key] = nil
      state.isDirty = true
    }
  }

  /// A file above several opened paths holds for each in its own way.
  private static func key(_ folder: String, _ root: Int) -> String { "\(root)\n\(folder)" }
}
