import Results

/// Follows a path through a JSON document and decodes the records at its end.
///
/// What is not as the path says becomes a reject, and the walk goes on behind it; only
/// what is no JSON ends it.
struct DocumentWalk {
  let scanner: JSONScanner
  let records: RecordDecoder
  /// Where the document starts in memory.
  let origin: UnsafeRawPointer?
  var contents: FileContents
  /// The key that names the problem, below a step over entries.
  private var problem: String?

  init(
    scanner: JSONScanner, records: RecordDecoder, origin: UnsafeRawPointer?,
    contents: FileContents
  ) {
    self.scanner = scanner
    self.records = records
    self.origin = origin
    self.contents = contents
  }

  /// A value of the document.
  struct Place {
    let bytes: RecordBytes
    let kind: JSONValue.Kind
    /// Set for a whole document, whose fields may be known.
    var document: DocumentValue?

    init(_ value: JSONValue, in whole: RecordBytes) {
      (bytes, kind) = (value.bytes(in: whole), value.kind)
    }

    init(_ document: DocumentValue) {
      (bytes, kind, self.document) = (document.bytes, document.kind, document)
    }
  }

  mutating func follow(
    _ steps: ArraySlice<DocumentPath.Step>, from place: Place
  ) throws(ScanFailure) {
    guard let step = steps.first else { return decode(place) }
    let rest = steps.dropFirst()
    if case .elements = step {
      guard place.kind == .array else { return setAside("not a list") }
      return try followElements(of: place.bytes, rest)
    }
    guard place.kind == .object else { return setAside(ScanFailure.notAnObject.sentence) }
    let fields = try fields(of: place)
    switch step {
    case .key(let key):
      guard let found = fields.last(where: { $0.key == key }) else {
        return setAside("no field is called \(key)")
      }
      try follow(rest, from: Place(found.value, in: place.bytes))
    case .entries:
      for entry in fields {
        problem = entry.key
        try follow(rest, from: Place(entry.value, in: place.bytes))
      }
      problem = nil
    case .pairs(let verdicts, let texts):
      try decodePairs(verdicts, texts, fields, in: place.bytes)
    case .verdicts(let names): decodeVerdicts(names, fields, in: place.bytes)
    case .elements: break
    }
  }

  private mutating func followElements(
    of list: RecordBytes, _ rest: ArraySlice<DocumentPath.Step>
  ) throws(ScanFailure) {
    let elements = try scanner.array(list)
    // A problem without samples is told of; a part of a benchmark without problems is none.
    if elements.isEmpty, problem != nil { setAside(RejectReason.noSamples.description) }
    for element in elements { try follow(rest, from: Place(element, in: list)) }
  }

  private mutating func decode(_ place: Place) {
    guard place.kind == .object else { return setAside(ScanFailure.notAnObject.sentence) }
    records.problem = problem
    records.decode(
      place.bytes, offset: offset(of: place.bytes), line: contents.records + 1, into: &contents)
  }

  /// Counts a record that cannot be read, under the name of its problem if that is known.
  private mutating func setAside(_ reason: String) {
    contents.records += 1
    contents.reject(line: contents.records, problem.map { "\($0): \(reason)" } ?? reason)
  }

  /// Lists of verdicts by problem, and lists of texts in the same order.
  private mutating func decodePairs(
    _ verdicts: String, _ texts: String, _ outer: [Field], in object: RecordBytes
  ) throws(ScanFailure) {
    guard let graded = outer.last(where: { $0.key == verdicts && $0.value.kind == .object }),
      let written = outer.last(where: { $0.key == texts && $0.value.kind == .object })
    else { return contents.reject(line: 0, "the document has no \(verdicts) beside \(texts)") }
    let gradedPlace = Place(graded.value, in: object)
    let writtenPlace = Place(written.value, in: object)
    var places: [String: Place] = [:]
    let writtenFields = try fields(of: writtenPlace)
    for entry in writtenFields { places[entry.key] = Place(entry.value, in: writtenPlace.bytes) }
    var seen: Set<String> = []
    for entry in try fields(of: gradedPlace) {
      problem = entry.key
      seen.insert(entry.key)
      let text = places[entry.key]
      add(Place(entry.value, in: gradedPlace.bytes), named: verdicts, text: text, named: texts)
    }
    for entry in writtenFields where seen.insert(entry.key).inserted {
      problem = entry.key
      setAside("in \(texts) but not in \(verdicts)")
    }
    problem = nil
  }

  private mutating func add(
    _ verdicts: Place, named name: String, text: Place?, named textName: String
  ) {
    guard verdicts.kind == .array else { return setAside("not a list") }
    let text = text.filter { $0.kind == .array }
    let counts = [verdicts.bytes, text?.bytes].map { bytes in
      bytes.flatMap { try? scanner.array($0).count }
    }
    if let count = counts[0], let other = counts[1], count != other {
      return setAside(RejectReason.unequalLists(name, count, textName, other).description)
    }
    decode([verdicts.bytes], text: text?.bytes)
  }

  /// Lists of verdicts under these keys; a list that is empty was not run.
  private mutating func decodeVerdicts(
    _ names: [String], _ fields: [Field], in object: RecordBytes
  ) {
    let lists = names.compactMap { name in
      fields.last { $0.key == name && $0.value.kind == .array }
    }.map { (name: $0.key, bytes: $0.value.bytes(in: object)) }
    let counted = lists.map { ($0, (try? scanner.array($0.bytes).count) ?? 0) }
      .filter { $0.1 > 0 }
    guard let (first, count) = counted.first else {
      return setAside(RejectReason.noSamples.description)
    }
    if let (other, length) = counted.first(where: { $0.1 != count }) {
      return setAside(
        RejectReason.unequalLists(first.name, count, other.name, length).description)
    }
    decode(counted.map(\.0.bytes), text: nil)
  }

  private mutating func decode(_ lists: [RecordBytes], text: RecordBytes?) {
    records.problem = problem
    records.decodeVerdicts(
      lists, textLength: text?.count ?? 0, offset: text.map(offset(of:)) ?? 0,
      line: contents.records + 1, into: &contents)
  }

  private typealias Field = (key: String, value: JSONValue)

  /// The fields of an object, with their keys as they read; of two of one name the last.
  private func fields(of place: Place) throws(ScanFailure) -> [Field] {
    let found: [Field]
    if let document = place.document {
      found = try document.fields()
    } else {
      found = try scanner.fields(place.bytes)
    }
    let fields: [Field] = found.map { field in
      var key = field.key
      guard key.utf8.contains(UInt8(ascii: "\\")) else { return field }
      return (key.withUTF8 { JSONText.string(RecordBytes($0)) }, field.value)
    }
    let last = Dictionary(fields.indices.map { (fields[$0].key, $0) }) { $1 }
    if last.count == fields.count { return fields }
    return fields.indices.filter { last[fields[$0].key] == $0 }.map { fields[$0] }
  }

  private func offset(of bytes: RecordBytes) -> UInt64 {
    guard let origin, let start = bytes.baseAddress else { return 0 }
    return UInt64(start - origin)
  }
}
