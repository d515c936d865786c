/// A value of a TOML text and the line it stands on.
package struct TomlNode: Sendable {
  package let value: TomlValue
  /// Where the value begins, from 1; of a table, the line of its header.
  package let line: Int
}

/// What TOML knows.
package enum TomlValue: Sendable {
  /// The values of a table, sorted by key.
  case table([(key: String, node: TomlNode)])
  case array([TomlNode])
  case string(String)
  case integer(Int)
  case double(Double)
  case boolean(Bool)
  /// A date, a time or both.
  case other
}

/// What a value is, if it is of that kind.
extension TomlNode {
  package var table: [(key: String, node: TomlNode)]? {
    if case .table(let entries) = value { entries } else { nil }
  }

  package var array: [TomlNode]? {
    if case .array(let elements) = value { elements } else { nil }
  }

  package var string: String? {
    if case .string(let text) = value { text } else { nil }
  }

  package var integer: Int? {
    if case .integer(let number) = value { number } else { nil }
  }

  package var double: Double? {
    if case .double(let number) = value { number } else { nil }
  }

  package var boolean: Bool? {
    if case .boolean(let flag) = value { flag } else { nil }
  }

  /// The value of a key, if this is a table that has it.
  package subscript(key: String) -> TomlNode? {
    table?.first { $0.key == key }?.node
  }
}
