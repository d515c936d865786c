import Results

/// Reads a JSON document: the facts of a sidecar, or the records of a list.
struct DocumentDecoder {
  let scanner: JSONScanner
  let records: RecordDecoder
  let format: any ResultsFormat
  /// What recognition found, with the place of the first record.
  let head: FileHead
  /// What the file is called.
  let name: String

  func decode(_ document: RecordBytes, into contents: inout FileContents) {
    do throws(ScanFailure) {
      let trimmed = Self.trimmed(document)
      let value = DocumentValue(trimmed, scanner)
      contents.figures = format.figures(in: value, name: name)
      contents.unfinished = format.unfinished(in: value)
      if contents.kind == .sidecar, format.header.isEmpty {
        return try decodeSidecar(trimmed, into: &contents)
      }
      if contents.kind == .sidecar || contents.kind == .summary {
        // What is cut short or malformed anywhere is to be said, not only in what is looked for.
        contents.records = 1
        guard value.kind == .object else {
          _ = try scanner.array(trimmed)
          return
        }
        _ = try value.fields()
        return contents.facts.merge(try headerFacts(of: trimmed, source: .sidecar))
      }
      guard let path = try path(in: value) else {
        return contents.reject(line: 0, "the document holds no list of records")
      }
      records.base = try headerFacts(of: trimmed)
      var walk = DocumentWalk(
        scanner: scanner, records: records, origin: document.baseAddress, contents: contents)
      try walk.follow(path.steps[...], from: DocumentWalk.Place(value))
      contents = walk.contents
    } catch {
      contents.reject(line: 0, error.sentence)
    }
  }

  /// - Parameter bytes: `nil` where nobody has counted them.
  static func tooLong(_ bytes: Int?) -> String {
    let length = bytes.map { " of \($0) bytes" } ?? ""
    return "a JSON document\(length) is longer than the \(LineFeed.longestLine) that are read; "
      + "write one record a line into a .jsonl file"
  }

  private static func trimmed(_ document: RecordBytes) -> RecordBytes {
    let start = document.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    return RecordBytes(rebasing: document[start...])
  }

  /// The first of the places that the format knows; where it knows none, that of the first record.
  func path(in document: DocumentValue) throws(ScanFailure) -> DocumentPath? {
    let isList = document.kind == .array
    return path(isList: isList, outer: isList ? [] : try document.fields().map(\.key))
  }

  /// The same by what the start of the document shows.
  var likelyPath: DocumentPath? {
    path(isList: head.outer.isEmpty, outer: head.outer.map(\.name))
  }

  private func path(isList: Bool, outer: [String]) -> DocumentPath? {
    for path in format.records where Self.begins(path, isList: isList, outer: outer) {
      return path
    }
    return format.records.isEmpty ? head.place : nil
  }

  private static func begins(_ path: DocumentPath, isList: Bool, outer: [String]) -> Bool {
    switch path.steps.first {
    case .elements: isList
    case .key(let key): outer.contains(key)
    case .pairs(let verdicts, let texts): outer.contains(verdicts) || outer.contains(texts)
    case .entries, .verdicts: !isList
    case nil: false
    }
  }

  func headerFacts(
    of document: RecordBytes, source: FactSource = .file
  ) throws(ScanFailure) -> Facts {
    guard document.first(where: { $0 > 0x20 }) == UInt8(ascii: "{") else { return Facts() }
    return try Facts(header: format.header, of: document, scanner, source: source)
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

extension Facts {
  /// The facts that an object states at some paths.
  init(
    header: [FactName: [String]], of object: RecordBytes, _ scanner: JSONScanner,
    source: FactSource
  ) throws(ScanFailure) {
    self.init()
    let paths = FactName.allCases.flatMap { name in
      (header[name] ?? []).map { (name: name, path: $0) }
    }
    if paths.isEmpty { return }
    // In one pass: the object may be a long document.
    let values = try KeyPaths(paths.map(\.path)).values(in: object, scanner)
    for (name, value) in zip(paths.map(\.name), values)
    where value.kind == .string || value.kind == .number {
      set(name, JSONText.string(value.bytes(in: object)), source: source)
    }
  }
}
