/// Where theme files are looked for; the caller tries the paths in order and reads the first.
package enum ThemeSearch {
  /// The folders of themes, a person's own before those that came with the program.
  ///
  /// - Parameters:
  ///   - environment: `XDG_CONFIG_HOME`, `HOME` and `XDG_DATA_DIRS` are read from it.
  ///   - programDirectory: The folder the running program lies in.
  package static func directories(
    environment: [String: String], programDirectory: String
  ) -> [String] {
    let home = absolute(environment["HOME"])
    let configuration = absolute(environment["XDG_CONFIG_HOME"]) ?? home.map { $0 + "/.config" }
    let shared = environment["XDG_DATA_DIRS"] ?? ""
    let data = (shared.isEmpty ? "/usr/local/share:/usr/share" : shared).split(separator: ":")
    return [
      configuration.map { $0 + "/kscope/themes" }, programDirectory + "/../share/kscope/themes",
    ]
    .compactMap(\.self) + data.compactMap { absolute(String($0)) }.map { $0 + "/kscope/themes" }
  }

  /// The files that may hold a theme of this name: itself if it is a path, else one in each folder.
  package static func candidates(for name: String, in directories: [String]) -> [String] {
    if name.contains("/") || name.hasSuffix(".toml") { return [name] }
    return directories.map { "\($0)/\(name).toml" }
  }

  /// The XDG rules ignore paths that are empty or relative.
  private static func absolute(_ path: String?) -> String? {
    path.flatMap { $0.hasPrefix("/") ? $0 : nil }
  }
}
