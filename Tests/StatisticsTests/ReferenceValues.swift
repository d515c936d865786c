import FoundationEssentials

/// Values that a script in `Reference/` computed apart from kscope.
///
/// - Parameter name: The script's name without its ending; its JSON lies beside it.
func referenceValues<Values: Decodable>(_ name: String, as type: Values.Type) throws -> Values {
  let folder = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast()
  let path = folder.joined(separator: "/") + "/Reference/\(name).json"
  return try JSONDecoder().decode(type, from: Data(contentsOf: URL(filePath: path)))
}
