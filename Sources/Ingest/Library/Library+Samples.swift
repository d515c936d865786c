import ResultIndex
import Results
import Watching

extension Library {
  /// The samples of one problem in one run, in the order of their files, copies left out.
  package func samples(of problem: String, in run: Run) -> [Sample] {
    let parts = monitor.look { state in
      run.sources.enumerated().compactMap {
        number, source -> (number: Int, source: RunSource, shown: String, part: FilePart)? in
        guard let entry = state.entries[source.path], let contents = entry.holding?.contents,
          contents.kind == .samples, contents.parts.indices.contains(source.part)
        else { return nil }
        let shown = roots[Int(entry.root)].relative(source.path) ?? source.path
        return (number, source, shown, contents.parts[source.part])
      }
    }
    return parts.flatMap { number, source, shown, part -> [Sample] in
      part.table.indexes(of: problem).flatMap {
        run.repeats.counted($0, in: part, source: number)
      }.map {
        Sample($0, path: source.path, shownPath: shown, rule: run.rule)
      }
    }
  }

  /// Reads the texts of one sample from its file.
  package func text(of reference: SampleReference) -> Result<SampleText, TextFailure> {
    let entry = monitor.look { $0.entries[reference.path] }
    guard let entry, let holding = entry.holding else { return .failure(.gone) }
    let format = holding.format
    do throws(SystemFailure) {
      let file = try OpenFile(reference.path)
      let packed = PackedFile(
        try Packing(of: file), holding.points, from: lastText.take(holding.points))
      defer { if let packed { lastText.keep(packed.cursor, in: holding.points) } }
      if let packed {
        // Places in another file would be unpacked to anything.
        guard let stamp = try file.stamp(), stamp.isSameFile(as: entry.stamp) else {
          return .failure(.changed)
        }
        packed.resume(file, to: stamp.size)
      }
      let source: any ByteSource = packed ?? file
      if let archive = format as? any ArchiveFormat {
        return Self.text(of: reference, in: file, archive)
      }
      let padded = try source.bytes(at: Int(reference.offset), count: Int(reference.length))
      guard padded.count == Int(reference.length) else { return .failure(.changed) }
      let name = packed == nil ? reference.path : PackedName.unpacked(reference.path)
      let reader = SampleTextReader(layout: format.layout)
      guard let separator = Recognizer.separator(of: [name]) else {
        return reader.read(padded, element: reference.element)
      }
      return reader.read(try record(of: padded, in: source, separator), element: 0)
    } catch {
      return .failure(.refused(error.description))
    }
  }
}

extension Library {
  /// The texts of a sample that is a member of an archive.
  private static func text(
    of reference: SampleReference, in file: OpenFile, _ format: any ArchiveFormat
  ) -> Result<SampleText, TextFailure> {
    do throws(ZipFailure) {
      guard let record = try format.record(at: reference.offset, in: file) else {
        return .failure(.changed)
      }
      return SampleTextReader(layout: format.layout).read(record, element: 0)
    } catch { return .failure(.refused(error.description)) }
  }

  /// A row of a table as a record, by the names in the table's first row.
  private func record(
    of row: [UInt8], in source: any ByteSource, _ separator: UInt8
  ) throws(SystemFailure) -> [UInt8] {
    let head = try source.bytes(at: 0, count: Recognizer.headLength)
    return Self.record(of: row, head: head, separator)
  }

  private static func record(of row: [UInt8], head: [UInt8], _ separator: UInt8) -> [UInt8] {
    func cells(_ bytes: [UInt8]) -> [String] {
      bytes.withUnsafeBytes { bytes in
        var rows = TableRows(bytes, separator: separator)
        return rows.next()?.cells ?? []
      }
    }
    let record = TableRecord(columns: cells(head), cells: cells(row))
    return Array(record.bytes[..<record.count])
  }
}

extension FileStamp {
  /// Whether a file may have grown since, and is not another one.
  fileprivate func isSameFile(as before: FileStamp?) -> Bool {
    guard let before else { return false }
    return inode == before.inode && device == before.device && size >= before.size
  }
}

/// Why a sample's text cannot be shown.
package enum TextFailure: Error, Equatable, Sendable, CustomStringConvertible {
  case gone
  case changed
  case refused(String)
  case unreadable(String)

  package var description: String {
    switch self {
    case .gone: "the file is no longer there"
    case .changed: "the file has changed; the list is read anew in a moment"
    case .refused(let reason): reason
    case .unreadable(let reason): "the record cannot be read: \(reason)"
    }
  }
}

/// Takes the texts of one sample out of its record.
struct SampleTextReader {
  let layout: RecordLayout

  func read(_ bytes: consuming [UInt8], element: Int) -> Result<SampleText, TextFailure> {
    // A file of verdicts alone has no texts.
    if bytes.isEmpty { return .success(SampleText()) }
    let count = bytes.count
    var padded = bytes
    padded.append(contentsOf: repeatElement(0x20, count: JSONScanner.padding))
    let result = padded.withUnsafeBytes { buffer in
      read(RecordBytes(rebasing: buffer[..<count]), element: element)
    }
    guard result == .failure(.unreadable(ScanFailure.notUTF8.sentence)) else { return result }
    let repaired = padded.withUnsafeBytes { UTF8Repair.repaired($0, padding: 0) }
    return repaired.withUnsafeBytes { buffer in
      read(RecordBytes(rebasing: buffer[..<count]), element: element)
    }
  }

  private func read(_ record: RecordBytes, element: Int) -> Result<SampleText, TextFailure> {
    let scanner = JSONScanner()
    do throws(ScanFailure) {
      var text = SampleText()
      if record.first == UInt8(ascii: "[") {
        let found = try scanner.array(record)[safe: element]
        text.response = found.map { Self.text($0, $0.bytes(in: record)) }
        return .success(text)
      }
      if let inner = try object(element, record, scanner) {
        let outer = try texts([layout.prompt, layout.gold], element, record, scanner)
        (text.prompt, text.gold) = (outer[0], outer[1])
        let own = try texts([layout.response, layout.answer], 0, inner, scanner)
        (text.response, text.answer) = (own[0], own[1])
        addParts(of: inner, to: &text, scanner)
      } else {
        let all = try texts(
          [layout.prompt, layout.gold, layout.response, layout.answer], element, record, scanner)
        (text.prompt, text.gold, text.response, text.answer) = (all[0], all[1], all[2], all[3])
        addParts(of: record, to: &text, scanner)
      }
      return .success(text)
    } catch {
      return .failure(.unreadable(error.sentence))
    }
  }

  /// Adds the messages that prompt and response are made of, and the tokens of the response.
  private func addParts(of record: RecordBytes, to text: inout SampleText, _ scanner: JSONScanner) {
    let chat = ChatReader(scanner)
    text.promptTurns = conversation(layout.prompt, record, scanner) ?? chat.turns(text.prompt)
    text.responseTurns = conversation(layout.response, record, scanner) ?? chat.turns(text.response)
    if text.responseTurns.isEmpty { text.tokens = TokenReader(scanner).tokens(in: record) }
  }

  /// The whole conversation whose last message a layout takes for the text.
  private func conversation(
    _ keys: [String], _ record: RecordBytes, _ scanner: JSONScanner
  ) -> [ChatTurn]? {
    let last = ".-1.content"
    guard let key = keys.first(where: { $0.hasSuffix(last) }),
      let value = try? KeyPaths([String(key.dropLast(last.count))]).values(in: record, scanner)
        .first, value.kind == .array
    else { return nil }
    let turns = ChatReader(scanner).turns(value.bytes(in: record))
    return turns.count > 1 ? turns : nil
  }

  /// The object that a list of samples holds at a place.
  private func object(
    _ element: Int, _ record: RecordBytes, _ scanner: JSONScanner
  ) throws(ScanFailure) -> RecordBytes? {
    guard !layout.list.isEmpty else { return nil }
    for value in try KeyPaths(layout.list).values(in: record, scanner) where value.kind == .array {
      let list = value.bytes(in: record)
      guard let found = try scanner.array(list)[safe: element], found.kind == .object else {
        continue
      }
      return found.bytes(in: list)
    }
    return nil
  }

  /// For each list of keys the first that holds something; of a list, the element.
  ///
  /// All are found in one pass, since a record may be long.
  private func texts(
    _ keys: [[String]], _ element: Int, _ record: RecordBytes, _ scanner: JSONScanner
  ) throws(ScanFailure) -> [String?] {
    let names = keys.flatMap(\.self).uniqued()
    let found = try KeyPaths(names).values(in: record, scanner)
    let values = Dictionary(uniqueKeysWithValues: zip(names, found))
    return try keys.map { (keys) throws(ScanFailure) -> String? in
      guard let value = keys.lazy.compactMap({ values[$0] }).first(where: \.exists) else {
        return nil
      }
      return try text(value, element, in: record, scanner)
    }
  }

  private func text(
    _ value: JSONValue, _ element: Int, in record: RecordBytes, _ scanner: JSONScanner
  ) throws(ScanFailure) -> String? {
    let bytes = value.bytes(in: record)
    guard value.kind == .array, let found = try scanner.array(bytes)[safe: element],
      found.kind != .object
    else { return Self.text(value, bytes) }
    return found.exists ? Self.text(found, found.bytes(in: bytes)) : nil
  }

  private static func text(_ value: JSONValue, _ bytes: RecordBytes) -> String {
    value.kind == .string ? JSONText.string(bytes) : String(decoding: bytes, as: UTF8.self)
  }
}
