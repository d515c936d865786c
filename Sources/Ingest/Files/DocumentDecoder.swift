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

  static func tooLong(_ bytes: Int) -> String {
    "a JSON document of \(bytes) bytes is longer than the \(LineFeed.longestLine) that are read; "
      + "write one record a line into a .jsonl file"
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
        let text = try text(of: field.value, in: document)
      else { continue }
      contents.facts.set(name, text, source: .sidecar)
      if contents.facts[name] == nil {
        contents.reject(line: 0, Self.refusal(of: text, for: name, key: field.key))
      }
    }
  }

  /// A text or a number, or a list of such with commas between them.
  private func text(
    of value: JSONValue, in document: RecordBytes
  ) throws(ScanFailure) -> String? {
    let bytes = value.bytes(in: document)
    switch value.kind {
    case .string, .number: return JSONText.string(bytes)
    case .array:
      let texts = try scanner.array(bytes)
        .filter { $0.kind == .string || $0.kind == .number }
        .map { JSONText.string($0.bytes(in: bytes)) }
      return texts.isEmpty ? nil : texts.joined(separator: ", ")
    default: return nil
    }
  }

  private static func refusal(of text: String, for name: FactName, key: String) -> String {
    "\(key) is \"\(text)\" but must be \(name.wanted)"
  }
}

extension FactName {
  /// What a value must be, in words.
  var wanted: String {
    if self == .role {
      return "one of " + ModelRole.allCases.map(\.rawValue).joined(separator: ", ")
    }
    return isNumeric ? "a number" : "a text"
  }
}
