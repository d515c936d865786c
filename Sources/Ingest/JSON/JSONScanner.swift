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

  package init(_ names: [String]) {
    self.names = names
    let copies = names.map { strdup($0) }
    defer { for copy in copies { free(copy) } }
    let pointers = copies.map { UnsafePointer<CChar>($0) }
    guard let made = kscope_keys_create(pointers, names.count) else {
      fatalError("no memory for a list of \(names.count) keys")
    }
    pointer = made
  }

  deinit { kscope_keys_destroy(pointer) }
}

/// Finds fields in JSON records without building them; one for each thread.
package final class JSONScanner {
  /// Bytes that must be readable behind a record.
  package static let padding = Int(KSCOPE_SCAN_PADDING)

  private let pointer: OpaquePointer
  private var values: [kscope_value] = []
  private var elements = Array(repeating: kscope_value(), count: 64)

  package init() {
    guard let made = kscope_scanner_create() else { fatalError("no memory for a JSON scanner") }
    pointer = made
  }

  deinit { kscope_scanner_destroy(pointer) }

  /// The values of `keys` in one object, in the order of the keys.
  package func object(
    _ record: RecordBytes, keys: JSONKeys
  ) throws(ScanFailure) -> [JSONValue] {
    if values.count < keys.names.count {
      values = Array(repeating: kscope_value(), count: keys.names.count)
    }
    let bytes = record.assumingMemoryBound(to: UInt8.self).baseAddress
    let code = kscope_scan_object(pointer, bytes, record.count, keys.pointer, &values)
    if let failure = ScanFailure(rawValue: code) { throw failure }
    return values[..<keys.names.count].map(JSONValue.init)
  }

  /// The elements of one array.
  package func array(_ record: RecordBytes) throws(ScanFailure) -> [JSONValue] {
    let bytes = record.assumingMemoryBound(to: UInt8.self).baseAddress
    while true {
      var count = 0
      let capacity = elements.count
      let code = kscope_scan_array(pointer, bytes, record.count, &elements, capacity, &count)
      if let failure = ScanFailure(rawValue: code) { throw failure }
      if count <= capacity { return elements[..<count].map(JSONValue.init) }
      elements = Array(repeating: kscope_value(), count: count)
    }
  }

  /// All fields of one object, in order, with their keys as they are written.
  package func fields(_ record: RecordBytes) throws(ScanFailure) -> [(
    key: String, value: JSONValue
  )] {
    var fields: [(key: String, value: JSONValue)] = []
    let bytes = record.assumingMemoryBound(to: UInt8.self).baseAddress
    let code = withUnsafeMutablePointer(to: &fields) { list in
      kscope_scan_fields(pointer, bytes, record.count, list) { context, key, length, value in
        guard let context, let key else { return }
        let name = String(decoding: UnsafeBufferPointer(start: key, count: length), as: UTF8.self)
        context.assumingMemoryBound(to: [(key: String, value: JSONValue)].self).pointee
          .append((name, JSONValue(value)))
      }
    }
    if let failure = ScanFailure(rawValue: code) { throw failure }
    return fields
  }
}
