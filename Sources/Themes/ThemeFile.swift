import TOMLKit
import TerminalUI

/// What one theme file says, before anything it inherits.
struct ThemeFile {
  /// What the file calls the theme; the name of the file where it does not say.
  private(set) var name: String
  private(set) var inherits: String?
  /// The looks of the roles the file names.
  private(set) var looks: [Role: Look] = [:]

  private let file: String
  private let lines: KeyLines
  private var problems: [ThemeError] = []

  private static let keys = ["name", "inherits", "roles"]
  private static let attributes = ["fg", "bg", "bold", "dim", "underline", "reverse"]

  init(_ source: ThemeLoader.Source) throws(ThemeError) {
    file = source.file
    lines = KeyLines(source.toml)
    name = Self.stem(of: source.file)
    let table = try TOMLText.parse(source)
    readHead(of: table)
    readRoles(of: table)
    let first = problems.min { ($0.line ?? 0) < ($1.line ?? 0) }
    if let first { throw first }
  }

  /// A problem of this file at a key.
  func error(_ problem: ThemeError.Problem, at path: String...) -> ThemeError {
    ThemeError(file: file, line: lines.line(of: path), problem: problem)
  }

  private mutating func readHead(of table: TOMLTable) {
    for key in table.keys where !Self.keys.contains(key) {
      problems.append(error(.unknownKey(key, allowed: Self.keys), at: key))
    }
    name = text(of: "name", in: table) ?? name
    inherits = text(of: "inherits", in: table)
  }

  private mutating func text(of key: String, in table: TOMLTable) -> String? {
    guard let value = table[key] else { return nil }
    if let text = value.string, !text.isEmpty { return text }
    problems.append(error(.wrongValue(key: key, expected: "the name of a theme"), at: key))
    return nil
  }

  private mutating func readRoles(of table: TOMLTable) {
    guard let value = table["roles"] else { return }
    guard let roles = value.table else {
      problems.append(error(.wrongValue(key: "roles", expected: "a table of roles"), at: "roles"))
      return
    }
    for key in roles.keys {
      guard let role = Role(key: key) else {
        let closest = Spelling.closest(to: key, among: Role.allCases.map(\.key))
        problems.append(error(.unknownRole(key, closest: closest), at: "roles", key))
        continue
      }
      if let value = roles[key] { looks[role] = look(value, of: key) }
    }
  }

  /// A look written as a table of attributes, or as a foreground color alone.
  private mutating func look(_ value: any TOMLValueConvertible, of role: String) -> Look {
    guard let table = value.table else {
      return Look(foreground: color(value, key: role, path: ["roles", role]))
    }
    for key in table.keys where !Self.attributes.contains(key) {
      problems.append(error(.unknownKey(key, allowed: Self.attributes), at: "roles", role, key))
    }
    return Look(
      foreground: color(table["fg"], key: "fg", path: ["roles", role, "fg"]),
      background: color(table["bg"], key: "bg", path: ["roles", role, "bg"]),
      bold: flag("bold", in: table, of: role), dim: flag("dim", in: table, of: role),
      underlined: flag("underline", in: table, of: role),
      reversed: flag("reverse", in: table, of: role))
  }

  private mutating func color(
    _ value: (any TOMLValueConvertible)?, key: String, path: [String]
  ) -> Color? {
    guard let value else { return nil }
    guard let name = value.string ?? value.int.map(String.init) else {
      record(.wrongValue(key: key, expected: "a color, or a table of 'fg', 'bold' and so on"), path)
      return nil
    }
    guard name != ColorName.none else { return nil }
    let color = ColorName.color(named: name)
    if color == nil { record(.unknownColor(name, closest: ColorName.closest(to: name)), path) }
    return color
  }

  private mutating func flag(_ key: String, in table: TOMLTable, of role: String) -> Bool {
    guard let value = table[key] else { return false }
    if value.bool == nil {
      record(.wrongValue(key: key, expected: "true or false"), ["roles", role, key])
    }
    return value.bool ?? false
  }

  private mutating func record(_ problem: ThemeError.Problem, _ path: [String]) {
    problems.append(ThemeError(file: file, line: lines.line(of: path), problem: problem))
  }

  private static func stem(of file: String) -> String {
    let last = file.split(separator: "/").last.map(String.init) ?? file
    return last.hasSuffix(".toml") ? String(last.dropLast(5)) : last
  }
}
