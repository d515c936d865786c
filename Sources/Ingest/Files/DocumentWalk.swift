import Results

/// Follows a path through a JSON document and decodes the records at its end.
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

  mutating func follow(
    _ steps: ArraySlice<DocumentPath.Step>, from value: RecordBytes
  ) throws(ScanFailure) {
    guard let step = steps.first else { return decode(value) }
    let rest = steps.dropFirst()
    switch step {
    case .key(let key):
      let found = try scanner.fields(value).last { $0.key == key }
      if let found { try follow(rest, from: found.value.bytes(in: value)) }
    case .elements:
      for element in try scanner.array(value) {
        // Samples in one list have one problem; a record in a list of problems has its own.
        try follow(rest, from: element.bytes(in: value))
      }
    case .entries:
      for entry in try scanner.fields(value) {
        problem = entry.key
        try follow(rest, from: entry.value.bytes(in: value))
      }
      problem = nil
    case .pairs(let verdicts, let texts):
      try decodePairs(verdicts, texts, in: value)
    }
  }

  private mutating func decode(_ record: RecordBytes) {
    records.problem = problem
    records.decode(
      record, offset: offset(of: record), line: contents.records + 1, into: &contents)
  }

  /// Lists of verdicts by problem, and lists of texts in the same order.
  private mutating func decodePairs(
    _ verdicts: String, _ texts: String, in object: RecordBytes
  ) throws(ScanFailure) {
    let outer = try scanner.fields(object)
    guard let graded = outer.last(where: { $0.key == verdicts && $0.value.kind == .object }),
      let written = outer.last(where: { $0.key == texts && $0.value.kind == .object })
    else { return contents.reject(line: 0, "the document has no \(verdicts) beside \(texts)") }
    let gradedBytes = graded.value.bytes(in: object)
    let writtenBytes = written.value.bytes(in: object)
    var places: [String: RecordBytes] = [:]
    for entry in try scanner.fields(writtenBytes) {
      places[entry.key] = entry.value.bytes(in: writtenBytes)
    }
    for entry in try scanner.fields(gradedBytes) {
      let list = entry.value.bytes(in: gradedBytes)
      let text = places[entry.key] ?? list
      records.problem = entry.key
      records.decodeVerdicts(
        list, text: text, offset: offset(of: text), line: contents.records + 1, into: &contents)
    }
  }

  private func offset(of bytes: RecordBytes) -> UInt64 {
    guard let origin, let start = bytes.baseAddress else { return 0 }
    return UInt64(start - origin)
  }
}
