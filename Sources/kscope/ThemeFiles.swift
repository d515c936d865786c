import Glibc
import Ingest
import TerminalUI
import Themes
import Watching

/// Finds and reads theme files.
enum ThemeFiles {
  static func load(_ name: String) throws -> Theme {
    if name == "default" { return .standard }
    guard let source = find(name) else {
      throw Failure(
        message: "no theme is called '\(name)'; name one of themes/ or the path of a .toml file",
        status: 2)
    }
    switch ThemeLoader.load(toml: source.toml, file: source.file, find: find) {
    case .success(let theme): return theme
    case .failure(let error): throw Failure(message: error.description, status: 2)
    }
  }

  private static func find(_ name: String) -> ThemeLoader.Source? {
    let program = programFolder
    var folders = ThemeSearch.directories(environment: environment, programDirectory: program)
    folders.append(program + "/../../themes")
    folders.append(program + "/../../../themes")
    for path in ThemeSearch.candidates(for: name, in: folders) {
      guard let bytes = try? OpenFile(path).bytes(at: 0, count: 1 << 20) else { continue }
      return ThemeLoader.Source(toml: String(decoding: bytes, as: UTF8.self), file: path)
    }
    return nil
  }

  private static var environment: [String: String] {
    var values: [String: String] = [:]
    for name in ["XDG_CONFIG_HOME", "HOME", "XDG_DATA_DIRS"] { values[name] = Environment[name] }
    return values
  }

  private static var programFolder: String {
    guard let path = realpath("/proc/self/exe", nil) else { return "." }
    defer { free(path) }
    let text = String(cString: path)
    return text.lastIndex(of: "/").map { String(text[..<$0]) } ?? "."
  }
}
