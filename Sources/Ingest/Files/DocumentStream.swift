import Glibc
import Results
import Watching

/// Decodes the records of a JSON document while its bytes come: no more than one of them is held,
/// and each byte is scanned once.
///
/// It serves documents whose records are the elements of one list. What is not as expected ends it,
/// and leaves no trace: the whole document tells what is wrong.
struct DocumentStream {
  private enum State {
    /// A value of the path is due, the members of a container, or nothing more.
    case value, first, member, behind, end
  }

  /// The keys that lead to the list.
  private let keys: [String]
  private let scanner: JSONScanner
  private let records: RecordDecoder
  private let buffer: ReadBuffer
  /// Where a record starts, by its fields and its place in the document.
  private let offset: (Fields, Int) -> UInt64
  /// Told of the document up to the list, as one with an empty list.
  private let begin: (RecordBytes) -> Void
  /// What the decoder knew before.
  private let before: (parts: Int, conversations: Conversations, base: Facts)

  private(set) var contents: FileContents
  private var state = State.value
  /// How many brackets of the path are open.
  private var level = 0
  /// The keys of the path that were there.
  private var passed = 0
  private var outline: [UInt8] = []
  /// Bytes of the document that were taken, those in the buffer behind them, and how many these must
  /// become until it is worth while to look at a long record again; at first, at a byte order mark.
  private var taken = 0
  private var filled = 0
  private var due = 4

  /// The most bytes that a document has beside its list.
  private static let longestOutline = 16 << 20
  /// Bytes that are read at a time.
  private static let step = 512 << 10

  init?(
    _ path: DocumentPath, _ records: RecordDecoder, _ buffer: ReadBuffer, contents: FileContents,
    offset: @escaping (Fields, Int) -> UInt64 = { UInt64($1) },
    begin: @escaping (RecordBytes) -> Void = { _ in }
  ) {
    guard let keys = path.keysOfList else { return nil }
    (self.keys, self.records, self.buffer) = (keys, records, buffer)
    (self.contents, self.offset, self.begin) = (contents, offset, begin)
    scanner = buffer.scanner
    before = (contents.parts.count, records.conversations, records.base)
    records.use(scanner)
    records.problem = nil
  }

  /// Lets the decoder forget the document, which is to be read in another way.
  func undo() {
    records.forgetParts(beyond: before.parts)
    (records.conversations, records.base) = (before.conversations, before.base)
  }

  /// Room for the next bytes.
  func room(for count: Int) -> UnsafeMutableRawBufferPointer {
    let count = min(count, Self.step)
    buffer.reserve(filled + count)
    return UnsafeMutableRawBufferPointer(start: buffer.memory + filled, count: count)
  }

  /// Decodes what is whole with so many more bytes, which were put there.
  mutating func take(_ count: Int) throws(ScanFailure) {
    filled += count
    if filled >= due { try look() }
  }

  /// The contents, if all of the document was there.
  mutating func finish() -> FileContents? {
    guard (try? look()) != nil, state == .end, filled == 0 else { return nil }
    return contents
  }

  private mutating func look() throws(ScanFailure) {
    let bytes = RecordBytes(start: buffer.memory, count: filled)
    var place = taken == 0 && bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    while let sign = Self.sign(bytes, &place) {
      let rest = RecordBytes(rebasing: bytes[place...])
      guard let used = try step(sign, rest, at: taken + place) else { break }
      place += used
    }
    taken += place
    filled -= place
    due = 2 * filled
    if place > 0, filled > 0 { memmove(buffer.memory, buffer.memory + place, filled) }
  }

  /// Hands out the document as one with an empty list.
  func withOutline<Answer>(_ body: (RecordBytes) throws(ScanFailure) -> Answer?) -> Answer? {
    (try? Self.padded(outline, body)) ?? nil
  }

  private static func padded<Answer>(
    _ text: [UInt8], _ body: (RecordBytes) throws(ScanFailure) -> Answer
  ) throws(ScanFailure) -> Answer {
    let padded = text + Array(repeating: 0x20, count: JSONScanner.padding)
    return try padded.withUnsafeBufferPointer { bytes throws(ScanFailure) in
      try body(RecordBytes(rebasing: RecordBytes(bytes)[..<text.count]))
    }
  }

  /// The next byte that is no blank, and moves there.
  private static func sign(_ bytes: RecordBytes, _ place: inout Int) -> UInt8? {
    while place < bytes.count {
      let byte = bytes[place]
      guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return byte }
      place += 1
    }
    return nil
  }

  private var isInList: Bool { level > keys.count }
  private var closing: UInt8 { UInt8(ascii: isInList ? "]" : "}") }

  /// Takes what begins with a sign; returns its length, `nil` where more bytes are needed.
  private mutating func step(
    _ sign: UInt8, _ bytes: RecordBytes, at place: Int
  ) throws(ScanFailure) -> Int? {
    switch state {
    case .value: return try open(sign)
    case .first where sign == closing, .behind where sign == closing: return close()
    case .behind where sign == UInt8(ascii: ","):
      if !isInList { outline.append(sign) }
      state = .member
      return 1
    case .first, .member: return try isInList ? element(sign, bytes, at: place) : field(sign, bytes)
    case .behind, .end: throw .malformed
    }
  }

  private mutating func open(_ sign: UInt8) throws(ScanFailure) -> Int {
    level += 1
    guard sign == UInt8(ascii: isInList ? "[" : "{") else { throw .malformed }
    outline.append(sign)
    state = .first
    if isInList {
      let closed = outline + [closing] + keys.map { _ in UInt8(ascii: "}") }
      try Self.padded(closed) { bytes throws(ScanFailure) in begin(bytes) }
    }
    return 1
  }

  private mutating func close() -> Int {
    outline.append(closing)
    level -= 1
    state = level == 0 ? .end : .behind
    return 1
  }

  private mutating func element(
    _ sign: UInt8, _ bytes: RecordBytes, at place: Int
  ) throws(ScanFailure) -> Int? {
    guard sign == UInt8(ascii: "{") else { throw .notAnObject }
    let length = try records.decodeFirst(in: bytes, at: place, offset: offset, into: &contents)
    if length != nil { state = .behind }
    return length
  }

  private mutating func field(_ sign: UInt8, _ bytes: RecordBytes) throws(ScanFailure) -> Int? {
    guard sign == UInt8(ascii: "\"") else { throw .malformed }
    guard var place = try scanner.value(bytes) else { return nil }
    let key = bytes[1..<(place - 1)]
    guard let colon = Self.sign(bytes, &place) else { return nil }
    place += 1
    guard Self.sign(bytes, &place) != nil else { return nil }
    // A key that is written in another way, or comes again, is left to those who compare all.
    guard colon == UInt8(ascii: ":"), !key.contains(UInt8(ascii: "\\")) else { throw .malformed }
    let leadsOn = key.elementsEqual(keys[level - 1].utf8)
    if leadsOn {
      guard passed < level else { throw .malformed }
      passed = level
    } else {
      guard let length = try scanner.value(RecordBytes(rebasing: bytes[place...])) else {
        return nil
      }
      place += length
    }
    guard outline.count + place <= Self.longestOutline else { throw .memory }
    outline.append(contentsOf: bytes[..<place])
    state = leadsOn ? .value : .behind
    return place
  }
}

extension DocumentPath {
  /// The keys that lead to the one list whose elements are the records; `nil` for other paths.
  fileprivate var keysOfList: [String]? {
    guard steps.last == .elements else { return nil }
    var keys: [String] = []
    for step in steps.dropLast() {
      guard case .key(let key) = step else { return nil }
      keys.append(key)
    }
    return keys
  }
}

extension DocumentDecoder {
  /// Decodes a document of so many bytes while it is read.
  ///
  /// - Returns: `nil` where it is to be read as a whole, as it is if anything is not as expected.
  func stream(
    _ source: any ByteSource, size: Int, with buffer: ReadBuffer, into contents: FileContents
  ) throws(SystemFailure) -> FileContents? {
    guard head.framing == .document, contents.kind == .samples || contents.kind == .counts,
      !format.takesFiguresFromRecords, size <= LineFeed.longestLine, let path = likelyPath,
      var stream = DocumentStream(
        path, records, buffer, contents: contents,
        begin: { outline in records.base = (try? headerFacts(of: outline)) ?? Facts() })
    else { return nil }
    if try take(source, size, &stream), let found = finish(&stream, path) { return found }
    stream.undo()
    return nil
  }

  /// Reads to the end; false where that is not as expected.
  private func take(
    _ source: any ByteSource, _ size: Int, _ stream: inout DocumentStream
  ) throws(SystemFailure) -> Bool {
    var place = 0
    while place < size {
      let count = try source.read(into: stream.room(for: size - place), at: place)
      if count == 0 { return false }
      place += count
      do { try stream.take(count) } catch { return false }
    }
    return true
  }

  /// What the document says beside its records must be what was taken for it when they were decoded.
  private func finish(
    _ stream: inout DocumentStream, _ path: DocumentPath
  ) -> FileContents? {
    guard var contents = stream.finish() else { return nil }
    return stream.withOutline { outline throws(ScanFailure) in
      let value = DocumentValue(outline, scanner)
      guard try self.path(in: value) == path, try headerFacts(of: outline) == records.base else {
        return nil
      }
      contents.figures = format.figures(in: value, name: name)
      contents.unfinished = format.unfinished(in: value)
      return contents
    }
  }
}
