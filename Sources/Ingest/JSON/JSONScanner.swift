import CScan
import Glibc

/// Bytes of a record; at least `JSONScanner.padding` more can be read behind them.
package typealias RecordBytes = UnsafeRawBufferPointer

/// Where a value stands in a record.
package struct JSONValue: Sendable {
  package enum Kind: Int32, Sendable {
    case absent, string, number, yes, no, null, array, object
  }

  package let start: Int
  package let length: Int
  package let kind: Kind

  init(start: Int, length: Int, kind: Kind) {
    self.start = start
    self.length = length
    self.kind = kind
  }

  init(_ value: kscope_value) {
    start = Int(value.start)
    length = Int(value.length)
    kind = Kind(rawValue: value.kind) ?? .absent
  }

  /// Whether there is a value that is not null.
  package var exists: Bool { kind != .absent && kind != .null }

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
    return values(of: keys).map(JSONValue.init)
  }

  /// The elements of one array.
  package func array(_ record: RecordBytes) throws(ScanFailure) -> [JSONValue] {
    try check(kscope_scan_array(pointer, Self.start(of: record), record.count))
    return members.map(JSONValue.init)
  }

  /// All fields of one object, in order, with their keys as they are written.
  package func fields(_ record: RecordBytes) throws(ScanFailure) -> [(
    key: String, value: JSONValue
  )] {
    try check(kscope_scan_fields(pointer, Self.start(of: record), record.count))
    let members = members
    return stride(from: 0, to: members.count, by: 2).map { place in
      let key = JSONValue(members[place]).bytes(in: record)
      return (String(decoding: key, as: UTF8.self), JSONValue(members[place + 1]))
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
  package func values(of keys: JSONKeys) -> UnsafeBufferPointer<kscope_value> {
    UnsafeBufferPointer(start: kscope_scan_values(pointer), count: keys.names.count)
  }

  /// What the lists hold that were found last: all of them, and of an object keys and values in turn.
  package var members: UnsafeBufferPointer<kscope_value> {
    var count = 0
    let start = kscope_scan_members(pointer, &count)
    return UnsafeBufferPointer(start: start, count: count)
  }

  private static func start(of record: RecordBytes) -> UnsafePointer<UInt8>? {
    record.assumingMemoryBound(to: UInt8.self).baseAddress
  }

  private func check(_ code: Int32) throws(ScanFailure) {
    if let failure = ScanFailure(rawValue: code) { throw failure }
  }
}
