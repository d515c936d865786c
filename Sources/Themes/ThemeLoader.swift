import TerminalUI

/// Turns the text of a theme file into a theme.
///
///     name = "mine"
///     inherits = "dark"                     # without it: the default theme
///
///     [roles]
///     title = "bright-cyan"                 # only a foreground color
///     selection = { reverse = true }
///     baseline = { fg = "#56b4e9", bold = true }
///
/// A role that is named replaces the whole look that was inherited. Nothing
/// here reads a file: where `inherits` names another theme, the caller is asked
/// for its text.
package enum ThemeLoader {
  /// The text of a theme and the file it came from, for messages.
  package struct Source: Equatable, Sendable {
    package let toml: String
    package let file: String

    package init(toml: String, file: String) {
      self.toml = toml
      self.file = file
    }
  }

  /// Loads a theme; the first problem of the file, from the top, is the one reported.
  ///
  /// - Parameter find: Gives the text of another theme by its name, for `inherits`.
  package static func load(
    toml: String, file: String, find: (_ name: String) -> Source? = { _ in nil }
  ) -> Result<Theme, ThemeError> {
    do throws(ThemeError) {
      return .success(try theme(from: Source(toml: toml, file: file), find: find, heirs: []))
    } catch {
      return .failure(error)
    }
  }

  /// A theme whose own looks wait for those it inherits.
  private struct Heir {
    let name: String
    let file: String
  }

  private static func theme(
    from source: Source, find: (String) -> Source?, heirs: [Heir]
  ) throws(ThemeError) -> Theme {
    let file = try ThemeFile(source)
    let chain = heirs + [Heir(name: file.name, file: source.file)]
    // By file and not by name: a theme may bear the name of the one it changes.
    guard !heirs.contains(where: { $0.file == source.file }) else {
      throw file.error(inheriting: .inheritsItself(chain.map(\.name)))
    }
    var looks = try inheritedLooks(of: file, find: find, chain: chain)
    looks.merge(file.looks) { _, own in own }
    return Theme(name: file.name, looks: looks)
  }

  private static func inheritedLooks(
    of file: ThemeFile, find: (String) -> Source?, chain: [Heir]
  ) throws(ThemeError) -> [Role: Look] {
    guard let parent = file.inherits, parent != Theme.standard.name else {
      return Theme.standard.looks
    }
    guard let source = find(parent) else {
      throw file.error(inheriting: .unknownTheme(parent))
    }
    return try theme(from: source, find: find, heirs: chain).looks
  }
}

extension Theme {
  /// The look of every role.
  fileprivate var looks: [Role: Look] {
    Dictionary(uniqueKeysWithValues: Role.allCases.map { ($0, look(of: Style($0))) })
  }
}
