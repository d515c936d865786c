/// Where a text stops being TOML, and why.
package struct TomlError: Error, Equatable, Sendable {
  /// From 1.
  package let line: Int
  /// From 1, in code points.
  package let column: Int
  /// A clause: "expected ']', saw '!' in the table header".
  package let message: String
}
