import CScan
import Results

/// Reads fields of records, and elements of their lists.
struct FieldReader {
  let scanner: JSONScanner
  let layout: ResolvedLayout

  func fields(of record: RecordBytes) throws(RejectReason) -> Fields {
    do throws(ScanFailure) {
      try scanner.find(layout.keys.keys, in: record)
    } catch { throw .malformed(error) }
    return found(in: record)
  }

  /// The fields of the record that was scanned last.
  func found(in record: RecordBytes) -> Fields {
    let found = scanner.values(of: layout.keys.keys)
    var fields = Fields(values: found.map(JSONValue.init), record: record)
    if fields.values.contains(where: { $0.kind == .array }) {
      fields.lists = found.compactMap(list)
    }
    if let place = layout.metrics.first?.first, fields.values[place].kind == .object {
      fields.entries = members(of: found[place]).map(JSONValue.init)
    }
    return fields
  }

  /// The members of a list or an object that was found, keys and values in turn of an object.
  private func members(of value: kscope_value) -> Slice<UnsafeBufferPointer<kscope_value>> {
    let isObject = value.kind == JSONValue.Kind.object.rawValue
    let start = Int(value.first)
    return scanner.members[start..<(start + Int(value.count) * (isObject ? 2 : 1))]
  }

  /// The elements of a list; `nil` where nobody asked for them, or where there are none.
  private func list(_ value: kscope_value) -> FoundList? {
    guard value.kind == JSONValue.Kind.array.rawValue, value.count > 0 else { return nil }
    let elements = members(of: value)
    let hasRows = elements.contains { $0.count > 0 }
    let rows = hasRows ? elements.map(row) : []
    return FoundList(
      start: Int(value.start), elements: elements.map(JSONValue.init), rows: rows)
  }

  private func row(_ element: kscope_value) -> [(place: Int, value: JSONValue)] {
    let start = Int(element.first)
    return scanner.members[start..<(start + Int(element.count))].map { found in
      (Int(found.first), JSONValue(found))
    }
  }

  /// The fields of an object in a list of a record.
  ///
  /// - Returns: `nil` where none were found with those of the record.
  func fields(of element: Int, in list: JSONValue, of fields: Fields) -> Fields? {
    let found = fields.lists.first { $0.start == list.start }
    guard let row = found?.rows[safe: element], !row.isEmpty else { return nil }
    var values = Array(repeating: JSONValue.absent, count: layout.keys.names.count)
    for (place, value) in row { values[place] = value }
    return Fields(values: values, record: fields.record)
  }

  /// The elements of a list, which may have been found with the fields; `nil` for anything else.
  func elements(_ value: JSONValue?, of fields: Fields) throws(RejectReason) -> [JSONValue]? {
    if let value, let known = fields.lists.first(where: { $0.start == value.start }) {
      return known.elements
    }
    return try elements(value, in: fields.record)
  }

  /// The elements of a list, or `nil` for anything else.
  func elements(
    _ value: JSONValue?, in record: RecordBytes
  ) throws(RejectReason) -> [JSONValue]? {
    guard let value, value.kind == .array else { return nil }
    do throws(ScanFailure) {
      let base = value.start
      return try scanner.array(value.bytes(in: record)).map { $0.moved(by: base) }
    } catch { throw .malformed(error) }
  }
}
