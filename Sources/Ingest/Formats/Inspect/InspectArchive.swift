import Results

/// The logs of Inspect as an archive: `….eval`, a ZIP of JSON members.
///
/// Its summaries hold all that curves need; the member of a sample is opened when someone reads
/// it, or where an archive has no summaries, as other tools write it. One without `header.json` is of an
/// evaluation that runs or was killed.
package struct InspectArchive: ArchiveFormat {
  package let name = "inspect-eval"

  package init() {}

  package var layout: RecordLayout { Inspect().layout }
  package var header: [FactName: [String]] { Inspect().header }

  package func recognizes(_ head: FileHead) -> Bool {
    head.framing == .archive && head.name.hasSuffix(".eval")
  }

  func read(
    _ file: OpenFile, _ buffer: ReadBuffer, _ records: RecordDecoder,
    into contents: inout FileContents
  ) {
    InspectArchiveReader(buffer, records).read(file, into: &contents)
  }

  func records(in file: OpenFile) throws(ZipFailure) -> any ArchiveRecords {
    InspectRecords(try InspectArchiveReader.open(file))
  }
}

/// The samples of an archive, by the places of their members.
private struct InspectRecords: ArchiveRecords {
  private let archive: ZipArchive
  private let members: [Int: ZipMember]

  init(_ archive: ZipArchive) {
    self.archive = archive
    members = Dictionary(
      archive.members.lazy.map { ($0.offset, $0) }, uniquingKeysWith: { first, _ in first })
  }

  func record(at offset: Int) throws(ZipFailure) -> [UInt8]? {
    try members[offset].map { (member) throws(ZipFailure) in
      try archive.contents(of: member, limit: InspectArchiveReader.longest)
    }
  }
}

/// Reads the summaries of an archive, or its samples where it has none.
struct InspectArchiveReader {
  /// Unpacked bytes of one member that are read at most.
  static let longest = 1 << 30

  /// What a sample's member is called for.
  private static let names = KeyPaths(["id", "epoch"])

  private let buffer: ReadBuffer
  private let scanner: JSONScanner
  private let records: RecordDecoder
  private let memory = UnpackingMemory()

  init(_ buffer: ReadBuffer, _ records: RecordDecoder) {
    (self.buffer, self.records, scanner) = (buffer, records, buffer.scanner)
  }

  func read(_ file: OpenFile, into contents: inout FileContents) {
    do throws(ZipFailure) {
      let archive = try Self.open(file)
      records.base = try facts(of: archive, &contents)
      let samples = SampleMembers(archive)
      let lists = summaries(of: archive)
      for member in lists { decode(member, archive, samples, &contents) }
      if lists.isEmpty {
        for member in samples.all { decode(sample: member, archive, &contents) }
      }
    } catch {
      contents.reject(line: 0, error.description)
    }
  }

  /// A sample that is damaged costs no other.
  private func decode(
    sample member: ZipMember, _ archive: ZipArchive, _ contents: inout FileContents
  ) {
    let number = contents.records + 1
    do throws(ZipFailure) {
      let record = try load(member, archive)
      records.decode(record, offset: UInt64(member.offset), line: number, into: &contents)
    } catch {
      contents.records = number
      contents.reject(line: number, error.description)
    }
  }

  /// All of a member, in the buffer.
  private func load(_ member: ZipMember, _ archive: ZipArchive) throws(ZipFailure) -> RecordBytes {
    var count = 0
    try archive.read(member, limit: Self.longest, in: memory) { piece in
      buffer.reserve(count + piece.count)
      UnsafeMutableRawBufferPointer(start: buffer.memory + count, count: piece.count)
        .copyMemory(from: piece)
      count += piece.count
      return true
    }
    return RecordBytes(start: buffer.memory, count: count)
  }

  /// One list that is damaged costs its own samples.
  private func decode(
    _ member: ZipMember, _ archive: ZipArchive, _ samples: SampleMembers,
    _ contents: inout FileContents
  ) {
    do throws(ZipFailure) {
      if let found = try stream(member, archive, samples, contents) { return contents = found }
      decode(try load(member, archive), samples, &contents)
    } catch {
      contents.reject(line: 0, error.description)
    }
  }

  /// Decodes a list while it is unpacked; `nil` where it has to be read as a whole, which tells why.
  private func stream(
    _ member: ZipMember, _ archive: ZipArchive, _ samples: SampleMembers, _ contents: FileContents
  ) throws(ZipFailure) -> FileContents? {
    let offset = { (fields: Fields, _: Int) in
      UInt64(samples.place(id: fields.bytes(.problem), epoch: fields.bytes(.index)))
    }
    guard
      var stream = DocumentStream(
        DocumentPath([.elements]), records, buffer, contents: contents, offset: offset)
    else { return nil }
    do throws(ZipFailure) {
      var isExpected = true
      try archive.read(member, limit: Self.longest, in: memory) { piece in
        stream.room(for: piece.count).copyMemory(from: piece)
        isExpected = (try? stream.take(piece.count)) != nil
        return isExpected
      }
      if isExpected, let found = stream.finish() { return found }
    } catch {
      stream.undo()
      throw error
    }
    stream.undo()
    return nil
  }

  /// What there is of an archive that is being written is read by the headers of its members.
  static func open(_ file: OpenFile) throws(ZipFailure) -> ZipArchive {
    do throws(ZipFailure) {
      return try ZipArchive(file)
    } catch {
      guard error.meansUnfinished else { throw error }
      return try ZipArchive(unfinished: file)
    }
  }

  private func facts(
    of archive: ZipArchive, _ contents: inout FileContents
  ) throws(ZipFailure) -> Facts {
    let header = archive["header.json"]
    if header == nil, archive.members.contains(where: { $0.name.hasPrefix("_journal/") }) {
      contents.unfinished = Inspect.unfinished("started")
    }
    guard let member = header ?? archive["_journal/start.json"] else { return Facts() }
    let record = try load(member, archive)
    let value = DocumentValue(record, scanner)
    contents.figures = Inspect().figures(in: value, name: "")
    contents.unfinished = contents.unfinished ?? Inspect().unfinished(in: value)
    do throws(ScanFailure) {
      return try Facts(header: InspectArchive().header, of: record, scanner, source: .file)
    } catch {
      contents.reject(
        line: 0, "the model and settings in its \(member.name) cannot be read: \(error.sentence)")
      return Facts()
    }
  }

  /// The one list at the end, or the lists of the journal in their order.
  private func summaries(of archive: ZipArchive) -> [ZipMember] {
    if let whole = archive["summaries.json"] { return [whole] }
    return archive.members.filter { $0.name.hasPrefix("_journal/summaries/") }
      .sorted { NaturalOrder.precedes($0.name, $1.name) }
  }

  private func decode(
    _ list: RecordBytes, _ samples: SampleMembers, _ contents: inout FileContents
  ) {
    guard list.first(where: { $0 > 0x20 }) == UInt8(ascii: "[") else {
      return contents.reject(line: 0, "its summaries cannot be read: not a list")
    }
    do throws(ScanFailure) {
      for element in try scanner.array(list) {
        let record = element.bytes(in: list)
        records.decode(
          record, offset: UInt64(place(of: record, in: samples)), line: contents.records + 1,
          into: &contents)
      }
    } catch {
      contents.reject(line: 0, "its summaries cannot be read: \(error.sentence)")
    }
  }

  private func place(of summary: RecordBytes, in samples: SampleMembers) -> Int {
    guard let values = try? Self.names.values(in: summary, scanner) else { return Int.max }
    return samples.place(id: values[0].bytes(in: summary), epoch: values[1].bytes(in: summary))
  }
}

/// Finds the members of samples; one for an archive, which may list each of them in a member of its own.
private final class SampleMembers {
  private let archive: ZipArchive
  private let hasSamples: Bool
  /// Behind the last that was found: samples mostly come in the order of their summaries.
  private var next = 0
  private var name: [UInt8] = []

  private static let folder = Array("samples/".utf8)
  private static let epoch = Array("_epoch_".utf8)
  /// Long samples are written in pieces, from July 2026 on.
  private static let endings = [".json", "/sample.json"].map { Array($0.utf8) }

  init(_ archive: ZipArchive) {
    self.archive = archive
    hasSamples = archive.members.contains { $0.nameBytes.starts(with: Self.folder) }
  }

  /// The members that hold a sample each, in their order.
  var all: [ZipMember] { archive.members.filter { Self.isSample($0.nameBytes[...]) } }

  private static func isSample(_ name: ArraySlice<UInt8>) -> Bool {
    guard name.starts(with: folder),
      let ending = endings.last(where: { name.suffix($0.count).elementsEqual($0) })
    else { return false }
    let start = name.dropLast(ending.count)
    let number = start.reversed().prefix { (0x30...0x39).contains($0) }.count
    return number > 0 && start.dropLast(number).suffix(epoch.count).elementsEqual(epoch)
  }

  /// Where the member of a sample stands, by the id and the epoch as they are written; behind the end
  /// where there is none.
  func place(id: RecordBytes, epoch: RecordBytes) -> Int {
    guard hasSamples else { return Int.max }
    name.removeAll(keepingCapacity: true)
    name += Self.folder
    JSONText.append(id, to: &name)
    name += Self.epoch
    JSONText.append(epoch, to: &name)
    let found =
      withNames {
        next < archive.members.count && archive.members[next].nameBytes == $0 ? next : nil
      }
      ?? withNames(archive.place)
    guard let found else { return Int.max }
    next = found + 1
    return archive.members[found].offset
  }

  /// Hands out the names that the member may have, until one gives something.
  private func withNames(_ body: ([UInt8]) -> Int?) -> Int? {
    for ending in Self.endings {
      name += ending
      defer { name.removeLast(ending.count) }
      if let found = body(name) { return found }
    }
    return nil
  }
}
