import CScan
import Glibc

/// Bytes of a record; at least `JSONScanner.padding` more can be read behind them.
package typealias RecordBytes = UnsafeRawBufferPointer

/// Where a value stands in a record, as the scanner has it: what it finds is copied as it is.
package struct JSONValue: Sendable {
  package enum Kind: Int32, Sendable {
    case absent, string, number, yes, no, null, array, object
  }

  private let value: kscope_value

  package var start: Int { Int(value.start) }
  package var length: Int { Int(value.length) }
  package var kind: Kind { Kind(rawValue: value.kind) ?? .absent }
  /// Of a list or an object whose members are wanted: the first of them, and how many there are.
  var firstMember: Int { Int(value.first) }
  var memberCount: Int { Int(value.count) }

  init(start: Int, length: Int, kind: Kind) {
    value = kscope_value(
      start: UInt64(start), length: UInt64(length), first: 0, count: 0, kind: kind.rawValue)
  }

  /// Whether there is a value that is not null.
  package var exists: Bool {
    value.kind != Kind.absent.rawValue && value.kind != Kind.null.rawValue
  }

  package func bytes(in record: RecordBytes) -> RecordBytes {
    RecordBytes(rebasing: record[start..<(start + length)])
  }
}

/// What keeps a record from being read.
package enum ScanFailure: Int32, Error, Equatable, Sendable {
  case notAnObject = 1
  case notUTF8, unclosedString, controlCharacter, incomplete, trailing, malformed, memory
}

/// A list of keys looked for in records, prepared once.
package final class JSONKeys: @unchecked Sendable {
  // Sendable: the list never changes after it is made, and scanning only reads it.
  let pointer: OpaquePointer
  let names: [String]

  /// Prepares keys, or paths such as `choices.0.text` with `arePaths`.
  ///
  /// - Parameters:
  ///   - members: The places of names whose lists and objects are wanted with what they hold, found
  ///     in the same pass.
  ///   - rows: The same for lists, of whose objects the values of all names are wanted, too.
  package init(
    _ names: [String], members: Set<Int> = [], rows: Set<Int> = [], arePaths: Bool = false
  ) {
    self.names = names
    let copies = names.map { strdup($0) }
    defer { for copy in copies { free(copy) } }
    let pointers = copies.map { UnsafePointer<CChar>($0) }
    let wanted = names.indices.map(members.contains)
    guard let made = kscope_keys_create(pointers, wanted, names.count, arePaths) else {
      fatalError("no memory for a list of \(names.count) keys")
    }
    for place in rows { kscope_keys_look_into(made, place) }
    pointer = made
  }

  deinit { kscope_keys_destroy(pointer) }
}

/// Finds fields in JSON records without building them; one for each thread.
package final class JSONScanner {
  /// Bytes that must be readable behind a record.
  package static let padding = Int(KSCOPE_SCAN_PADDING)

  private let pointer: OpaquePointer

  package init() {
    guard let made = kscope_scanner_create() else { fatalError("no memory for a JSON scanner") }
    pointer = made
  }

  deinit { kscope_scanner_destroy(pointer) }

  /// The values of `keys` in one object, in the order of the keys.
  package func object(
    _ record: RecordBytes, keys: JSONKeys
  ) throws(ScanFailure) -> [JSONValue] {
    try find(keys, in: record)
    return Array(values(of: keys))
  }

  /// The elements of one array.
  package func array(_ record: RecordBytes) throws(ScanFailure) -> [JSONValue] {
    try check(kscope_scan_array(pointer, Self.start(of: record), record.count))
    return Array(members)
  }

  /// All fields of one object, in order, with their keys as they are written.
  package func fields(_ record: RecordBytes) throws(ScanFailure) -> [(
    key: String, value: JSONValue
  )] {
    try check(kscope_scan_fields(pointer, Self.start(of: record), record.count))
    let members = members
    return stride(from: 0, to: members.count, by: 2).map { place in
      let key = members[place].bytes(in: record)
      return (String(decoding: key, as: UTF8.self), members[place + 1])
    }
  }

  // Without allocation; what they give stands until the next scan.

  /// Finds the values of `keys` in one object, which `values(of:)` gives then.
  package func find(_ keys: JSONKeys, in record: RecordBytes) throws(ScanFailure) {
    try check(kscope_scan_object(pointer, keys.pointer, Self.start(of: record), record.count))
  }

  /// Scans the line at the start of some bytes; the values are from the start of its record.
  ///
  /// - Parameter isEnd: Whether nothing follows, so that the last line needs no line feed.
  package func line(_ bytes: RecordBytes, _ keys: JSONKeys, isEnd: Bool) -> kscope_line {
    kscope_scan_line(pointer, keys.pointer, Self.start(of: bytes), bytes.count, isEnd)
  }

  /// Scans the value at the start of some bytes, and finds the values of `keys` if it is an object.
  ///
  /// - Returns: Its bytes; `nil` where those that are there end in it.
  package func value(
    _ bytes: RecordBytes, _ keys: JSONKeys? = nil
  ) throws(ScanFailure) -> Int? {
    let found = kscope_scan_value(pointer, keys?.pointer, Self.start(of: bytes), bytes.count)
    if found.error == Int32(KSCOPE_SCAN_NEEDS_MORE.rawValue) { return nil }
    try check(found.error)
    return Int(found.length)
  }

  /// The values found last, in the order of the keys.
  package func values(of keys: JSONKeys) -> UnsafeBufferPointer<JSONValue> {
    Self.values(kscope_scan_values(pointer), keys.names.count)
  }

  /// What the lists hold that were found last: all of them, and of an object keys and values in turn.
  package var members: UnsafeBufferPointer<JSONValue> {
    var count = 0
    let start = kscope_scan_members(pointer, &count)
    return Self.values(start, count)
  }

  private static func values(
    _ start: UnsafePointer<kscope_value>?, _ count: Int
  ) -> UnsafeBufferPointer<JSONValue> {
    let start = UnsafeRawPointer(start)?.assumingMemoryBound(to: JSONValue.self)
    return UnsafeBufferPointer(start: start, count: count)
  }

  private static func start(of record: RecordBytes) -> UnsafePointer<UInt8>? {
    record.assumingMemoryBound(to: UInt8.self).baseAddress
  }

  private func check(_ code: Int32) throws(ScanFailure) {
    if let failure = ScanFailure(rawValue: code) { throw failure }
  }
}
