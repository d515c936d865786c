/// Why a theme file cannot be used: the place, the problem and the way out, in one sentence.
///
///     themes/mine.toml:7: no role is named 'titel'; did you mean 'title'?
package struct ThemeError: Error, Equatable, Sendable {
  /// What is wrong with the file.
  package enum Problem: Equatable, Sendable {
    /// It is not TOML; what the parser says of it.
    case malformed(detail: String)
    /// A key that means nothing there, and the keys that do.
    case unknownKey(String, allowed: [String])
    case unknownRole(String, closest: String?)
    case unknownColor(String, closest: String?)
    /// A key with a value of another kind than `expected`.
    case wrongValue(key: String, expected: String)
    /// `inherits` names a theme that is nowhere to be found.
    case unknownTheme(String)
    /// A chain of `inherits` that comes back to its first theme.
    case inheritsItself([String])
  }

  package let file: String
  /// The line of the problem, from 1, where it can be told.
  package let line: Int?
  package let problem: Problem

  package init(file: String, line: Int?, problem: Problem) {
    self.file = file
    self.line = line
    self.problem = problem
  }
}

extension ThemeError: CustomStringConvertible {
  /// One line, whatever the file quotes; not yet safe for a terminal, as no text from a file is.
  package var description: String {
    let place = file + (line.map { ":\($0)" } ?? "")
    return String("\(place): \(problem)".map { $0.isNewline ? " " : $0 })
  }
}

extension ThemeError.Problem: CustomStringConvertible {
  package var description: String {
    switch self {
    case .malformed(let detail):
      "not valid TOML: \(detail)"
    case .unknownKey(let key, let allowed):
      "'\(key)' means nothing here; use \(Self.choice(of: allowed))"
    case .unknownRole(let role, let closest):
      "no role is named '\(role)'\(Self.hint(closest, otherwise: "'kscope themes' lists them"))"
    case .unknownColor(let color, let closest):
      "'\(color)' is not a color"
        + Self.hint(closest, otherwise: "use a name such as 'cyan', '#rrggbb' or a number to 255")
    case .wrongValue(let key, let expected):
      "'\(key)' must be \(expected)"
    case .unknownTheme(let name):
      "there is no theme '\(name)' to inherit from; 'kscope themes' lists those there are"
    case .inheritsItself(let names):
      "the theme inherits from itself (\(names.joined(separator: " → "))); remove one 'inherits'"
    }
  }

  private static func hint(_ closest: String?, otherwise: String) -> String {
    closest.map { "; did you mean '\($0)'?" } ?? "; \(otherwise)"
  }

  private static func choice(of keys: [String]) -> String {
    let quoted = keys.map { "'\($0)'" }
    guard let last = quoted.last, quoted.count > 1 else { return quoted.joined() }
    return quoted.dropLast().joined(separator: ", ") + " or " + last
  }
}
