import TerminalUI
import Toml
import Wording

/// What one theme file says, before anything it inherits.
struct ThemeFile {
  /// What the file calls the theme; the name of the file where it does not say.
  private(set) var name: String
  private(set) var inherits: String?
  /// The looks of the roles the file names.
  private(set) var looks: [Role: Look] = [:]

  private let file: String
  private let root: TomlNode
  private var problems: [ThemeError] = []

  private static let keys = ["name", "inherits", "roles"]
  private static let attributes = ["fg", "bg", "bold", "dim", "underline", "reverse"]

  init(_ source: ThemeLoader.Source) throws(ThemeError) {
    file = source.file
    name = Self.stem(of: source.file)
    do throws(TomlError) {
      root = try TomlParser.parse(source.toml).get()
    } catch {
      throw ThemeError(
        file: source.file, line: error.line, problem: .malformed(detail: error.message))
    }
    readHead()
    readRoles()
    let first = problems.min { ($0.line ?? 0) < ($1.line ?? 0) }
    if let first { throw first }
  }

  /// A problem of this file with the theme it inherits.
  func error(inheriting problem: ThemeError.Problem) -> ThemeError {
    ThemeError(file: file, line: root["inherits"]?.line, problem: problem)
  }

  private mutating func readHead() {
    for (key, node) in root.table ?? [] where !Self.keys.contains(key) {
      record(.unknownKey(key, allowed: Self.keys), at: node)
    }
    name = text(of: "name") ?? name
    inherits = text(of: "inherits")
  }

  private mutating func text(of key: String) -> String? {
    guard let node = root[key] else { return nil }
    if let text = node.string, !text.isEmpty { return text }
    record(.wrongValue(key: key, expected: "the name of a theme"), at: node)
    return nil
  }

  private mutating func readRoles() {
    guard let node = root["roles"] else { return }
    guard let roles = node.table else {
      return record(.wrongValue(key: "roles", expected: "a table of roles"), at: node)
    }
    for (key, node) in roles {
      guard let role = Role(key: key) else {
        let closest = Spelling.closest(to: key, among: Role.allCases.map(\.key))
        record(.unknownRole(key, closest: closest), at: node)
        continue
      }
      looks[role] = look(node, of: key)
    }
  }

  /// A look written as a table of attributes, or as a foreground color alone.
  private mutating func look(_ node: TomlNode, of role: String) -> Look {
    guard let table = node.table else { return Look(foreground: color(node, key: role)) }
    for (key, node) in table where !Self.attributes.contains(key) {
      record(.unknownKey(key, allowed: Self.attributes), at: node)
    }
    return Look(
      foreground: color(node["fg"], key: "fg"), background: color(node["bg"], key: "bg"),
      bold: flag("bold", in: node), dim: flag("dim", in: node),
      underlined: flag("underline", in: node), reversed: flag("reverse", in: node))
  }

  private mutating func color(_ node: TomlNode?, key: String) -> Color? {
    guard let node else { return nil }
    guard let name = node.string ?? node.integer.map(String.init) else {
      let expected = "a color, or a table of 'fg', 'bold' and so on"
      record(.wrongValue(key: key, expected: expected), at: node)
      return nil
    }
    guard name != ColorName.none else { return nil }
    let color = ColorName.color(named: name)
    if color == nil { record(.unknownColor(name, closest: ColorName.closest(to: name)), at: node) }
    return color
  }

  private mutating func flag(_ key: String, in table: TomlNode) -> Bool {
    guard let node = table[key] else { return false }
    if node.boolean == nil { record(.wrongValue(key: key, expected: "true or false"), at: node) }
    return node.boolean ?? false
  }

  private mutating func record(_ problem: ThemeError.Problem, at node: TomlNode) {
    problems.append(ThemeError(file: file, line: node.line, problem: problem))
  }

  private static func stem(of file: String) -> String {
    let last = file.split(separator: "/").last.map(String.init) ?? file
    return last.hasSuffix(".toml") ? String(last.dropLast(5)) : last
  }
}
