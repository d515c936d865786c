import TerminalUI

extension Role {
  /// The name of the role in a theme file: `activeTab` is `active-tab`, `series0` is `series-0`.
  package var key: String {
    var key = ""
    for character in String(describing: self) {
      if character.isUppercase || character.isNumber { key += "-" }
      key += character.lowercased()
    }
    return key
  }

  /// The role of a name in a theme file.
  package init?(key: String) {
    guard let role = Self.byKey[key] else { return nil }
    self = role
  }

  private static let byKey = Dictionary(uniqueKeysWithValues: allCases.map { ($0.key, $0) })
}
