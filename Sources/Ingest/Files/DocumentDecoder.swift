import Results

/// Reads a JSON document: the facts of a sidecar, or the records of a list.
struct DocumentDecoder {
  let scanner: JSONScanner
  let records: RecordDecoder

  func decode(_ document: RecordBytes, into contents: inout FileContents) {
    do throws(ScanFailure) {
      let trimmed = Self.trimmed(document)
      if contents.kind == .sidecar { return try decodeSidecar(trimmed, into: &contents) }
      guard let list = try list(in: trimmed) else {
        return contents.reject(line: 0, "the document holds no list of records")
      }
      for (index, value) in try scanner.array(list.bytes(in: trimmed)).enumerated() {
        let start = list.start + value.start
        let record = RecordBytes(rebasing: trimmed[start..<(start + value.length)])
        let offset = Self.distance(from: document, to: record)
        records.decode(record, offset: UInt64(offset), line: index + 1, into: &contents)
      }
    } catch {
      contents.reject(line: 0, error.sentence)
    }
  }

  private static func trimmed(_ document: RecordBytes) -> RecordBytes {
    let start = document.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    return RecordBytes(rebasing: document[start...])
  }

  private static func distance(from document: RecordBytes, to record: RecordBytes) -> Int {
    guard let start = document.baseAddress, let place = record.baseAddress else { return 0 }
    return place - start
  }

  /// The list of records: the document itself, or what it holds under a usual key.
  private func list(in document: RecordBytes) throws(ScanFailure) -> JSONValue? {
    if document.first(where: { $0 > 0x20 }) == UInt8(ascii: "[") {
      return JSONValue(start: 0, length: document.count, kind: .array)
    }
    let fields = try scanner.fields(document)
    return DocumentReader.lists.lazy.compactMap { name in
      fields.first { $0.key == name && $0.value.kind == .array }?.value
    }.first
  }

  private func decodeSidecar(
    _ document: RecordBytes, into contents: inout FileContents
  ) throws(ScanFailure) {
    contents.records = 1
    for field in try scanner.fields(document) {
      guard let name = FactName(rawValue: field.key) ?? Sidecar.aliases[field.key],
        field.value.kind == .string || field.value.kind == .number
      else { continue }
      let text = JSONText.string(field.value.bytes(in: document))
      contents.facts.set(name, text, source: .sidecar)
    }
  }
}
