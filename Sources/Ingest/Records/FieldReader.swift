import Results

/// Reads fields of records, and elements of their lists; one for each decoder.
final class FieldReader {
  var scanner: JSONScanner
  let layout: ResolvedLayout
  /// What the last record had where, and what those before it had.
  private var latest: FoundPlaces
  private var known: [FoundPlaces]
  /// Room for the values of a record.
  private var room: [JSONValue] = []

  private static let most = 16

  init(scanner: JSONScanner, layout: ResolvedLayout) {
    (self.scanner, self.layout) = (scanner, layout)
    latest = FoundPlaces(layout.keys.names.map { _ in JSONValue.absent }, layout)
    known = [latest]
  }

  func fields(of record: RecordBytes) throws(RejectReason) -> Fields {
    do throws(ScanFailure) {
      try scanner.find(layout.keys.keys, in: record)
    } catch { throw .malformed(error) }
    return found(in: record)
  }

  /// The fields of the record that was scanned last.
  func found(in record: RecordBytes) -> Fields {
    let found = scanner.values(of: layout.keys.keys)
    let places = places(of: found)
    var values: [JSONValue] = []
    swap(&values, &room)
    values.removeAll(keepingCapacity: true)
    values.append(contentsOf: found)
    if let metrics = places.metrics { values.append(contentsOf: members(of: found[metrics])) }
    let lists = places.hasLists ? found.compactMap(list) : []
    return Fields(values: values, record: record, places: places, lists: lists)
  }

  /// Takes back the memory of fields that nobody needs any more.
  func reuse(_ fields: consuming Fields) { room = fields.values }

  /// The fields of a record in which nothing was found.
  func nothing(in record: RecordBytes) -> Fields {
    fields(layout.keys.names.map { _ in JSONValue.absent }, in: record)
  }

  private func fields(_ values: [JSONValue], in record: RecordBytes) -> Fields {
    Fields(values: values, record: record, places: values.withUnsafeBufferPointer(places))
  }

  private func places(of values: UnsafeBufferPointer<JSONValue>) -> FoundPlaces {
    if latest.fit(values) { return latest }
    if let found = known.first(where: { $0.fit(values) }) {
      latest = found
    } else {
      latest = FoundPlaces(values, layout)
      if known.count == Self.most { known.removeFirst() }
      known.append(latest)
    }
    return latest
  }

  /// The members of a list or an object that was found, keys and values in turn of an object.
  private func members(of value: JSONValue) -> UnsafeBufferPointer<JSONValue> {
    let count = value.memberCount * (value.kind == .object ? 2 : 1)
    let start = value.firstMember
    return UnsafeBufferPointer(rebasing: scanner.members[start..<(start + count)])
  }

  /// The elements of a list; `nil` where nobody asked for them, or where there are none.
  private func list(_ value: JSONValue) -> FoundList? {
    guard value.kind == .array, value.memberCount > 0 else { return nil }
    let elements = members(of: value)
    let hasRows = elements.contains { $0.memberCount > 0 }
    return FoundList(
      start: value.start, elements: Array(elements), rows: hasRows ? elements.map(row) : [])
  }

  private func row(_ element: JSONValue) -> [(place: Int, value: JSONValue)] {
    let start = element.firstMember
    return scanner.members[start..<(start + element.memberCount)].map { ($0.firstMember, $0) }
  }

  /// The fields of an object in a list of a record.
  ///
  /// - Returns: `nil` where none were found with those of the record.
  func fields(of element: Int, in list: JSONValue, of fields: Fields) -> Fields? {
    let found = fields.lists.first { $0.start == list.start }
    guard let row = found?.rows[safe: element], !row.isEmpty else { return nil }
    var values = Array(repeating: JSONValue.absent, count: layout.keys.names.count)
    for (place, value) in row { values[place] = value }
    return self.fields(values, in: fields.record)
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
