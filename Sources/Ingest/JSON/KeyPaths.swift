/// Values that are looked for in records, each by a key or by a path such as `doc.question`.
///
/// A part of a path that is a number names an element of a list, from its end if it is negative:
/// `choices.0.text`, `messages.-1.content`. A record that has a key with the dots in its name is not looked into.
final class KeyPaths: Sendable {
  /// The paths, in the order of the values.
  var names: [String] { keys.names }
  /// The same, as the scanner knows them.
  let keys: JSONKeys

  /// - Parameters:
  ///   - members: The places of those whose elements are wanted from the same pass.
  ///   - rows: The places of lists whose objects are records of their own.
  init(_ names: [String], members: Set<Int> = [], rows: Set<Int> = []) {
    keys = JSONKeys(names, members: members, rows: rows, arePaths: true)
  }

  /// The values in one object, in the order of `names`.
  func values(
    in record: RecordBytes, _ scanner: JSONScanner
  ) throws(ScanFailure) -> [JSONValue] {
    try scanner.object(record, keys: keys)
  }
}

extension JSONValue {
  static let absent = JSONValue(start: 0, length: 0, kind: .absent)

  /// The same value, seen from the start of what holds it.
  func moved(by distance: Int) -> JSONValue {
    JSONValue(start: start + distance, length: length, kind: kind)
  }
}
