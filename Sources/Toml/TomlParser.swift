import CToml

/// Reads TOML 1.0.
///
///     try TomlParser.parse("width = 80").get()["width"]?.integer     // 80
package enum TomlParser {
  /// Parses a text; whatever it is, the answer is its root table or what is wrong with it.
  package static func parse(_ text: String) -> Result<TomlNode, TomlError> {
    var text = text
    guard let toml = text.withUTF8({ kscope_toml_parse($0.baseAddress, $0.count) }) else {
      return .failure(TomlError(line: 1, column: 1, message: "there is no memory left to read it"))
    }
    defer { kscope_toml_destroy(toml) }
    guard let values = toml.pointee.values else { return .failure(error(toml.pointee)) }
    var next = values
    return .success(node(from: &next))
  }

  /// Takes a value and, if it is a table or an array, what stands behind it.
  private static func node(from next: inout UnsafePointer<kscope_toml_value>) -> TomlNode {
    let value = next.pointee
    next += 1
    return TomlNode(value: self.value(value, rest: &next), line: Int(value.line))
  }

  private static func value(
    _ value: kscope_toml_value, rest: inout UnsafePointer<kscope_toml_value>
  ) -> TomlValue {
    switch UInt32(value.kind) {
    case KSCOPE_TOML_TABLE.rawValue:
      .table(
        (0..<value.count).map { _ in
          (key: text(rest.pointee.key, rest.pointee.key_length), node: node(from: &rest))
        })
    case KSCOPE_TOML_ARRAY.rawValue: .array((0..<value.count).map { _ in node(from: &rest) })
    case KSCOPE_TOML_STRING.rawValue: .string(text(value.text, value.text_length))
    case KSCOPE_TOML_INTEGER.rawValue: .integer(Int(value.integer))
    case KSCOPE_TOML_DOUBLE.rawValue: .double(value.number)
    case KSCOPE_TOML_BOOLEAN.rawValue: .boolean(value.integer != 0)
    default: .other
    }
  }

  private static func text(_ start: UnsafePointer<UInt8>?, _ count: Int) -> String {
    String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  }

  private static func error(_ toml: kscope_toml) -> TomlError {
    TomlError(
      line: Int(toml.line), column: Int(toml.column),
      message: clause(toml.message.map { String(cString: $0) } ?? ""))
  }

  /// Turns "Error while parsing array: encountered end-of-file" into a clause that can be quoted.
  private static func clause(_ message: String) -> String {
    let prefix = "Error while parsing "
    guard message.hasPrefix(prefix), let colon = message.firstIndex(of: ":") else { return message }
    let scope = message[..<colon].dropFirst(prefix.count)
    return "\(message[colon...].dropFirst(2)) in the \(scope)"
  }
}
